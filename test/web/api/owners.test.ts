import { expect, test } from 'vitest';
import type { Permission } from '../../../src/operations/access/permissions.ts';
import { ENDPOINTS } from '../../../src/web/api/catalogue.ts';
import type { Endpoint } from '../../../src/web/api/endpoint.ts';
import { describeApi } from '../../../src/web/api/openapi/openapi.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { passMs, SECOND_MS } from '../../support/records/sign-in.ts';
import { PASSWORD } from '../../support/template.ts';
import { type Answered, serveMess, type TestServer } from '../serve-mess.ts';
import { refusal } from './money/accounts.ts';
import { auditHead } from './record-head.ts';
import { pathOf, sampleOf } from './requests.ts';

const OTHER = 'another good password';
const OWN = { ownPassword: PASSWORD };

async function serveOwner(): Promise<{
  readonly mess: TestMess;
  readonly server: TestServer;
  readonly send: (method: string, path: string, body?: object) => Promise<Answered>;
}> {
  const mess = await createMess();
  const server = await serveMess(mess);
  const token = await server.signIn();
  return {
    mess,
    server,
    send: (method, path, body) => server.ask(`/api/v1${path}`, { method, token, body }),
  };
}

test('an owner looks after the admins', async () => {
  const { mess, server, send } = await serveOwner();
  const desk = { id: 'desk', role: 'clerk', password: OTHER };
  expect((await send('POST', '/admins', { ...desk, ...OWN })).json).toEqual({
    id: 'desk',
    role: 'clerk',
    disabled: false,
  });
  expect(await send('POST', '/admins', { ...desk, ...OWN })).toMatchObject(
    refusal(409, 'admin_exists'),
  );
  const guessable = { ...desk, id: 'door', password: 'door door door' };
  expect(await send('POST', '/admins', { ...guessable, ...OWN })).toMatchObject({
    status: 422,
    json: { error: { details: { field: 'password' } } },
  });
  const clerk = await server.signIn('desk', OTHER);
  const asClerk = (body: object) =>
    server.ask('/api/v1/admins/warden', { method: 'PATCH', token: clerk, body });
  expect(await asClerk({ role: 'viewer', ownPassword: OTHER })).toMatchObject(
    refusal(403, 'role_may_not'),
  );

  // The own password is the only one a clerk sets, and only by the old one.
  const asDesk = (path: string, ownPassword: string) =>
    server.ask(`/api/v1/admins/${path}/password`, {
      method: 'PUT',
      token: clerk,
      body: { password: 'a third good password', ownPassword },
    });
  expect(await asDesk('warden', OTHER)).toMatchObject(refusal(403, 'role_may_not'));
  expect(await asDesk('desk', PASSWORD)).toMatchObject(refusal(403, 'wrong_old_password'));
  passMs(mess, 2 * SECOND_MS);
  expect((await asDesk('desk', OTHER)).json).toMatchObject({ id: 'desk' });

  expect((await send('PATCH', '/admins/DESK', { role: 'viewer', ...OWN })).json).toMatchObject({
    id: 'desk',
    role: 'viewer',
  });
  expect((await send('POST', '/admins/desk/disable', OWN)).json.disabled).toBe(true);
  expect((await send('POST', '/admins/desk/enable', OWN)).json.disabled).toBe(false);
  expect(await send('POST', '/admins/warden/disable', OWN)).toMatchObject(
    refusal(409, 'last_owner'),
  );
  const code = await send('POST', '/admins/desk/reset', OWN);
  expect(code.json).toEqual({
    id: 'desk',
    code: expect.any(String),
    expiresAt: '2025-06-02T06:30:02.000Z',
  });
  expect((await send('PUT', '/admins/desk/password', { password: OTHER, ...OWN })).status).toBe(
    200,
  );
  expect(await server.signIn('desk', OTHER)).toEqual(expect.any(String));
  expect((await send('GET', '/admins')).json).toEqual(await mess.json('admin', 'list'));
});

const GUARDED = ENDPOINTS.filter(({ needsPassword }) => needsPassword);

/** What can be asked of it, but for the password. */
function requestOf(endpoint: Endpoint): { readonly path: string; readonly body: object } {
  const sample = sampleOf(endpoint, { params: { id: 'warden', name: 'cron' } });
  const { ownPassword: _, ...body } = sample.body as { readonly ownPassword?: string };
  return { path: pathOf(endpoint, sample).replace('/api/v1', ''), body };
}

/** What lets others in, or says where money is to be paid. */
const WAYS_IN: readonly Permission[] = [
  'change the admins',
  'change the own password',
  'change the service tokens',
  'change the settings',
];

