import { expect, test } from 'vitest';
import { findDevice, markDevice } from '../../../src/auth/device-marks.ts';
import { parseDatabaseAddress } from '../../../src/domain/values/database-address.ts';
import { markKnownDevice } from '../../../src/operations/access/devices.ts';
import { openLanes } from '../../../src/operations/mess/lanes.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { activateStudent, STUDENT_SECRET } from '../../support/records/sign-in.ts';
import { PASSWORD } from '../../support/template.ts';
import { serveMess } from '../serve-mess.ts';

const KEY = 'k'.repeat(43);
const WARDEN = { kind: 'admin', id: 'warden' } as const;

test('a mark is good for whom it was made, with the key of the mess', () => {
  const mark = markDevice(KEY, undefined, WARDEN);
  const device = findDevice(KEY, mark, WARDEN);
  expect(device).toMatch(/^[\w-]{22}$/);
  expect(findDevice(KEY, mark, { kind: 'admin', id: 'WARDEN' })).toBe(device);
  expect(findDevice(KEY, mark, { kind: 'admin', id: 'clerk' })).toBeUndefined();
  expect(findDevice(KEY, mark, { kind: 'student', id: 'warden' })).toBeUndefined();
  expect(findDevice('l'.repeat(43), mark, WARDEN)).toBeUndefined();
  // Under another name it would have a count of its own.
  expect(findDevice(KEY, `${'A'.repeat(22)}${mark.slice(22)}`, WARDEN)).toBeUndefined();
  for (const made of [undefined, '', 'x', `${device}.`, `${device}.${'A'.repeat(43)}`]) {
    expect(findDevice(KEY, made, WARDEN)).toBeUndefined();
  }
});

test('a machine that several use knows the last five, and has one name', () => {
  const holders = [1, 2, 3, 4, 5, 6].map((n) => ({ kind: 'student', id: `S00${n}` }) as const);
  let mark: string | undefined;
  for (const holder of [...holders, ...holders.slice(1)]) mark = markDevice(KEY, mark, holder);
  const found = holders.map((holder) => findDevice(KEY, mark, holder));
  expect(found[0]).toBeUndefined();
  expect(new Set(found.slice(1)).size).toBe(1);
  expect(found[5]).toBeDefined();
});

/** The cookies of a browser, which it sends again. */
function keepCookies(headers: Headers, before: Readonly<Record<string, string>> = {}) {
  const set = headers.getSetCookie().map((line) => line.split(';')[0]?.split('=') ?? []);
  return { ...before, ...Object.fromEntries(set.map(([name = '', value = '']) => [name, value])) };
}

const sent = (cookies: Readonly<Record<string, string>>) =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');

async function serveStudent(mess: TestMess) {
  await mess.do('student add S001 --name A --branch B --phone 9876543210');
  const server = await serveMess(mess);
  const signIn = async (secret: string, cookies: Readonly<Record<string, string>> = {}) => {
    const headers = { origin: server.url, cookie: sent(cookies) };
    return server.ask('/', { form: { id: 'S001', secret }, headers });
  };
  return { ...server, signIn };
}

test('ten wrong tries from the same address do not keep a known browser out', async () => {
  const mess = await createMess();
  const { signIn } = await serveStudent(mess);
  const first = await signIn('9876543210');
  expect(first.status).toBe(303);
  const lines = first.headers.getSetCookie();
  expect(lines.find((line) => line.startsWith('mess-device='))).toMatch(
    /^mess-device=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=31536000$/,
  );
  const { 'mess-device': device = '' } = keepCookies(first.headers);
  for (let n = 0; n < 10; n += 1) await signIn('9876500000');
  const stranger = await signIn('9876543210');
  expect([stranger.status, stranger.text]).toEqual([
    422,
    expect.stringContaining('Too many tries'),
  ]);
  const forged = await signIn('9876543210', {
    'mess-device': `${device.startsWith('A') ? 'B' : 'A'}${device.slice(1)}`,
  });
  expect(forged.status).toBe(422);
  expect((await signIn('9876543210', { 'mess-device': device })).status).toBe(303);
  // A known browser that guesses waits as well.
  await signIn('9876500000', { 'mess-device': device });
  expect((await signIn('9876543210', { 'mess-device': device })).status).toBe(422);
});

test('the warden is let in with a browser that is known, whoever tries in between', async () => {
  const mess = await createMess();
  const address = parseDatabaseAddress(mess.databaseUrl);
  const lanes = await openLanes(address, () => mess.now, { readers: 1, signers: 1 });
  const { ask } = await serveMess(mess, { lanes });
  const signIn = (password: string, headers = {}) =>
    ask('/adminlogin', { body: { admin_id: 'warden', password }, headers });
  const device = await lanes.write((each) => markKnownDevice(each, WARDEN, undefined));
  for (let n = 0; n < 10; n += 1) await signIn('wrong');
  expect((await signIn(PASSWORD)).status).toBe(429);
  expect((await signIn(PASSWORD, { cookie: `mess-device=${device}` })).status).toBe(200);
});

