import { expect, test } from 'vitest';
import { createLimits, USUAL_RATES } from '../../../src/web/security/limits/limits.ts';
import { networkOf } from '../../../src/web/security/limits/network.ts';
import type { ServerOptions } from '../../../src/web/server/options.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';
import { serveMess } from '../serve-mess.ts';
import { askRaw, BEHIND_PROXY, viaProxy } from './ask-raw.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['no address', 'unknown'],
  [undefined, 'socket'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

async function serveLimited(mess: TestMess, more: Partial<ServerOptions> = {}) {
  const options = { ...BEHIND_PROXY, rates: USUAL_RATES, ...more };
  const { url, log } = await serveMess(mess, options);
  const from = (address: string, path: string, body?: object, more = {}) =>
    askRaw(url + path, {
      headers: viaProxy(address, { ...(body && { 'content-type': 'application/json' }), ...more }),
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
  return { from, log };
}

function later(mess: TestMess, seconds: number): void {
  mess.now = new Date(mess.now.getTime() + seconds * 1000);
}

async function countUntilRefused(ask: () => Promise<{ readonly status: number }>): Promise<number> {
  for (let asked = 0; asked < 1000; asked += 1) if ((await ask()).status === 429) return asked;
  return Number.POSITIVE_INFINITY;
}

test('one address is answered 200 at once, and then 20 a second', async () => {
  const mess = await createMess();
  const { from } = await serveLimited(mess);
  expect(await countUntilRefused(() => from('203.0.113.7', '/healthz'))).toBe(200);
  const refused = await from('203.0.113.7', '/api/v1/students');
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '1']);
  expect(JSON.parse(refused.text)).toMatchObject({
    error: {
      code: 'busy',
      reason: 'too_many_requests',
      exitCode: 7,
      message: 'Too many requests came from there. Try again in a second.',
      hint: null,
      details: { seconds: 1 },
    },
  });
  const call = await from('203.0.113.7', '/studentexpense/S001');
  expect(JSON.parse(call.text)).toMatchObject({ reason: 'too_many_requests' });
  const page = await from('203.0.113.7', '/');
  expect([page.status, page.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
  expect(page.text).toContain('Too many requests came from there.');
  expect((await from('203.0.113.8', '/healthz')).status).toBe(200);
  later(mess, 1);
  expect(await countUntilRefused(() => from('203.0.113.7', '/healthz'))).toBe(20);
  // A clock that is put back holds nobody up for as long as it is behind.
  later(mess, -3600);
  expect((await from('203.0.113.7', '/healthz')).status).toBe(429);
  later(mess, 1);
  expect((await from('203.0.113.7', '/healthz')).status).toBe(200);
});

test('a network of IPv6 is one address', async () => {
  const { from } = await serveLimited(await createMess());
  let last = 0;
  const next = () => from(`2001:db8:1:2::${(last++ % 9).toString(16)}`, '/healthz');
  expect(await countUntilRefused(next)).toBe(200);
  expect((await from('2001:db8:1:3::1', '/healthz')).status).toBe(200);
});

test('what is refused asks the database nothing', async () => {
  const asked = () => Promise.reject(new Error('The database was asked.'));
  const lanes = { read: asked, write: asked, signIn: asked, close: async () => {} };
  const { from, log } = await serveLimited(await createMess(), { lanes });
  await countUntilRefused(() => from('203.0.113.7', '/healthz'));
  for (const path of ['/', '/me', '/api/v1/students', '/studentexpense/S001', '/nothing']) {
    expect((await from('203.0.113.7', path)).status).toBe(429);
  }
  expect(log.join()).not.toContain('was asked');
});

test('a token changes 120 things at once, and then two a second', async () => {
  const mess = await createMess();
  const { from } = await serveLimited(mess);
  const { text } = await from('203.0.113.7', '/adminlogin', {
    admin_id: 'warden',
    password: 'correct horse battery',
  });
  const authorization = `Bearer ${JSON.parse(text).access_token}`;
  let count = 0;
  const change = () =>
    from(`203.0.113.${count++ % 200}`, '/attendance', { month: 'x' }, { authorization });
  expect(await countUntilRefused(change)).toBe(120);
  later(mess, 1);
  expect(await countUntilRefused(change)).toBe(2);
  // To read is something else.
  const read = await from('203.0.113.7', '/api/v1/students', undefined, { authorization });
  expect(read.status).toBe(200);
});

test('an address tries to sign in 60 times a minute, whoever it says it is', () => {
  let now = new Date('2025-06-01T06:30:00Z');
  const limits = createLimits(USUAL_RATES, () => now);
  for (let n = 0; n < 60; n += 1) limits.countSignIn('203.0.113.7');
  expect(() => limits.countSignIn('203.0.113.7')).toThrow(
    'Too many tried to sign in from there. Try again in a second.',
  );
  limits.countSignIn('203.0.113.8');
  now = new Date(now.getTime() + 1000);
  limits.countSignIn('203.0.113.7');
});

test('100 sign-ins that fail in a quarter of an hour stop those that come from there', async () => {
  const mess = await createMess();
  await mess.do('student add S001 --name A --branch B --phone 9876543210');
  const { from } = await serveLimited(mess);
  // So slowly that it is not for how often they are tried.
  const tryOnce = () => {
    later(mess, 1.1);
    return from('203.0.113.7', '/studentlogin', { st_id: 'S001', phone: 'x' });
  };
  // In two minutes some of a hundred are given back.
  expect(await countUntilRefused(tryOnce)).toBe(113);
  const refused = await tryOnce();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeLessThan(15 * 60);
  const right = { st_id: 'S001', phone: '9876543210' };
  expect((await from('203.0.113.7', '/studentlogin', right)).status).toBe(429);
  // From elsewhere everybody signs in, and from there again when it has waited.
  expect((await from('203.0.113.8', '/studentlogin', right)).status).toBe(200);
  later(mess, 30);
  expect((await from('203.0.113.7', '/studentlogin', right)).status).toBe(200);
});

test('what is too much work for two is done once at a time', async () => {
  const limits = createLimits(USUAL_RATES, () => new Date(0));
  let finish = () => {};
  const first = limits.alone(undefined, () => new Promise<void>((resolve) => (finish = resolve)));
  await expect(limits.alone(undefined, async () => {})).rejects.toMatchObject({
    reason: 'too_many_requests',
    about: { seconds: 10 },
  });
  finish();
  await first;
  await expect(limits.alone(undefined, async () => 'done')).resolves.toBe('done');
});

test('who verifies or imports ten times an hour waits, and looks at files all the same', async () => {
  const mess = await createMess();
  const stdin = 'another good password';
  const added = mess.with({ stdin });
  await added('admin', 'add', 'desk', '--role', 'clerk', '--password-stdin');
  const { url } = await serveMess(mess, { ...BEHIND_PROXY, rates: USUAL_RATES });
  const post = (path: string, type: string, body: string, more = {}) =>
    askRaw(url + path, {
      method: 'POST',
      headers: viaProxy('203.0.113.7', { 'content-type': type, ...more }),
      body,
    });
  const signIn = async (id: string, password: string) => {
    const body = JSON.stringify({ admin_id: id, password });
    const { text } = await post('/adminlogin', 'application/json', body);
    return { authorization: `Bearer ${JSON.parse(text).access_token}` };
  };
  const owner = await signIn(OWNER, PASSWORD);
  const verify = (who = owner) =>
    askRaw(`${url}/api/v1/audit/verification`, { headers: viaProxy('203.0.113.7', who) });
  const importFile = (query = '') =>
    post(`/api/v1/purchases/imports${query}`, 'text/csv', 'x', owner);
  for (let n = 0; n < 5; n += 1) {
    expect((await verify()).status).toBe(200);
    // With mistakes it was as much work.
    expect((await importFile()).status).toBe(422);
  }
  const refused = await verify();
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '360']);
  // In another session, too.
  expect((await verify(await signIn(OWNER, PASSWORD))).status).toBe(429);
  expect((await importFile()).status).toBe(429);
  expect(await countUntilRefused(() => importFile('?dryRun'))).toBe(60);
  expect((await verify(await signIn('desk', stdin))).status).toBe(200);
  later(mess, 360);
  expect(await countUntilRefused(() => importFile())).toBe(1);
});

test('who is on this machine, where nobody else comes, asks as often as they like', async () => {
  const { url } = await serveMess(await createMess(), { rates: USUAL_RATES });
  for (let n = 0; n < 250; n += 1) await askRaw(`${url}/healthz`);
  expect((await askRaw(`${url}/healthz`)).status).toBe(200);
});
