import { expect, test } from 'vitest';
import type { ExpensesDocument } from '../../../../src/documents/schemas/billing.ts';
import type {
  AccountDocument,
  DuesDocument,
} from '../../../../src/documents/schemas/payments/payments.ts';
import { signInAs } from '../../../support/records/month.ts';
import { trySignIn } from '../../../support/records/sign-in.ts';
import { auditHead } from '../record-head.ts';
import { refusal, serveAccounts } from './accounts.ts';

const PHONES: Readonly<Record<string, string>> = {
  S001: '9876543210',
  S002: '9876543211',
  S003: '9876543212',
  S004: '+9779812345678',
};

test('what a student owes is one figure, whoever says it', async () => {
  const { mess, server } = await serveAccounts();
  mess.now = new Date('2025-06-15T06:00:00Z');
  await trySignIn(mess);
  const token = await server.signIn();
  const ask = (path: string, body?: object) => server.ask(`/api/v1${path}`, { token, body });

  // Late fees are looked at, agreed to and entered once.
  const asked = { month: '2025-05' };
  const shown = await ask('/dues/fines?dryRun=true', asked);
  expect(shown.json).toMatchObject({ asOf: '2025-06-15', dryRun: true, total: '150.00' });
  expect(shown.json.fees.map(({ studentId }: { studentId: string }) => studentId)).toEqual([
    'S001',
    'S002',
    'S003',
  ]);
  const head = await auditHead(mess);
  const basis = shown.headers.get('x-basis');
  expect(await ask('/dues/fines', { ...asked, asOf: '2025-06-10', basis })).toMatchObject(
    refusal(409, 'changed_meanwhile'),
  );
  expect(await auditHead(mess)).toBe(head);
  expect((await ask('/dues/fines', { ...asked, basis })).json).toEqual({
    ...shown.json,
    dryRun: false,
  });
  expect((await ask('/dues/fines', asked)).json.fees).toEqual([]);
  expect((await ask('/dues/S002/waive', { ...asked, reason: 'was ill' })).json).toMatchObject({
    kind: 'waiver',
    amount: '50.00',
  });
  expect((await ask('/dues/S003/write-off', { amount: '0.50', reason: 'odd' })).json).toMatchObject(
    {
      kind: 'write-off',
      amount: '0.50',
    },
  );
  expect(await ask('/dues/S004/write-off', { amount: '1', reason: 'none' })).toMatchObject(
    refusal(409, 'dues_exceeded'),
  );

  const listed = (await ask('/dues')).json as DuesDocument[];
  const byCommand = await mess.json<DuesDocument[]>('dues', 'list');
  for (const [id, phone] of Object.entries(PHONES)) {
    const { json } = await server.ask('/studentlogin', { body: { st_id: id, phone } });
    const own = await server.ask<AccountDocument>('/api/v1/me/dues', { token: json.access_token });
    const account = await mess.json<AccountDocument>('dues', 'show', id);
    const expenses = await mess.json<ExpensesDocument>('expenses', 'show', id);
    const figures = [
      own.json.balance,
      (await ask(`/dues/${id}`)).json.balance,
      listed.find(({ studentId }) => studentId === id)?.balance,
      byCommand.find(({ studentId }) => studentId === id)?.balance,
      account.balance,
      (await ask(`/students/${id}/settlement`)).json.balance,
    ];
    expect([id, new Set(figures).size]).toEqual([id, 1]);
    // What is left of each bill is of the same account; beside it there are openings, fees and credit.
    const sum = (amounts: (string | null)[]) =>
      amounts.reduce((all, amount) => all + Number(amount), 0).toFixed(2);
    const isOfBill = ({ kind }: { kind: string }) => kind === 'bill';
    expect(sum(expenses.expenses.map(({ outstanding }) => outstanding))).toBe(
      sum(account.outstanding.filter(isOfBill).map(({ amount }) => amount)),
    );
    const credit = listed.find(({ studentId }) => studentId === id)?.credit ?? '0';
    expect(sum([...account.outstanding.map(({ amount }) => amount), `-${credit}`])).toBe(
      account.balance,
    );
  }
});

test('who may not ask is refused, and nothing is changed', async () => {
  const { mess, server } = await serveAccounts();
  const head = async () => (await mess.rows('select max("sequence") as n from audit_entries'))[0];
  const { json } = await server.ask('/studentlogin', {
    body: { st_id: 'S002', phone: '9876543211' },
  });
  await signInAs(mess, 'clerk');
  const clerk = await server.signIn('clerk', 'another good password');
  const before = await head();
  const student: string = json.access_token;
  const ask = (token: string | undefined, path: string, body?: object) =>
    server.ask(`/api/v1${path}`, { token, body });
  expect(await ask(student, '/dues')).toMatchObject(refusal(403, 'role_may_not'));
  expect(await ask(student, '/dues/S001')).toMatchObject(refusal(403, 'not_own'));
  expect(await ask(student, '/dues/S009')).toMatchObject(refusal(403, 'not_own'));
  expect(await ask(student, '/bills/2025-05/shares/S001')).toMatchObject(refusal(403, 'not_own'));
  expect(await ask(student, '/payments/2025-26%2F0003/receipt')).toMatchObject({ status: 200 });
  expect(await ask(student, '/payments/2025-26%2F0001/receipt')).toMatchObject(
    refusal(404, 'unknown_receipt'),
  );
  const paid = { studentId: 'S002', amount: '1', method: 'cash' };
  expect(await ask(student, '/payments', paid)).toMatchObject(refusal(403, 'role_may_not'));
  expect(await ask(undefined, '/payments', paid)).toMatchObject(refusal(401, 'not_signed_in'));
  expect(await ask(clerk, '/payments/refunds', paid)).toMatchObject(refusal(403, 'role_may_not'));
  const reason = { reason: 'x' };
  expect(await ask(clerk, '/payments/2025-26%2F0001/reverse', reason)).toMatchObject(
    refusal(403, 'role_may_not'),
  );
  expect(await ask(clerk, '/bills/2025-05?dryRun=true', { total: '1' })).toMatchObject(
    refusal(403, 'role_may_not'),
  );
  expect(await ask(clerk, '/me/dues')).toMatchObject(refusal(400, 'missing_value'));
  expect(await head()).toEqual(before);
});