test('the desk knows the browser of who signed in at it', async () => {
  const mess = await createMess();
  const { ask, url } = await serveMess(mess);
  const signIn = (secret: string, cookie = '') =>
    ask('/adminloginpage', { form: { id: 'warden', secret }, headers: { origin: url, cookie } });
  const first = await signIn(PASSWORD);
  expect([first.status, first.headers.get('location')]).toEqual([303, '/desk']);
  const { 'mess-device': device = '' } = keepCookies(first.headers);
  for (let n = 0; n < 10; n += 1) await signIn('wrong');
  expect((await signIn(PASSWORD)).status).not.toBe(303);
  expect((await signIn(PASSWORD, `mess-device=${device}`)).status).toBe(303);
});

test('the session that a sign-in replaces is over', async () => {
  const mess = await createMess();
  const { ask, signIn } = await serveStudent(mess);
  const one = keepCookies((await signIn('9876543210')).headers);
  // A form that is shown to who is signed in carries the mark of that session.
  const { text } = await ask('/me', { headers: { cookie: sent(one) } });
  const csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const again = await ask('/', {
    form: { id: 'S001', secret: '9876543210', csrf },
    headers: { cookie: sent(one), 'sec-fetch-site': 'same-origin' },
  });
  expect(again.status).toBe(303);
  const two = keepCookies(again.headers, one);
  expect(two.mess).not.toBe(one.mess);
  expect((await ask('/me', { headers: { cookie: sent(one) } })).status).toBe(303);
  expect((await ask('/me', { headers: { cookie: sent(two) } })).status).toBe(200);
  expect(
    await mess.rows('select token_hash from sessions where student_no is not null'),
  ).toHaveLength(1);
});

test('the key is made once, and is in no backup', async () => {
  const mess = await createMess();
  const { signIn } = await serveStudent(mess);
  await signIn('9876543210');
  await signIn('9876543210');
  const [key, ...others] = mess.rows<{ secret: string }>('select secret from device_keys');
  expect(others).toEqual([]);
  const { stdout } = await mess('db', 'backup', '--output', '-');
  expect(stdout).not.toContain(key?.secret);
});

/** What asks for the own password, or the own secret, of who is signed in already. */
const ASKED_AGAIN: readonly [string, (own: string) => readonly [string, string, object]][] = [
  ['the API', (ownPassword) => ['PATCH', '/api/v1/settings', { name: 'X', ownPassword }]],
  [
    'the own password by the API',
    (ownPassword) => [
      'PUT',
      '/api/v1/admins/warden/password',
      { password: 'another good password', ownPassword },
    ],
  ],
];

test.each(ASKED_AGAIN)('%s: guesses from elsewhere make no known browser wait', async (_, of) => {
  const mess = await createMess();
  const address = parseDatabaseAddress(mess.databaseUrl);
  const lanes = await openLanes(address, () => mess.now, { readers: 1, signers: 1 });
  const { ask, signIn } = await serveMess(mess, { lanes });
  const token = await signIn();
  const device = await lanes.write((each) => markKnownDevice(each, WARDEN, undefined));
  const send = (own: string, headers = {}) => {
    const [method, path, body] = of(own);
    return ask(path, { method, token, body, headers });
  };
  for (let n = 0; n < 3; n += 1) await send('wrong');
  expect((await send(PASSWORD)).status).toBe(429);
  expect((await send(PASSWORD, { cookie: `mess-device=${device}` })).status).toBe(200);
});

const NEXT = 'another good password';

test.each([
  [
    'the desk',
    { path: '/adminloginpage', id: 'warden', secret: PASSWORD },
    '/desk/account',
    (old: string) => ({ do: 'password', old, next: NEXT, again: NEXT }),
  ],
  [
    'a student',
    { path: '/', id: 'S001', secret: STUDENT_SECRET },
    '/me/secret',
    (secret: string) => ({ secret, newSecret: NEXT, again: NEXT }),
  ],
] as const)(
  'who changes a secret on a page of %s does not wait for who guesses elsewhere',
  async (_, { path, id, secret }, page, of) => {
    const mess = await createMess();
    await mess.do('student add S001 --name A --branch B --phone 9876543210');
    await activateStudent(mess, 'S001');
    const { ask, url } = await serveMess(mess);
    const first = await ask(path, { form: { id, secret }, headers: { origin: url } });
    const cookies = keepCookies(first.headers);
    const { 'mess-device': device, ...session } = cookies;
    const { text } = await ask(page, { headers: { cookie: sent(cookies) } });
    const csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const send = (given: string, from: Readonly<Record<string, string>>) =>
      ask(page, {
        form: { ...of(given), csrf },
        headers: { cookie: sent(from), 'sec-fetch-site': 'same-origin' },
      });
    for (let n = 0; n < 3; n += 1) await send('a wrong secret', session);
    expect((await send(secret, session)).status).toBe(422);
    expect((await send(secret, cookies)).status).toBe(303);
  },
);
