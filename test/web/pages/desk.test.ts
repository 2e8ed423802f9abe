import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { serveMess } from '../serve-mess.ts';
import { type Desk, enterDesk } from './desk-browser.ts';

const PHONE = '9876543210';
const NAME = `Asha <script>alert(1)</script> "Rao" & Co`;

/** What the commands say of a month. */
async function documentsOf(mess: TestMess): Promise<unknown> {
  const documents: unknown[] = [];
  for (const line of [
    'student list --all',
    'attendance show --month 2025-05',
    'purchase list --month 2025-05 --all',
    'bill show --month 2025-05',
    'bill history --month 2025-05',
    'month list',
    'dues list',
    'payment list --all',
    'charge list --month 2025-05',
  ]) {
    documents.push(await mess.json(...line.split(' ')));
  }
  // How many entries the record of changes has, settings and sign-ins among them, is another matter.
  return JSON.parse(JSON.stringify(documents), (key, value) => (key === 'record' ? null : value));
}

async function createKept(): Promise<TestMess> {
  const mess = await createMess();
  await mess.do('settings --accounts-from 2025-05');
  return mess;
}

async function doMonthByForms(desk: Desk): Promise<void> {
  for (const [id, name] of [
    ['S001', NAME],
    ['S002', 'Binod KC'],
    ['S003', 'Chitra'],
  ] as const) {
    const student = { id, name, branch: 'CSE', phone: PHONE.replace('0', id.slice(-1)) };
    const added = await desk.send('/desk/roll/new', 'Put on the roll', student);
    expect([added.status, added.text]).toEqual([303, '']);
  }
  const days = { 'days S001': '28', 'days S002': '30.5', 'days S003': '0' };
  expect((await desk.send('/desk/attendance/2025-05', 'Save', days)).status).toBe(303);
  for (const [date, amount, head] of [
    ['2025-05-03', '1,250.50', 'Vegetables'],
    ['2025-05-31', '8500', 'Wages'],
    ['2025-05-31', '99', 'Milk'],
  ] as const) {
    const purchase = { date, amount, head, note: 'x' };
    const sent = await desk.send('/desk/purchases/2025-05', 'Record', purchase);
    expect([sent.status, sent.text]).toEqual([303, '']);
  }
  await desk.send('/desk/purchases/2025-05/3', 'Take back 99.00', { reason: 'entered twice' });
  const charge = { id: 'S002', kind: 'guest', quantity: '3', rate: '60' };
  await desk.send('/desk/charges/2025-05', 'Charge', charge);
  const preview = '/desk/bills/2025-05/register?purchases=yes';
  expect((await desk.open(preview)).text).toContain('3 shares = <strong>9,750.50</strong>');
  const registered = await desk.send(preview, 'Register the bill of May 2025');
  expect(registered.headers.get('location')).toBe('/desk/bills/2025-05?done=register');
  await desk.send('/desk/attendance/2025-05', 'Save', { 'days S003': '12' });
  const reason = { reason: 'S003 was there' };
  const revised = await desk.send(
    '/desk/bills/2025-05/revise?purchases=yes',
    'Write revision 2 of May 2025',
    reason,
  );
  expect([revised.status, revised.text]).toEqual([303, '']);
  const explained = (await desk.open('/desk/bills/2025-05/S002')).text;
  expect(explained).toContain('<dt>guest (no. 1)</dt>');
  const payment = {
    id: 'S001',
    amount: '2000',
    date: '2025-06-01',
    method: 'upi',
    reference: 'U1',
  };
  const paid = await desk.send('/desk/payments', 'Record, and give the receipt', payment);
  expect(paid.headers.get('location')).toBe('/desk/payments/2025-26%2F0001');
  await desk.send('/desk/payments', 'Record, and give the receipt', {
    ...payment,
    reference: 'U2',
  });
  const back = await desk.send('/desk/payments/2025-26%2F0002', 'Take back 2,000.00', {
    reason: 'bounced',
  });
  expect(back.status).toBe(303);
  const closed = await desk.send('/desk/months/2025-05', 'Close May 2025');
  expect(closed.headers.get('location')).toBe('/desk/months?done=close&month=2025-05');
}

async function doMonthByCommands(mess: TestMess): Promise<void> {
  await mess.with({})(
    'student',
    'add',
    'S001',
    '--name',
    NAME,
    '--branch',
    'CSE',
    '--phone',
    '9876543211',
    '--yes',
  );
  await mess.do(
    'student add S002 --name "Binod KC" --branch CSE --phone 9876543212',
    'student add S003 --name Chitra --branch CSE --phone 9876543213',
    'attendance record S001 --month 2025-05 --days 28',
    'attendance record S002 --month 2025-05 --days 30.5',
    'attendance record S003 --month 2025-05 --days 0',
    'purchase add --date 2025-05-03 --amount 1,250.50 --head Vegetables --note x',
    'purchase add --date 2025-05-31 --amount 8500 --head Wages --note x',
    'purchase add --date 2025-05-31 --amount 99 --head Milk --note x',
    'purchase void 3 --reason "entered twice" --yes',
    'charge add S002 --month 2025-05 --kind guest --quantity 3 --rate 60',
    'bill register --month 2025-05 --from-purchases',
    'attendance record S003 --month 2025-05 --days 12',
    'bill revise --month 2025-05 --reason "S003 was there" --yes',
    'payment record S001 --amount 2000 --method upi --reference U1 --date 2025-06-01',
    'payment record S001 --amount 2000 --method upi --reference U2 --date 2025-06-01',
    'payment reverse 2025-26/0002 --reason bounced --yes',
    'month close --month 2025-05',
  );
}

test('a month by forms and a month by commands give the same documents', async () => {
  const [byForms, byCommands] = [await createKept(), await createKept()];
  const desk = await enterDesk(await serveMess(byForms));
  await doMonthByForms(desk);
  await doMonthByCommands(byCommands);
  const documents = await documentsOf(byForms);
  expect(documents).toEqual(await documentsOf(byCommands));
  await byForms.do('db verify');
  const month = await desk.open('/desk/bills/2025-05');
  expect(month.text).not.toContain('<script>alert');
  expect(month.text).toContain('Asha &lt;script>alert(1)&lt;/script>');
});
