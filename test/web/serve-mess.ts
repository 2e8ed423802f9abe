import { createServer as createHttp } from 'node:http';
import { onTestFinished } from 'vitest';
import { readAssets } from '../../src/cli/serve/assets.ts';
import { translateDatabaseError } from '../../src/data/failures.ts';
import { parseDatabaseAddress } from '../../src/domain/values/database-address.ts';
import { openLanes } from '../../src/operations/mess/lanes.ts';
import { createServer } from '../../src/web/server/create-server.ts';
import type { ServerOptions } from '../../src/web/server/options.ts';
import type { TestMess } from '../support/mess.ts';
import { OWNER, PASSWORD } from '../support/template.ts';
import { NO_LIMITS } from './no-limits.ts';

/** What a server answered; `json` is there where it was JSON. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks at what it expects.
export interface Answered<T = any> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: T;
}

export interface Asking {
  readonly method?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as a form. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as CSV. */
  readonly file?: string | Uint8Array | undefined;
  /** Of whom. */
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The server of a mess, listening on loopback; ended with the test. */
export interface TestServer {
  readonly url: string;
  /** The lines of its log. */
  readonly log: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: likewise.
  ask<T = any>(path: string, asking?: Asking): Promise<Answered<T>>;
  /** Signs the owner in, and gives the token. */
  signIn(id?: string, password?: string): Promise<string>;
}

/** Serves a mess as `mess serve` does, with the clock of the test. */
export async function serveMess(
  mess: TestMess,
  options: Partial<ServerOptions> = {},
): Promise<TestServer> {
  const address = parseDatabaseAddress(mess.databaseUrl);
  const lanes = await openLanes(address, () => mess.now, { readers: 2, signers: 1 });
  const log: string[] = [];
  const server = createServer({
    lanes,
    now: () => mess.now,
    assets: await readAssets(),
    url: undefined,
    trustedProxies: [],
    isBehindSocket: false,
    corsOrigins: [],
    // The clock of a test stands still, by which nothing that was used up would come back.
    rates: NO_LIMITS,
    onlyStudents: false,
    explain: (thrown) => translateDatabaseError(thrown, address),
    log: (line) => log.push(line),
    listenOn: (handler, more) => createHttp(more, handler),
    ...options,
  });
  // On a busy machine a test may be silent for longer than a server waits.
  server.server.keepAliveTimeout = 120_000;
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    await server.close();
    await lanes.close();
  });
  const ask = async (path: string, asking: Asking = {}): Promise<Answered> => {
    const { method, body, form, file, token, headers } = asking;
    const response = await fetch(url + path, {
      method: method ?? ([body, form, file].every((each) => each === undefined) ? 'GET' : 'POST'),
      redirect: 'manual',
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(file !== undefined && { 'content-type': 'text/csv' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(form !== undefined && { body: new URLSearchParams(form) }),
      ...(file !== undefined && { body: file as BodyInit }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    const json = isJson ? JSON.parse(text) : undefined;
    return { status: response.status, headers: response.headers, text, json };
  };
  return {
    url,
    log,
    ask,
    async signIn(id = OWNER, password = PASSWORD) {
      const { json } = await ask('/adminlogin', { body: { admin_id: id, password } });
      return json.access_token;
    },
  };
}
