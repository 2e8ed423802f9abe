import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';
import { serveMess } from '../serve-mess.ts';
import { enterDesk } from './desk-browser.ts';

async function createSmall(): Promise<TestMess> {
  const mess = await createMess();
  await mess.do(
    'student add S001 --name Asha --branch CSE --phone 9876543210',
    'student add S002 --name Binod --branch CSE --phone 9876543211',
    'attendance record S001 --month 2025-05 --days 28',
    'attendance record S002 --month 2025-05 --days 30',
    'purchase add --date 2025-05-03 --amount 1250 --head Milk',
  );
  return mess;
}

test('a double tap records once, and leads where the first one led', async () => {
  const mess = await createSmall();
  await mess.do('settings --accounts-from 2025-05');
  const desk = await enterDesk(await serveMess(mess));
  const { action, form } = await desk.read('/desk/payments', 'Record, and give the receipt');
  const payment = { ...form, id: 'S001', amount: '500', method: 'cash' };
  const [first, second] = await Promise.all([
    desk.post(action, payment),
    desk.post(action, payment),
  ]);
  expect([first.status, first.headers.get('location')]).toEqual([
    303,
    '/desk/payments/2025-26%2F0001',
  ]);
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  const { payments } = await mess.json<{ payments: unknown[] }>('payment', 'list');
  expect(payments).toHaveLength(1);
  // Changed between two taps, it is no longer the same: nobody is to think that it was taken.
  const other = await desk.post(action, { ...payment, id: 'S002', amount: '12' });
  expect(other.status).not.toBe(303);
  expect(other.text).toContain('sent before, with something else in it');
  expect((await mess.json<{ payments: unknown[] }>('payment', 'list')).payments).toHaveLength(1);
});

test('what may be a slip is told first, and done when it is ticked', async () => {
  const mess = await createSmall();
  const desk = await enterDesk(await serveMess(mess));
  const same = { date: '2025-05-03', amount: '1250', head: 'Milk' };
  const asked = await desk.send('/desk/purchases/2025-05', 'Record', same);
  expect(asked.status).toBe(422);
  expect(asked.text).toContain('It is right like that');
  const done = await desk.confirm(asked, 'Record');
  expect(done.headers.get('location')).toBe('/desk/purchases/2025-05?done=add&date=2025-05-03');
  const wrong = await desk.send('/desk/purchases/2025-05', 'Record', { ...same, amount: '1.2.3' });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('<p>Not an amount of money; write it like 74000 or 74,000.50.</p>');
  expect(wrong.text).toContain('value="1.2.3" aria-invalid="true"');
  const { purchases } = await mess.json<{ purchases: unknown[] }>(
    ...['purchase', 'list', '--month', '2025-05'],
  );
  expect(purchases).toHaveLength(2);
});

test('a bill is registered as it was seen, or not at all', async () => {
  const mess = await createSmall();
  const desk = await enterDesk(await serveMess(mess));
  const preview = '/desk/bills/2025-05/register?purchases=yes';
  const button = 'Register the bill of May 2025';
  const { action, form } = await desk.read(preview, button);
  await mess.do('purchase add --date 2025-05-04 --amount 10 --head Milk');
  const refused = await desk.post(action, form);
  const again = '/desk/bills/2025-05/register?purchases=yes&changed=yes';
  expect([refused.status, refused.headers.get('location')]).toEqual([303, again]);
  expect((await mess('bill', 'show', '--month', '2025-05')).code).toBe(3);
  const shown = await desk.open(again);
  expect(shown.text).toContain('was changed meanwhile');
  expect(shown.text).toContain('2 shares = <strong>1,260.00</strong>');
  const done = await desk.send(again, button);
  expect(done.headers.get('location')).toBe('/desk/bills/2025-05?done=register');
  expect((await desk.open('/desk/bills/2025-05')).text).toContain('1,260.00');
});

test('the form of another session, and one without its token, are refused', async () => {
  const mess = await createSmall();
  const server = await serveMess(mess);
  const [one, other] = [await enterDesk(server), await enterDesk(server)];
  const { action, form } = await one.read('/desk/purchases/2025-05', 'Record');
  const purchase = { ...form, date: '2025-05-03', amount: '5', head: 'Milk' };
  const { csrf: _, ...bare }: Readonly<Record<string, string>> = purchase;
  expect((await other.post(action, purchase)).status).toBe(403);
  expect((await one.post(action, bare)).status).toBe(403);
  expect((await server.ask(action, { form: purchase })).status).toBe(403);
});

