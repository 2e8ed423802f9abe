import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { serveMess } from '../serve-mess.ts';

const APP = 'https://app.example';
const PATHS = ['/api/v1/students', '/studentlogin', '/studentexpense/S001'];

function preflight(origin: string) {
  return {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    },
  };
}

/** The headers that open something to other sites. */
function opened(headers: Headers): string[] {
  return [...headers.keys()].filter((name) => name.startsWith('access-control-'));
}

test('by itself nothing is open to other sites', async () => {
  const { ask } = await serveMess(await createMess());
  for (const path of [...PATHS, '/']) {
    const asked = await ask(path, preflight(APP));
    expect([path, asked.status, opened(asked.headers)]).toEqual([path, 404, []]);
    const read = await ask(path, { headers: { origin: APP } });
    expect(opened(read.headers)).toEqual([]);
  }
});

test('a site that is named may ask with a token, and never with a cookie', async () => {
  const mess = await createMess();
  const { ask, signIn } = await serveMess(mess, { corsOrigins: [APP] });
  for (const path of PATHS) {
    const { status, headers } = await ask(path, preflight(APP));
    expect(status).toBe(204);
    expect(Object.fromEntries(opened(headers).map((name) => [name, headers.get(name)]))).toEqual({
      'access-control-allow-origin': APP,
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': 'authorization, content-type, idempotency-key',
      'access-control-max-age': '600',
    });
  }
  const token = await signIn();
  const { status, headers } = await ask('/api/v1/students', { token, headers: { origin: APP } });
  expect([status, headers.get('access-control-allow-origin'), headers.get('vary')]).toEqual([
    200,
    APP,
    'Origin',
  ]);
  expect(headers.has('access-control-allow-credentials')).toBe(false);
  // A script that looked at what would be done is to say by it what was agreed to.
  expect(headers.get('access-control-expose-headers')).toContain('x-basis');
  // A browser sends what it holds of this site along only if it is let, and a change not even then.
  const forged = await ask('/registerstudent', {
    body: {},
    headers: { origin: APP, 'sec-fetch-site': 'cross-site', cookie: `mess=${token}` },
  });
  expect(forged.status).toBe(403);
});

test.each([
  'https://app.example.evil.example',
  'http://app.example',
  'null',
  'https://APP.example',
])('an origin that is another one, %s, is not let in', async (origin) => {
  const { ask } = await serveMess(await createMess(), { corsOrigins: [APP] });
  const asked = await ask(PATHS[0] ?? '', preflight(origin));
  expect([asked.status, opened(asked.headers), asked.headers.get('vary')]).toEqual([
    404,
    [],
    'Origin',
  ]);
});

test('pages are open to nobody', async () => {
  const { ask } = await serveMess(await createMess(), { corsOrigins: [APP] });
  expect((await ask('/', preflight(APP))).status).toBe(404);
  expect(opened((await ask('/', { headers: { origin: APP } })).headers)).toEqual([]);
});