test('whatever gives others a way in asks for the own password, and says so to clients', () => {
  const changes = ENDPOINTS.filter(({ permission }) => WAYS_IN.includes(permission as Permission));
  expect(GUARDED.map(({ name }) => name)).toEqual(changes.map(({ name }) => name));
  expect(new Set(changes.map(({ permission }) => permission)).size).toBe(WAYS_IN.length);
  const { paths } = describeApi(GUARDED) as { readonly paths: object };
  const described = Object.values(paths).flatMap((each) => Object.values(each as object));
  expect(described).toHaveLength(GUARDED.length);
  for (const { requestBody } of described) {
    expect(requestBody).toMatchObject({
      required: true,
      content: {
        'application/json': { schema: { required: expect.arrayContaining(['ownPassword']) } },
      },
    });
  }
});

test('a session that was left open is not enough, and guesses wait', async () => {
  const { mess, server, send } = await serveOwner();
  const head = await auditHead(mess);
  let wait = 1;
  for (const endpoint of GUARDED) {
    const { name, method } = endpoint;
    const { body, path } = requestOf(endpoint);
    expect([name, 'ownPassword' in body]).toEqual([name, false]);
    expect([path, await send(method, path, body)]).toMatchObject([
      path,
      refusal(400, 'unfit_request'),
    ]);
    const wrong = { ...body, ownPassword: OTHER };
    expect([path, await send(method, path, wrong)]).toMatchObject([
      path,
      {
        status: 403,
        json: {
          error: {
            reason: 'wrong_old_password',
            message: 'Your own password is another one.',
            hint: null,
          },
        },
      },
    ]);
    // Also the right one: a guess tells nothing before its time.
    const early = await send(method, path, { ...body, ...OWN });
    expect(early).toMatchObject(refusal(429, 'locked_out'));
    expect(Number(early.headers.get('retry-after'))).toBe(wait);
    passMs(mess, wait * SECOND_MS);
    wait *= 2;
  }
  expect(await auditHead(mess)).toBe(head);
  // What was right once takes the count back.
  const renamed = await send('PATCH', '/settings', { name: 'My Mess', ...OWN });
  expect(renamed).toMatchObject({ status: 200, json: { name: 'My Mess' } });
  expect(await send('PATCH', '/settings', { name: 'X', ownPassword: OTHER })).toMatchObject(
    refusal(403, 'wrong_old_password'),
  );
  passMs(mess, SECOND_MS);
  expect(await server.signIn()).toEqual(expect.any(String));
});

test('service tokens are told once, and shut out', async () => {
  const { server, send } = await serveOwner();
  const made = await send('POST', '/service-tokens', {
    name: 'nights',
    may: ['read', 'payments'],
    days: 30,
    ...OWN,
  });
  expect(made.json).toEqual({
    name: 'nights',
    token: expect.stringMatching(/^mess_/),
    may: ['read', 'payments'],
    createdAt: '2025-06-01T06:30:00.000Z',
    expiresAt: '2025-07-01T06:30:00.000Z',
  });
  const { token } = made.json;
  expect((await server.ask('/api/v1/bills', { token })).json).toEqual([]);
  expect((await send('GET', '/service-tokens')).json).toMatchObject([
    { name: 'nights', status: 'valid', lastUsedAt: '2025-06-01T06:30:00.000Z' },
  ]);
  expect((await send('DELETE', '/service-tokens/nights', OWN)).json).toMatchObject({
    name: 'nights',
  });
  expect(await server.ask('/api/v1/bills', { token })).toMatchObject(refusal(401, 'token_refused'));
});

test('settings are read by the rules of the command', async () => {
  const { mess, send } = await serveOwner();
  const wanted = {
    name: 'Ganga Hostel Mess',
    timeZone: 'Asia/Kathmandu',
    dateFormat: 'DD.MM.YYYY',
    dayStarts: '04:00',
    studentSignIn: 'code',
    accountsFrom: '2025-05',
    dueDay: 7,
    guestIncome: 'surplus',
    discountsBy: 'mess',
    lateFee: 'from 8: 50',
    upiAddress: 'gangamess@sbi',
    upiName: 'none',
    studentLanguage: 'en',
    noticeNames: 'shown',
    countryCode: 'none',
    adminIdleMinutes: 60,
    adminSessionHours: 10,
    studentSessionMinutes: 15,
  };
  const changed = await send('PATCH', '/settings', { ...wanted, ...OWN });
  expect(changed).toMatchObject({ status: 200, json: wanted });
  expect(await mess.json('settings')).toEqual(changed.json);
  const refused: readonly [object, string][] = [
    [{ timeZone: 'Mars/Phobos' }, 'timeZone'],
    [{ dueDay: 32 }, 'dueDay'],
    [{ upiAddress: 'gangamess' }, 'upiAddress'],
    [{ lateFee: 'from 8: 50.555' }, 'lateFee'],
    [{ adminIdleMinutes: 601 }, 'adminIdleMinutes'],
    [{ studentSessionMinutes: 4 }, 'studentSessionMinutes'],
  ];
  for (const [body, field] of refused) {
    expect(await send('PATCH', '/settings', { ...body, ...OWN })).toMatchObject({
      status: 422,
      json: { error: { details: { field } } },
    });
  }
  expect(await send('PATCH', '/settings', { currency: 'EUR', ...OWN })).toMatchObject(
    refusal(400, 'unfit_request'),
  );
});
