import {
  isLocal,
  type ListenAddress,
  parseListenAddress,
  parseProxy,
  parseServerUrl,
} from '../../domain/upkeep/listen-address.ts';
import { UsageError } from '../../errors.ts';
import type { ValuesOf } from '../options/inputs.ts';
import { choiceOption, listOption, textOption, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

const USUAL: ListenAddress = { kind: 'port', host: '127.0.0.1', port: 7070 };

const TAKES = {
  listen: valueOption(
    '--listen <ADDRESS>',
    'where to listen: an address with its port, or the path of a socket (usually 127.0.0.1:7070)',
    parseListenAddress,
  ),
  url: valueOption('--url <URL>', 'the address by which it is reached', parseServerUrl),
  trustProxy: listOption(
    '--trust-proxy <ADDRESS>',
    'a proxy whose word is taken on where a request comes from; may be given again',
    parseProxy,
  ),
  tlsCert: textOption('--tls-cert <FILE>', 'the certificate, with those that lead to its root'),
  tlsKey: textOption('--tls-key <FILE>', 'the key of the certificate'),
  corsOrigin: listOption(
    '--cors-origin <ORIGIN>',
    'a site whose scripts may call the API, with a token; may be given again',
    (text) => parseServerUrl(text).origin,
  ),
  only: choiceOption('--only <WHOM>', 'serve students alone, and no desk', ['students'] as const),
};

export const serve = defineVerb({
  name: 'serve',
  details: [
    'Serves the mess by HTTP until it is ended: a page for students and one for the office, an API, and the six calls of the service that mess replaces. What there is and how it is set up: docs/serve.md.',
    'By itself it listens where only this machine reaches it. To be reached by others it needs HTTPS: of a proxy in front of it (--url, --trust-proxy), or its own (--tls-cert, --tls-key, --url).',
    'It never brings the tables up to date: mess db migrate does. Ctrl-C, or SIGTERM, ends it when the requests in flight are answered; SIGHUP has it read its certificate again.',
  ].join('\n\n'),
  examples: [
    'mess serve',
    'mess serve --url https://mess.example.org --trust-proxy 127.0.0.1',
    'mess serve --listen 0.0.0.0:443 --url https://mess.example.org --tls-cert mess.pem --tls-key mess.key',
  ],
  permission: 'none',
  takes: TAKES,
  check: refuseUnsafe,
  async run({ server }, values) {
    const { listen = USUAL, url, trustProxy = [], corsOrigin = [], only, tlsCert, tlsKey } = values;
    await server.serve({
      listen,
      url,
      trustedProxies: trustProxy,
      corsOrigins: corsOrigin,
      onlyStudents: only === 'students',
      tls:
        tlsCert === undefined || tlsKey === undefined
          ? undefined
          : { certificateFile: tlsCert, keyFile: tlsKey },
    });
  },
});

/** @throws UsageError what would send passwords and sessions over a network as they are */
function refuseUnsafe({ listen = USUAL, url, tlsCert, tlsKey }: ValuesOf<typeof TAKES>): void {
  if ((tlsCert === undefined) !== (tlsKey === undefined)) {
    throw new UsageError('missing_value', '--tls-cert and --tls-key go together.', {
      hint: tlsKey === undefined ? 'give --tls-key, too' : 'give --tls-cert, too',
    });
  }
  const hasTls = tlsCert !== undefined;
  if (!isLocal(listen) && !hasTls) {
    throw new UsageError(
      'unsafe_address',
      'Others could reach that address, and would send their passwords to it as they are.',
      {
        hint: 'give --tls-cert and --tls-key, or listen on 127.0.0.1 behind a proxy: see docs/serve.md',
      },
    );
  }
  if (hasTls && url?.protocol !== 'https:') {
    throw new UsageError('missing_value', 'With --tls-cert, --url must say https://….', {
      hint: 'give --url, as https://mess.example.org',
    });
  }
  if (url?.protocol === 'http:' && !isLocal({ kind: 'port', host: url.hostname, port: 0 })) {
    throw new UsageError(
      'unsafe_address',
      `--url ${url.origin}: browsers keep nobody signed in on plain HTTP.`,
      { hint: 'have a proxy serve it by HTTPS, and give --url https://…' },
    );
  }
}