test('each role is offered what it may do, and refused the rest', async () => {
  const mess = await createSmall();
  for (const role of ['viewer', 'clerk', 'manager']) {
    const add = mess.with({ stdin: `${PASSWORD} ${role}` });
    await add('admin', 'add', role, '--role', role, '--password-stdin');
  }
  const server = await serveMess(mess);
  const enter = (role: string) => enterDesk(server, role, `${PASSWORD} ${role}`);
  const [viewer, clerk, manager] = [
    await enter('viewer'),
    await enter('clerk'),
    await enter('manager'),
  ];
  const owner = await enterDesk(server, OWNER);
  const days = '/desk/attendance/2025-05';
  const bill = '/desk/bills/2025-05/register';
  for (const [desk, path, status] of [
    [viewer, days, 200],
    [viewer, '/desk/roll/new', 403],
    [viewer, bill, 403],
    [clerk, `${days}/grid`, 200],
    [clerk, bill, 403],
    [clerk, '/desk/roll/new', 403],
    [manager, bill, 200],
    [manager, '/desk/record', 403],
    [owner, '/desk/record', 200],
  ] as const) {
    expect([path, (await desk.open(path)).status]).toEqual([path, status]);
  }
  expect((await viewer.open(days)).text).not.toContain('>Save</button>');
  expect((await clerk.open(days)).text).toContain('>Save</button>');
  expect((await clerk.open('/desk/purchases/2025-05')).text).not.toContain('Correct');
  expect((await viewer.open('/desk/roll')).text).toContain('••••••3210');
  expect((await viewer.open('/desk/roll/S001')).text).not.toContain('9876543210');
  expect((await manager.open('/desk/roll')).text).toContain('9876543210');
  const { form } = await clerk.read(days, 'Save');
  const { form: another } = await viewer.read('/desk/account', 'Change it');
  const csrf = another.csrf ?? '';
  expect((await viewer.post(days, { ...form, csrf, 'days S001': '1' })).status).toBe(403);
  const voided = { ...form, do: 'void', reason: 'x' };
  expect((await clerk.post('/desk/purchases/2025-05/1', voided)).status).toBe(403);
  expect((await viewer.open('/desk/roll/new')).text).toContain('may not');
});

