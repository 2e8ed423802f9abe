import { expect, test } from 'vitest';
import type {
  AccountDocument,
  DuesDocument,
} from '../../../src/documents/schemas/payments/payments.ts';
import { checkDuesList } from '../../support/books/dues-list.ts';
import { addEverything } from '../../support/books/everything.ts';
import { createMess } from '../../support/mess.ts';
import { createBilledMay } from '../../support/records/month.ts';
import { trySignIn } from '../../support/records/sign-in.ts';

test('what stood at the beginning is due since then, also where it was entered after the books were closed', async () => {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-05',
    'books close --through 2025-05-31',
    'opening set S001 --amount 250',
  );
  const account = await mess.json<AccountDocument>('dues', 'show', 'S001');
  expect(account).toMatchObject({
    lines: [
      { kind: 'bill' },
      { kind: 'opening', date: '2025-06-01', text: 'Opening balance, of 2025-04-30' },
    ],
    outstanding: [{ kind: 'opening', due: '2025-04-30', daysLate: 32 }, {}],
  });
  expect((await mess.json<DuesDocument[]>('dues', 'list', '--overdue'))[0]).toMatchObject({
    ...{ studentId: 'S001', overdue: '250.00', oldestDue: '2025-04-30' },
    buckets: { days31to60: '250.00' },
  });
});

test('what was paid back and then reversed is owed since that day, whatever is paid of it later', async () => {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-06',
    'payment record S001 --amount 500 --method cash',
    'payment refund S001 --amount 500 --method cash --reason left',
    'payment reverse 2025-26/0001 --reason bounced',
  );
  const overdueOf = async () => {
    const [dues] = await mess.json<DuesDocument[]>('dues', 'list', '--overdue');
    const account = await mess.json<AccountDocument>('dues', 'show', 'S001');
    const { accounts } = await mess.json<{ accounts: { overdue: string } }>('status');
    return [dues?.overdue, dues?.oldestDue, account.outstanding[0]?.due, accounts.overdue];
  };
  expect(await overdueOf()).toEqual(['500.00', '2025-05-31', '2025-05-31', '500.00']);
  mess.now = new Date('2025-07-20T06:00:00Z');
  await trySignIn(mess);
  await mess.do('payment record S001 --amount 1 --method cash');
  expect(await overdueOf()).toEqual(['499.00', '2025-05-31', '2025-05-31', '499.00']);
});

test('the list, the sums and each account agree on everybody, of everything that a mess may have', async () => {
  const mess = await createMess();
  await addEverything(mess);
  mess.now = new Date('2025-07-20T06:00:00Z');
  await trySignIn(mess);
  await mess.do(
    'opening set S002 --amount 700',
    'opening set F1 --amount 20',
    'dues fines --month 2025-06 --yes --quiet',
    'dues waive S003 --month 2025-06 --amount 5 --reason ill',
    'payment record S002 --amount 10 --method cash --date 2025-04-10',
    'payment refund F1 --amount 5 --method cash --date 2025-04-11',
  );
  const roll = await mess.json<{ id: string }[]>('student', 'list', '--all');
  for (const asOf of ['2025-04-30', '2025-06-08', '2025-07-20']) {
    const accounts: AccountDocument[] = [];
    for (const { id } of roll) {
      accounts.push(await mess.json<AccountDocument>('dues', 'show', id, '--to', asOf));
    }
    await checkDuesList(mess, accounts, '--as-of', asOf);
  }
  const dues = await mess.json<DuesDocument[]>('dues', 'list');
  const overdue = dues.reduce((sum, each) => sum + BigInt(each.overdue.replace('.', '')), 0n);
  expect(overdue).toBeGreaterThan(0n);
  const { accounts } = await mess.json<{ accounts: { overdue: string } }>('status');
  expect(BigInt(accounts.overdue.replace('.', ''))).toBe(overdue);
});
