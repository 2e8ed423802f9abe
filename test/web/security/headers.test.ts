import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { serveMess } from '../serve-mess.ts';
import { askRaw, BEHIND_PROXY, viaProxy } from './ask-raw.ts';

const EXPECTED = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'strict-transport-security': 'max-age=31536000',
};

const NEVER = ['server', 'x-powered-by', 'access-control-allow-origin'];

test('the headers of every answer, whatever it is', async () => {
  const assets = {
    files: [
      { path: '/assets/a.css', type: 'text/css', content: Buffer.from('a{}'), brotli: Buffer.of() },
    ],
    paths: new Map([['style.css', '/assets/a.css']]),
  };
  const mess = await createMess();
  const { url, signIn, ask } = await serveMess(mess, { ...BEHIND_PROXY, assets });
  const host = viaProxy('203.0.113.7');
  const login = await askRaw(`${url}/adminlogin`, {
    method: 'POST',
    headers: { ...host, 'content-type': 'application/json' },
    body: JSON.stringify({ admin_id: 'warden', password: 'correct horse battery' }),
  });
  const authorization = `Bearer ${JSON.parse(login.text).access_token}`;
  const students = await askRaw(`${url}/api/v1/students`, { headers: { ...host, authorization } });
  const known = { 'if-none-match': String(students.headers.etag) };
  const answers = {
    login,
    students,
    unchanged: await askRaw(`${url}/api/v1/students`, {
      headers: { ...host, authorization, ...known },
    }),
    page: await askRaw(`${url}/`, { headers: host }),
    redirect: await askRaw(`${url}/me`, { headers: host }),
    asset: await askRaw(`${url}/assets/a.css`, { headers: host }),
    noPage: await askRaw(`${url}/nothing`, { headers: host }),
    noEndpoint: await askRaw(`${url}/api/v1/nothing`, { method: 'POST', headers: host }),
    nobody: await askRaw(`${url}/api/v1/students`, { headers: host }),
    otherHost: await askRaw(`${url}/`, { headers: { host: 'evil.example' } }),
    toHttps: await askRaw(`${url}/`, { headers: { ...host, 'x-forwarded-proto': 'http' } }),
    badPath: await askRaw(`${url}/%zz`, { headers: host }),
    options: await askRaw(`${url}/`, { method: 'OPTIONS', headers: host }),
    head: await askRaw(`${url}/`, { method: 'HEAD', headers: host }),
    probe: await askRaw(`${url}/readyz`),
    large: await askRaw(`${url}/studentlogin`, {
      method: 'POST',
      headers: { ...host, 'content-type': 'application/json' },
      body: JSON.stringify({ st_id: 'x'.repeat(70_000) }),
    }),
  };
  expect(
    Object.fromEntries(Object.entries(answers).map(([name, { status }]) => [name, status])),
  ).toEqual({
    login: 200,
    students: 200,
    unchanged: 304,
    page: 200,
    redirect: 303,
    asset: 200,
    noPage: 404,
    noEndpoint: 404,
    nobody: 401,
    otherHost: 421,
    toHttps: 308,
    badPath: 400,
    options: 404,
    head: 200,
    probe: 200,
    large: 413,
  });
  for (const [name, { headers }] of Object.entries(answers)) {
    expect({ name, ...headers }).toMatchObject({ name, ...EXPECTED });
    const kept = name === 'asset' ? 'public, max-age=31536000, immutable' : 'no-store';
    expect([name, headers['cache-control']]).toEqual([name, kept]);
    for (const header of NEVER) expect(headers).not.toHaveProperty(header);
  }
  void [signIn, ask];
});

test.each([
  ['NONSENSE\r\n\r\n', 400],
  [`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['GET / HTTP/1.1\r\n\r\n', 400],
  [
    'POST /studentlogin HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    400,
  ],
])('what is no request is answered with them, too: %j', async (bytes, status) => {
  const { url } = await serveMess(await createMess());
  const { hostname, port } = new URL(url);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
  });
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  if (!bytes.startsWith('GET / HTTP/1.1\r\n\r\n')) {
    expect(answer.toLowerCase()).toContain("content-security-policy: default-src 'none'");
    expect(answer.toLowerCase()).toContain('cache-control: no-store');
  }
});