test('admins, tokens and settings ask for the password again', async () => {
  const mess = await createMess();
  const desk = await enterDesk(await serveMess(mess));
  const admin = {
    id: 'clerk',
    role: 'clerk',
    next: 'seven wet umbrellas',
    again: 'seven wet umbrellas',
  };
  const refused = await desk.send('/desk/admins', 'Add the admin', { ...admin, password: 'x' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Your password is another one.');
  expect(refused.text).not.toContain('seven wet');
  // Whoever tries another one has to wait.
  mess.now = new Date(mess.now.getTime() + 120_000);
  const added = await desk.send('/desk/admins', 'Add the admin', { ...admin, password: PASSWORD });
  expect(added.headers.get('location')).toBe('/desk/admins?done=add');
  const token = { name: 'cron', 'may read': 'yes' };
  expect((await desk.send('/desk/tokens', 'Make the token', token)).status).toBe(422);
  mess.now = new Date(mess.now.getTime() + 120_000);
  const made = await desk.send('/desk/tokens', 'Make the token', { ...token, password: PASSWORD });
  expect(made.text.match(/role="alert".*?<\/div>/s)?.[0]).toBe(undefined);
  expect(made.text).toMatch(/mess_[\w-]+/);
  const name = { name: 'Ganga Mess', password: PASSWORD };
  const changed = await desk.send('/desk/settings', 'Change the settings', name);
  expect(changed.headers.get('location')).toBe('/desk/settings?done=yes');
  expect((await desk.open('/desk')).text).toContain('Ganga Mess');
});

test('an admin comes with a one-time code and leaves with a password', async () => {
  const mess = await createMess();
  const add = mess.with({ stdin: 'seven wet umbrellas' });
  await add('admin', 'add', 'clerk', '--role', 'clerk', '--password-stdin');
  const { code } = await mess.json<{ code: string }>('admin', 'reset', 'clerk');
  const server = await serveMess(mess);
  const headers = { origin: server.url };
  const path = '/adminloginpage';
  const asked = await server.ask(path, { form: { id: 'clerk', secret: code }, headers });
  expect(asked.text).toContain('New password');
  expect(asked.text).not.toContain(code);
  const next = 'nine dry umbrellas';
  const form = { id: 'clerk', secret: code, next, again: next };
  const entered = await server.ask(path, { form, headers });
  expect([entered.status, entered.headers.get('location')]).toEqual([303, '/desk']);
  await enterDesk(server, 'clerk', next);
});

test.each([
  ['/registerstudentpage', '/desk/roll/new'],
  ['/billregisterpage', '/desk/bills/2025-05/register'],
  ['/adminregisterpage', '/desk/admins'],
])('%s of the original leads to %s', async (path, to) => {
  const desk = await enterDesk(await serveMess(await createSmall()));
  const { status, headers } = await desk.open(path);
  expect([status, headers.get('location')]).toEqual([308, to]);
});

test('the days of many are recorded together or not at all, by the API too', async () => {
  const mess = await createSmall();
  const { ask, signIn } = await serveMess(mess);
  const token = await signIn();
  const patch = (days: object) =>
    ask('/api/v1/attendance/2025-05', { method: 'PATCH', token, body: { days } });
  expect(await patch({ S001: 12.5, S002: 32 })).toMatchObject({
    status: 422,
    json: { error: { message: 'days: S002: 32 days present, but May 2025 has 31.' } },
  });
  expect(await patch({ S001: 12.5, S009: 3 })).toMatchObject({ status: 404 });
  expect(await patch({ S001: '12.5', s002: 30 })).toMatchObject({
    status: 200,
    json: { month: '2025-05', changed: [{ studentId: 'S001', before: 28, days: 12.5 }] },
  });
  const entries = await mess.json<{ command: string }[]>('audit', 'list', '--last', '1');
  expect(entries).toMatchObject([
    {
      command: 'attendance record',
      month: '2025-05',
      before: { daysOf: { S001: 28 } },
      after: { daysOf: { S001: 12.5 } },
    },
  ]);
  await mess.do('db verify');
});

test('what is not there is said with the way to the rest of the desk, and to what helps', async () => {
  const mess = await createSmall();
  await mess.do('bill register --month 2025-05 --total 1250 --quiet');
  const desk = await enterDesk(await serveMess(mess));
  const none = await desk.open('/desk/bills/2025-06');
  expect(none.status).toBe(404);
  expect(none.text).toContain('<nav aria-label="Desk"');
  expect(none.text).toContain('<a class="tap" href="/desk/bills/2025-06/register">Register it</a>');
  const there = await desk.open('/desk/bills/2025-05/register');
  expect(there.status).toBe(409);
  expect(there.text).toContain('<a class="tap" href="/desk/bills/2025-05">Look at the bill</a>');
  const nobody = await desk.open('/desk/roll/S009');
  expect(nobody.text).toContain('<a class="tap" href="/desk">Back</a>');
});

test('a slip says where to go, in each language', async () => {
  const mess = await createSmall();
  const desk = await enterDesk(await serveMess(mess));
  const { text } = await desk.send('/desk/codes', 'Make the slips', {});
  expect(text).toMatch(/Open http:\/\/127\.0\.0\.1:\d+\/activate before 2025-06-04 12:00, and set/);
  expect(text).toMatch(
    /<p lang="hi">2025-06-04 12:00 से पहले http:\/\/127\.0\.0\.1:\d+\/activate खोलें/,
  );
});

test('payments of days that end before they begin are refused, and a last day alone has days before it', async () => {
  const mess = await createSmall();
  await mess.do(
    'settings --accounts-from 2025-05',
    'payment record S001 --amount 5 --method cash --date 2025-05-20',
  );
  const desk = await enterDesk(await serveMess(mess));
  const reversed = await desk.open('/desk/payments?from=2025-05-31&to=2025-05-01');
  expect(reversed.status).toBe(422);
  expect(reversed.text).toContain('from 2025-05-31 is after to 2025-05-01.');
  const before = await desk.open('/desk/payments?from=&to=2025-05-25');
  expect(before.text).toContain('2025-04-24');
  expect(before.text).toContain('1 payment<');
});
