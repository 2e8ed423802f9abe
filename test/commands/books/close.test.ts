import { expect, test } from 'vitest';
import type { ClosedBooksDocument } from '../../../src/documents/schemas/payments/books.ts';
import type {
  AccountDocument,
  RecordedPaymentDocument,
} from '../../../src/documents/schemas/payments/payments.ts';
import type { TestMess } from '../../support/mess.ts';
import { createBilledMay, signInAs } from '../../support/records/month.ts';
import { PASSWORD } from '../../support/template.ts';

/** The four of May, of whom S001 owes 17,475.73, on the 15th of June, with some accounts. */
async function createAccounts(): Promise<TestMess> {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-05 --quiet',
    'opening set S001 --amount 250',
    'opening set S004 --amount=-20000',
    'payment record S001 --amount 3150 --method cash --date 2025-05-31',
    'payment record S002 --amount 500 --method upi --date 2025-06-01',
  );
  mess.now = new Date('2025-06-15T06:00:00.000Z');
  await mess.with({ stdin: PASSWORD })('admin', 'login', 'warden', '--password-stdin');
  return mess;
}

const pay = (mess: TestMess, id: string, date: string) =>
  mess.json<RecordedPaymentDocument>(
    ...['payment', 'record', id, '--amount', '100', '--method', 'cash', '--date', date],
  );

test('books are closed with every account as it stood, and the newest entry of the record', async () => {
  const mess = await createAccounts();
  const { stdout } = await mess('books', 'close', '--through', '2025-06-01');
  const { anchor } = await mess.json<{ anchor: string }>('audit', 'head');
  expect(stdout.replace(anchor.replace(':', ' · '), 'HEAD')).toMatchInlineSnapshot(`
    "The books are closed through 2025-06-01. As they stood then (INR):

    Account                 Debit     Credit
    ──────────────────  ─────────  ─────────
    dues                39,124.27
    credit of students              2,524.27
    cash                 3,150.00
    opening             19,750.00
    upi                    500.00
    billed                         60,000.00
    ──────────────────  ─────────  ─────────
    Total               62,524.27  62,524.27

    At the bank: 500.00 (upi). The passbook has the mess's spending too, which is in none of these accounts.
    Record HEAD
    "
  `);
  const before = await mess.json<ClosedBooksDocument>('books', 'close', '--through', '2025-06-01');
  expect(before).toMatchObject({ record: anchor, through: '2025-06-01' });
  await pay(mess, 'S003', '2025-06-01');
  // What came later does not touch them.
  expect(await mess.json('books', 'close', '--through', '2025-06-01')).toMatchObject({
    accounts: before.accounts,
  });
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('money of a closed day stands on the first open day, with its own date', async () => {
  const mess = await createAccounts();
  await mess.do('books close --through 2025-05-31');
  expect(await pay(mess, 'S003', '2025-05-20')).toMatchObject({
    receipt: '2025-26/0003',
    date: '2025-05-20',
  });
  const { lines } = await mess.json<AccountDocument>('dues', 'show', 'S003');
  expect(lines.at(-1)).toMatchObject({ date: '2025-06-01', text: 'Paid, cash, of 2025-05-20' });
  expect(await mess.json('payment', 'list', '--to', '2025-05-20')).toMatchObject({
    payments: [{ receipt: '2025-26/0003', date: '2025-05-20' }],
  });
  expect(await mess.json('dues', 'list', '--as-of', '2025-05-31')).toHaveLength(2);
  await mess.do('payment reverse 2025-26/0001 --reason wrong');
  expect(await mess.json('dues', 'show', 'S001', '--to', '2025-05-31')).toMatchObject({
    balance: '-2900.00',
  });
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('a year whose last day is closed gives no receipts any more', async () => {
  const mess = await createAccounts();
  expect(await pay(mess, 'S003', '2025-03-30')).toMatchObject({ receipt: '2024-25/0001' });
  await mess.do('books close --through 2025-03-30');
  expect(await pay(mess, 'S003', '2025-03-30')).toMatchObject({ receipt: '2024-25/0002' });
  await mess.do('books close --through 2025-03-31');
  expect(await pay(mess, 'S003', '2025-03-30')).toMatchObject({ receipt: '2025-26/0003' });
  await mess.do('books reopen --reason "the bank was late"');
  expect(await pay(mess, 'S003', '2025-03-30')).toMatchObject({ receipt: '2024-25/0003' });
});

test('books are closed through days that are over, ever later ones, by an owner', async () => {
  const mess = await createAccounts();
  const close = async (through: string) => {
    const { code, stderr } = await mess('books', 'close', '--through', through);
    return [code, stderr.split('\n')[0]];
  };
  expect(await close('2025-06-15')).toEqual([2, 'error: --through: 2025-06-15 is not over yet']);
  await mess.do('books close --through 2025-06-10');
  expect(await close('2025-06-09')).toEqual([
    8,
    'error: The books are closed through 2025-06-10 already.',
  ]);
  expect((await mess('books', 'reopen', '--reason', 'x')).stdout).toBe(
    'The books are open again; they were closed through 2025-06-10.\n',
  );
  expect(await close('2025-06-09')).toEqual([0, '']);
  expect((await mess('db', 'verify')).code).toBe(0);
  await signInAs(mess, 'manager');
  expect((await close('2025-06-10'))[0]).toBe(5);
  expect((await mess('books', 'reopen', '--reason', 'x')).code).toBe(5);
});

test('what the accounts begin with stays once anything rests on it, or somebody signed for it', async () => {
  const signed = await createBilledMay();
  await signed.do('settings --accounts-from 2025-05', 'books close --through 2025-05-31');
  expect(await signed('settings', '--accounts-from', '2025-06')).toMatchObject({
    code: 8,
    stderr:
      'error: The books are closed through 2025-05-31, with the bills from May 2025 on.\nhint: mess books reopen --reason TEXT\n',
  });
  const mess = await createAccounts();
  expect(await mess('settings', '--accounts-from', '2025-06')).toMatchObject({
    code: 8,
    stderr: expect.stringContaining(
      'The accounts are kept from May 2025 on, and 2 opening balances and 2 other entries rest on it.',
    ),
  });
  await mess.do(
    'settings --accounts-from 2025-05 --due-day 5',
    'opening set S001 --amount 0',
    'opening set S004 --amount 0',
    'payment reverse 2025-26/0001 --reason x',
    'payment reverse 2025-26/0002 --reason x',
    'settings --accounts-from 2025-06',
  );
});
