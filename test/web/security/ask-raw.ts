import { type IncomingHttpHeaders, request } from 'node:http';

export interface RawAsking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
  /** Of a server that listens on a socket. */
  readonly socketPath?: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Asks with headers as they stand, also those that `fetch` sets itself, such as `Host`; follows nothing. */
export function askRaw(url: string, asking: RawAsking = {}): Promise<RawAnswer> {
  const { method = 'GET', headers, body, socketPath } = asking;
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...headers }, agent: false, socketPath } as const;
    const sent = request(url, options, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export const PUBLIC_URL = new URL('https://mess.example.org');

/** What a proxy on this machine says of a client. */
export function viaProxy(address: string, more: Readonly<Record<string, string>> = {}) {
  return {
    host: PUBLIC_URL.host,
    'x-forwarded-for': address,
    'x-forwarded-proto': 'https',
    ...more,
  };
}

/** A server that is reached through such a proxy. */
export const BEHIND_PROXY = { url: PUBLIC_URL, trustedProxies: ['127.0.0.1'] } as const;
