import { expect, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import { PASSWORD } from '../../support/template.ts';
import { createAccounts } from '../api/money/accounts.ts';
import { serveMess, type TestServer } from '../serve-mess.ts';
import { type Desk, enterDesk, readFormOf } from './desk-browser.ts';

async function enterAs(mess: TestMess, server: TestServer, role: string): Promise<Desk> {
  const password = `${PASSWORD} ${role}`;
  const add = mess.with({ stdin: password });
  await add('admin', 'add', role, '--role', role, '--password-stdin');
  return enterDesk(server, role, password);
}

interface Count {
  readonly counted: string;
  readonly difference: string;
  readonly takenOut: string;
  readonly reversed: boolean;
}

test('cash is counted: what differs is shown, booked as it was shown, once, and taken back', async () => {
  const mess = await createAccounts();
  const desk = await enterDesk(await serveMess(mess));
  const look = (fields: Record<string, string>) =>
    desk.send('/desk/cash', 'Show the difference', fields);
  expect((await look({ amount: '-3' })).text).toContain('A box holds nothing less than 0.');
  const shown = await look({ amount: '2950', takenOut: '4000' });
  expect(shown.text).toContain('<h1>50.00 missing</h1>');
  expect(await mess.json('cash', 'list')).toEqual([]);
  const { action, form } = readFormOf(shown.text, 'Book it: 50.00 missing');
  await mess.do('payment record S002 --amount 10 --method cash');
  const late = await desk.post(action, form);
  expect(late.status).toBe(409);
  expect(late.text).toContain('was changed meanwhile, and nothing was written');
  expect(await mess.json('cash', 'list')).toEqual([]);
  const again = readFormOf(late.text, 'Book it: 60.00 missing');
  for (const sent of [await desk.post(action, again.form), await desk.post(action, again.form)]) {
    expect(sent.headers.get('location')).toBe('/desk/cash?done=count');
  }
  expect(await mess.json<Count[]>('cash', 'list')).toMatchObject([
    { counted: '2950.00', difference: '-60.00', takenOut: '4000.00', reversed: false },
  ]);
  const back = await desk.send('/desk/cash', 'Take back', { reason: 'counted anew' });
  expect(back.headers.get('location')).toBe('/desk/cash?done=void');
  expect(await mess.json<Count[]>('cash', 'list')).toMatchObject([{ reversed: true }]);
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('books are closed through a day whose accounts were shown, and opened again', async () => {
  const mess = await createAccounts();
  mess.now = new Date('2025-06-20T06:00:00Z');
  const server = await serveMess(mess);
  const desk = await enterDesk(server);
  const look = (through: string) => desk.send('/desk/books', 'Show the accounts', { through });
  expect((await look('2025-06-20')).text).toContain('2025-06-20 is not over yet.');
  const shown = await look('2025-06-10');
  expect(shown.text).toContain('<th scope="row">cash</th>');
  const { action, form } = readFormOf(shown.text, 'Close them through 2025-06-10');
  const closedThrough = async () => {
    const { accounts } = await mess.json<{ accounts: { closedThrough: unknown } }>('status');
    return accounts.closedThrough;
  };
  await mess.with({ stdin: PASSWORD })('admin', 'login', 'warden', '--password-stdin');
  expect(await closedThrough()).toBeNull();
  const manager = await enterAs(mess, server, 'manager');
  expect((await manager.open('/desk/books')).text).not.toContain('Close them');
  const { form: own } = await manager.read('/desk/payments', 'Record, and give the receipt');
  const forged = { ...form, csrf: own.csrf ?? '', operation: crypto.randomUUID() };
  expect((await manager.post(action, forged)).status).toBe(403);
  expect((await desk.post(action, form)).headers.get('location')).toBe('/desk/books?done=close');
  expect(await closedThrough()).toBe('2025-06-10');
  await desk.send('/desk/books', 'Open the books again', { reason: 'a receipt was forgotten' });
  expect(await closedThrough()).toBeNull();
});

test('money in suspense is shared, to the last paisa or not at all', async () => {
  const mess = await createAccounts();
  const desk = await enterDesk(await serveMess(mess));
  const split = (fields: Record<string, string>) =>
    desk.send('/desk/suspense', 'Give receipts of 60.00 together', fields);
  const wrong = await split({ id1: 'S001', amount1: '20', id2: 'S003', amount2: '30' });
  expect([wrong.status, wrong.text.includes('<details open')]).toEqual([422, true]);
  expect((await split({ id1: 'S001', amount1: '20', amount2: '40' })).status).toBe(422);
  expect((await split({ id1: 'S001', id2: 'S003', amount2: '40' })).status).toBe(422);
  expect(await mess.json('payment', 'suspense', 'list')).toHaveLength(1);
  const done = await split({ id1: 'S001', amount1: '20', id3: 'S003', amount3: '40' });
  expect(done.headers.get('location')).toBe('/desk/suspense?done=split');
  expect(await mess.json('payment', 'suspense', 'list')).toEqual([]);
  const { payments } = await mess.json<{ payments: object[] }>('payment', 'list');
  expect(payments.slice(-2)).toMatchObject([
    { studentId: 'S001', amount: '20.00', date: '2025-06-01' },
    { studentId: 'S003', amount: '40.00', date: '2025-06-01' },
  ]);
});

test('money of a receipt that is taken back is in suspense again, but where the bank took it', async () => {
  const mess = await createAccounts();
  const desk = await enterDesk(await serveMess(mess));
  const give = (fields: Record<string, string>) =>
    desk.send('/desk/suspense', 'Give a receipt of 60.00', fields);
  const receipt = (await give({ id: 'S001' })).headers.get('location') ?? '';
  expect((await desk.open(receipt)).text).toContain('The money is in suspense then');
  const back = await desk.send(receipt, 'Take back 60.00', { reason: 'of S003' });
  expect(back.headers.get('location')).toBe('/desk/suspense?done=back');
  expect((await desk.open('/desk/suspense?done=back')).text).toContain('is in suspense again');
  expect((await desk.open(receipt)).text).toContain('Its money is in suspense, as line');
  const other = (await give({ id: 'S003' })).headers.get('location') ?? '';
  expect((await desk.open(receipt)).text).not.toContain('Its money');
  const fields = { reason: 'it bounced', bounced: 'yes' };
  const bounced = await desk.send(other, 'Take back 60.00', fields);
  expect(bounced.headers.get('location')).toBe(other);
  expect(await mess.json('payment', 'suspense', 'list')).toEqual([]);
  const reopened = await desk.send(other, 'Put it into suspense', { reason: 'it is there' });
  expect(reopened.headers.get('location')).toBe('/desk/suspense?done=back');
  expect(await mess.json('payment', 'suspense', 'list')).toMatchObject([{ amount: '60.00' }]);
  const ignored = await desk.send('/desk/suspense', 'Take 60.00 out of suspense', fields);
  expect(ignored.headers.get('location')).toBe('/desk/suspense?done=bounced');
  expect(await mess.json('payment', 'suspense', 'list')).toEqual([]);
  const cash = await desk.open('/desk/payments/2025-26%2F0001');
  expect(cash.text).not.toContain('The bank took the money back');
  await mess.do('db verify');
});

test('the page of a receipt tells of its own part of a line that was shared', async () => {
  const mess = await createAccounts();
  const desk = await enterDesk(await serveMess(mess));
  const [line] = await mess.json<{ no: number }[]>('payment', 'suspense', 'list');
  const { parts } = await mess.json<{ parts: { receipt: string }[] }>(
    ...['payment', 'suspense', 'split', String(line?.no), 'S001', '40', 'S003', '20'],
  );
  const [wrong = '', bounced = ''] = parts.map(({ receipt }) => receipt);
  await mess.do(
    `payment reverse ${wrong} --reason wrong`,
    `payment reverse ${bounced} --bounced --reason "sent back"`,
  );
  const page = async (receipt: string) =>
    (await desk.open(`/desk/payments/${encodeURIComponent(receipt)}`)).text;
  expect(await page(wrong)).toContain('Its money is in suspense, as line');
  expect(await page(bounced)).not.toContain('Its money is in suspense');
  expect(await page(bounced)).toContain('Put it into suspense');
  await mess.do(`payment suspense assign ${line?.no} S002 --yes`);
  expect(await page(wrong)).not.toContain('Put it into suspense');
});

test('a payer is forgotten by who may', async () => {
  const mess = await createAccounts();
  const server = await serveMess(mess);
  const viewer = await enterAs(mess, server, 'viewer');
  expect((await viewer.open('/desk/payers')).text).toContain('uncle@okaxis');
  expect((await viewer.open('/desk/payers')).text).not.toContain('Forget');
  const desk = await enterDesk(server);
  const sent = await desk.send('/desk/payers', 'Forget the payer');
  expect(sent.headers.get('location')).toBe('/desk/payers?done=yes');
  expect((await desk.open('/desk/payers')).text).toContain('No payer is known yet.');
  expect(await mess.json('payment', 'payers', 'list')).toEqual([]);
});

test('what was owed at the beginning is stated on the account', async () => {
  const mess = await createAccounts();
  const desk = await enterDesk(await serveMess(mess));
  const before = await mess.json<{ balance: string }>('dues', 'show', 'S003');
  const state = (amount: string) => desk.send('/desk/dues/S003', 'State it', { amount });
  expect((await state('-300')).headers.get('location')).toBe('/desk/dues/S003?done=opening');
  const after = await mess.json<{ balance: string }>('dues', 'show', 'S003');
  expect(Number(before.balance) - Number(after.balance)).toBeCloseTo(312.5);
  expect((await state('3x')).status).toBe(422);
});

test('charges and openings come from a file, shown first', async () => {
  const mess = await createAccounts();
  const desk = await enterDesk(await serveMess(mess));
  const take = async (kind: string, text: string, options: Record<string, string> = {}) => {
    const path = `/desk/imports/${kind}`;
    const { action, form } = await desk.read(path, 'Show what it would do');
    const shown = await desk.upload(action, { ...form, ...options }, { name: 'x.csv', text });
    const confirm = readFormOf(shown.text, 'Take the file: 1 row');
    return (await desk.upload(confirm.action, confirm.form)).headers.get('location');
  };
  const guests = 'student_id,kind,quantity,rate\nS001,guest,2,65\n';
  expect(await take('charges', guests, { month: '2025-06' })).toBe('/desk/imports/charges?done=1');
  expect(await mess.json('charge', 'list', '--month', '2025-06')).toMatchObject({
    charges: [{ studentId: 'S001', kind: 'guest', amount: '130.00' }],
  });
  const openings = 'student_id,amount\nS001,100\n';
  expect(await take('openings', openings)).toBe('/desk/imports/openings?done=1');
});
