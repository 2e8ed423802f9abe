import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { createMessNow } from '../../support/process.ts';
import { createAuthority, hasOpenssl } from '../../support/server/certificates.ts';
import { askRaw, BEHIND_PROXY, viaProxy } from '../security/ask-raw.ts';
import { serveMess } from '../serve-mess.ts';
import { startServing } from './process.ts';
import { blocksOf } from './serve-page.ts';

const FORGED = '6.6.6.6';

test('whose word is taken on a client, and whose not', async () => {
  const mess = await createMess();
  const addressSeen = async (trustedProxies: readonly string[], forwarded: string) => {
    const { url, log } = await serveMess(mess, { ...BEHIND_PROXY, trustedProxies });
    await askRaw(`${url}/nothing`, { headers: viaProxy(forwarded) });
    await vi.waitUntil(() => log.length > 0);
    return JSON.parse(log[0] ?? '').address;
  };
  expect(await addressSeen(['127.0.0.1'], '203.0.113.7')).toBe('203.0.113.7');
  // The proxy added the last; those before it the client said itself.
  expect(await addressSeen(['127.0.0.1'], `${FORGED}, 203.0.113.7`)).toBe('203.0.113.7');
  expect(await addressSeen(['127.0.0.0/8', '10.0.0.0/8'], `${FORGED}, 203.0.113.7, 10.0.0.2`)).toBe(
    '203.0.113.7',
  );
  expect(await addressSeen(['10.0.0.2'], FORGED)).toBe('127.0.0.1');
  expect(await addressSeen([], FORGED)).toBe('127.0.0.1');
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

interface Setup {
  readonly folder: string;
  readonly port: number;
  readonly upstream: string;
  readonly certificate: string;
  readonly key: string;
}

/** Starts each with what the page says, on another port and with a certificate of the test. */
const PROXIES: Readonly<Record<string, (setup: Setup) => Promise<ChildProcess>>> = {
  async nginx({ folder, port, upstream, certificate, key }) {
    const [block = ''] = await blocksOf('nginx');
    const site = block
      .replace('listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`)
      .replace('/etc/ssl/mess.pem', certificate)
      .replace('/etc/ssl/private/mess.key', key)
      .replace('127.0.0.1:7070', upstream);
    const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    );
    const file = join(folder, 'nginx.conf');
    const lines = [
      `pid ${folder}/pid;`,
      'events {}',
      'http {',
      'access_log off;',
      ...places,
      site,
      '}',
    ];
    await writeFile(file, lines.join('\n'));
    const args = ['-e', `${folder}/error.log`, '-c', file, '-g', 'daemon off;'];
    return spawn('nginx', args, { stdio: 'ignore' });
  },
  async caddy({ folder, port, upstream, certificate, key }) {
    const [block = ''] = await blocksOf('caddyfile');
    const site = block
      .replace(
        'mess.example.org {',
        `https://mess.example.org:${port} {\n\ttls ${certificate} ${key}`,
      )
      .replace('127.0.0.1:7070', upstream);
    const file = join(folder, 'Caddyfile');
    await writeFile(file, `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${site}`);
    const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
    return spawn('caddy', ['run', '--adapter', 'caddyfile', '--config', file], {
      stdio: 'ignore',
      env,
    });
  },
};

test.runIf(inject('isFull')).for(Object.keys(PROXIES))(
  '%s as the page sets it up: the client is known, and a forged one is not',
  async (name, ctx) => {
    const isThere = await promisify(execFile)(name, [name === 'nginx' ? '-v' : 'version']).then(
      () => true,
      () => false,
    );
    if (!isThere || !(await hasOpenssl())) ctx.skip(`${name} is not installed`);
    const folder = await mkdtemp(join(tmpdir(), 'mess-proxy-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const authority = await createAuthority(folder);
    await authority.certify('DNS:mess.example.org');
    const { home } = await createMessNow();
    const server = await startServing(home, [
      ...['--listen', '127.0.0.1:0', '--url', 'https://mess.example.org'],
      ...['--trust-proxy', '127.0.0.1'],
    ]);
    const port = await freePort();
    const { certificate, key } = authority;
    const upstream = new URL(server.listening).host;
    const proxy = await PROXIES[name]?.({ folder, port, upstream, certificate, key });
    onTestFinished(() => void proxy?.kill('SIGTERM'));
    const ca = await readFile(authority.ca);
    const ask = (path: string, headers: Record<string, string> = {}) =>
      new Promise<number>((resolve, reject) => {
        const sent = request(
          {
            ...{ host: '127.0.0.1', localAddress: '127.0.0.5', port, path, ca, agent: false },
            servername: 'mess.example.org',
            headers: { host: 'mess.example.org', ...headers },
          },
          (answer) => {
            answer.resume();
            resolve(answer.statusCode ?? 0);
          },
        );
        sent.on('error', reject);
        sent.end();
      });
    const isUp = () =>
      ask('/healthz').then(
        (status) => status === 200,
        () => false,
      );
    await vi.waitUntil(isUp, { timeout: 30_000, interval: 50 });
    let line = await server.line('route');
    while (line.route === '/healthz') {
      const status = await ask('/api/v1/students/2024%2F01', {
        'x-forwarded-for': FORGED,
        'x-forwarded-proto': 'http',
        forwarded: `for=${FORGED}`,
      });
      expect(status).toBe(401);
      line = await server.line('route');
    }
    expect(line).toMatchObject({ route: '/api/v1/students/:id', address: '127.0.0.5' });
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
  },
);
