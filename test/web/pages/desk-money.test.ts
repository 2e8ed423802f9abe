import { expect, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import { activateStudent } from '../../support/records/sign-in.ts';
import { PASSWORD } from '../../support/template.ts';
import { createAccounts } from '../api/money/accounts.ts';
import { serveMess, type TestServer } from '../serve-mess.ts';
import { type Desk, enterDesk } from './desk-browser.ts';

const UTR = '615412345678';

async function enterAs(mess: TestMess, server: TestServer, role: string): Promise<Desk> {
  const password = `${PASSWORD} ${role}`;
  const add = mess.with({ stdin: password });
  await add('admin', 'add', role, '--role', role, '--password-stdin');
  return enterDesk(server, role, password);
}

test('a claim is confirmed by the payment that came, and declined with a reason', async () => {
  const mess = await createAccounts();
  const student = await activateStudent(mess, 'S001');
  await student(`payment claims add ${UTR} --date 2025-05-31`);
  await student('payment claims add 615412345679 --date 2025-05-31');
  const server = await serveMess(mess);
  const desk = await enterDesk(server);
  const clerk = await enterAs(mess, server, 'clerk');
  const list = await clerk.open('/desk/claims');
  expect(list.text).toContain(UTR);
  expect(list.text).not.toContain('Decline');
  const { form } = await clerk.read('/desk/claims', 'Record it, and give the receipt');
  const declined = { ...form, do: 'decline 2', no: '2', reason: 'x' };
  expect((await clerk.post('/desk/claims', declined)).status).toBe(403);
  const operation = crypto.randomUUID();
  const confirmed = await clerk.post('/desk/claims', { ...form, operation, amount: '120' });
  expect(confirmed.headers.get('location')).toMatch(/^\/desk\/payments\/2025-26%2F000\d$/);
  const sent = await desk.send('/desk/claims', 'Decline the claim', { reason: 'not in the bank' });
  expect(sent.headers.get('location')).toBe('/desk/claims?done=decline');
  expect((await desk.open('/desk/claims')).text).toContain('No claim waits.');
  expect(await mess.json('payment', 'claims', 'list', '--all')).toMatchObject([
    { state: 'confirmed', reference: UTR },
    { state: 'dismissed', reason: 'not in the bank' },
  ]);
  expect((await desk.open('/desk/claims?all=yes')).text).toContain('not in the bank');
});

test('a payment is taken by the name where only one has it, once the person has seen whose it is', async () => {
  const mess = await createAccounts();
  const desk = await enterDesk(await serveMess(mess));
  const record = (id: string, more: Record<string, string> = {}) =>
    desk.send('/desk/payments', 'Record, and give the receipt', {
      ...{ id, amount: '100', method: 'cash', ...more },
    });
  expect((await desk.open('/desk/payments')).text).toContain(
    '<datalist id="students"><option value="S001">Asha Rao</option>',
  );
  const near = await record('Ahsa');
  expect(near.status).toBe(422);
  expect(near.text).toContain('<p>There is no student Ahsa. Did you mean S001 Asha Rao?</p>');
  const asked = await record('asha');
  expect(asked.status).toBe(422);
  const { balance } = await mess.json<{ balance: string }>('dues', 'show', 'S001');
  const owed = Number(balance).toLocaleString('en-IN', { minimumFractionDigits: 2 });
  expect(asked.text).toContain(`<p>asha is S001 Asha Rao, CSE, who owes ${owed}.</p>`);
  const before = await mess.json<{ payments: object[] }>('payment', 'list');
  const button = 'Record, and give the receipt';
  // The tick is for what was asked, and for nobody else.
  const other = await desk.confirm(asked, button, { id: 'vikram shah' });
  expect([other.status, other.headers.get('location')]).toEqual([422, null]);
  expect(other.text).toContain('vikram shah is S002 Vikram Shah');
  const done = await desk.confirm(asked, button);
  expect(done.headers.get('location')).toBe('/desk/payments/2025-26%2F0004');
  await mess.do('student add S009 --name "Asha Menon" --branch CSE --phone 9876543299');
  const several = await record('Asha');
  expect(several.text).toContain(
    'Asha is the name of 2 students: give the id. Did you mean S001 Asha Rao or S009 Asha Menon?',
  );
  const { payments } = await mess.json<{ payments: object[] }>('payment', 'list');
  expect(payments.length - before.payments.length).toBe(1);
});

test('what is reversed counts for no payment, and says so beside its amount', async () => {
  const mess = await createAccounts();
  const desk = await enterDesk(await serveMess(mess));
  const caption = async () => {
    const { text } = await desk.open('/desk/payments?from=2025-05-01');
    return /<caption>(\d+ payments?[^<]*)</.exec(text)?.[1];
  };
  expect(await caption()).toBe('3 payments, 1 of deposits or given back');
  await mess.do('payment reverse 2025-26/0001 --reason twice');
  expect(await caption()).toBe('2 payments, 1 of deposits or given back, 1 reversed');
  const { text } = await desk.open('/desk/payments?from=2025-05-01');
  expect(text).toContain('>reversed <s>5,000.00</s></td>');
  expect(text.match(/reversed/g)).toHaveLength(2);
});

test('deposits, refunds, waivers and write-offs are entered on the account, and taken back', async () => {
  const mess = await createAccounts();
  const desk = await enterDesk(await serveMess(mess));
  const send = async (id: string, button: string, fields: Record<string, string>) => {
    const sent = await desk.send(`/desk/dues/${id}`, button, fields);
    expect([button, sent.status, sent.text]).toEqual([button, 303, '']);
    return sent.headers.get('location') ?? '';
  };
  const take = 'Take the deposit, and give the receipt';
  const receipt = await send('S001', take, { amount: '500', method: 'upi', reference: UTR });
  expect((await desk.open(receipt)).text).toContain('D/2025-26/0002');
  await send('S001', 'Pay it from the deposit', { amount: '300' });
  await send('S001', 'Give the deposit back', { method: 'cash' });
  expect((await desk.open('/desk/deposits')).text).toContain('No deposit is held.');
  expect((await desk.open('/desk/deposits?all=yes')).text).toContain('2,500.00');
  await send('S004', 'Give the credit back', { amount: '100', method: 'cash' });
  const away = await send('S003', 'Write it off', {
    amount: '12.50',
    reason: 'too little to ask for',
  });
  expect((await desk.open(away)).text).toContain('What is given up is entered');
  const [, voucher = ''] = /Take back (V\d+), /.exec((await desk.open(away)).text) ?? [];
  expect(await send('S003', 'Take back', { reason: 'paid after all' })).toContain('done=void');
  const { lines } = await mess.json<{ lines: object[] }>('dues', 'show', 'S003');
  const [written, reversal] = lines.slice(-2);
  expect(written).toMatchObject({ kind: 'write-off', voucher, credit: '12.50' });
  expect(reversal).toMatchObject({ kind: 'reversal', voucher, debit: '12.50' });
  expect((await desk.open('/desk/dues/S003')).text).not.toContain('Take back V');
  const over = await desk.send('/desk/dues/S004', 'Give the credit back', { amount: '90000' });
  expect(over.status).toBe(422);
  expect(over.text).toMatch(/<details open class="folded"><summary>Give the credit back/);
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('each role is offered of an account what it may enter', async () => {
  const mess = await createAccounts();
  const server = await serveMess(mess);
  const offered = async (desk: Desk, id: string) =>
    [...(await desk.open(`/desk/dues/${id}`)).text.matchAll(/<summary[^>]*>([^<]+)/g)]
      .map(([, title]) => title)
      .filter((title) => title !== 'More');
  const owner = await enterDesk(server);
  const [viewer, clerk, manager] = [
    await enterAs(mess, server, 'viewer'),
    await enterAs(mess, server, 'clerk'),
    await enterAs(mess, server, 'manager'),
  ];
  expect(await offered(viewer, 'S001')).toEqual([]);
  expect(await offered(clerk, 'S001')).toEqual(['Take a deposit']);
  const ofManager = [
    'Take a deposit',
    'Pay what is owed from the deposit',
    'Give the deposit back',
  ];
  const opening = 'State what was owed when the accounts began';
  expect(await offered(manager, 'S001')).toEqual([...ofManager, opening]);
  const ofOwner = [...ofManager, 'Give up what is owed', opening];
  expect(await offered(owner, 'S001')).toEqual(ofOwner);
  const { form } = await clerk.read('/desk/dues/S001', 'Take the deposit, and give the receipt');
  const wanted = { ...form, do: 'write-off', amount: '1', reason: 'x' };
  expect((await clerk.post('/desk/dues/S001', wanted)).status).toBe(403);
  expect((await viewer.open('/desk/late-fees/2025-05')).status).toBe(403);
});

test('late fees are shown, and entered as they were shown or not at all', async () => {
  const mess = await createAccounts();
  mess.now = new Date('2025-06-20T06:00:00Z');
  const desk = await enterDesk(await serveMess(mess));
  expect((await desk.open('/desk/late-fees')).headers.get('location')).toBe(
    '/desk/late-fees/2025-05',
  );
  const path = '/desk/late-fees/2025-05';
  const shown = await desk.open(path);
  const [, button = ''] = />(Enter [\d,.]+ of late fees)</.exec(shown.text) ?? [];
  const { action, form } = await desk.read(path, button);
  const paid = { id: 'S002', amount: '100', method: 'cash', date: '2025-06-02' };
  await desk.send('/desk/payments', 'Record, and give the receipt', paid);
  const late = await desk.post(action, form);
  expect(late.headers.get('location')).toBe(`${path}?asOf=2025-06-20&changed=yes`);
  expect((await desk.open(late.headers.get('location') ?? '')).text).toContain('Look again');
  const entered = await desk.send(path, button);
  expect(entered.headers.get('location')).toMatch(/\?done=\d$/);
  expect((await desk.open(path)).text).toContain('There is nothing to enter.');
  const waived = await desk.send('/desk/dues/S002', 'Waive the late fee', {
    reason: 'ill',
  });
  expect(waived.headers.get('location')).toContain('done=waive');
});

test('kinds of charges are added, renamed, hidden and shown; purchases are corrected', async () => {
  const mess = await createAccounts();
  await mess.do('purchase add --date 2025-06-01 --amount 99 --head Milk --note "two cans"');
  const desk = await enterDesk(await serveMess(mess));
  const kinds = '/desk/charge-kinds';
  const lunch = { name: 'Packed lunch', countsAs: 'extra', rate: '60' };
  await desk.send(kinds, 'Add the kind', lunch);
  await desk.send(kinds, 'Change Packed lunch', { name: 'Lunch box', rate: '' });
  await desk.send(kinds, 'Hide guest');
  expect(await mess.json('charge', 'kinds', 'list')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'Lunch box', countsAs: 'extra', rate: null }),
      expect.objectContaining({ name: 'guest', hidden: true }),
    ]),
  );
  expect((await desk.send(kinds, 'Add the kind', { ...lunch, name: 'fine' })).status).toBe(422);
  const [{ no } = { no: 0 }] = (
    await mess.json<{ purchases: { no: number }[] }>('purchase', 'list', '--month', '2025-06')
  ).purchases;
  const path = `/desk/purchases/2025-06/${no}`;
  const edited = await desk.send(path, 'Correct', { amount: '66' });
  expect(edited.headers.get('location')).toBe('/desk/purchases/2025-06?done=edit');
  expect((await desk.open(path)).status).toBe(404);
  expect(await mess.json('purchase', 'list', '--month', '2025-06')).toMatchObject({
    purchases: [{ no: no + 1, amount: '66.00', note: 'two cans' }],
  });
});
