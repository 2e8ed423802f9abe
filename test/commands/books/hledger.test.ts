import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { ClosedBooksDocument } from '../../../src/documents/schemas/books.ts';
import type { AccountDocument, DuesDocument } from '../../../src/documents/schemas/payments.ts';
import type { TestMess } from '../../support/mess.ts';
import { createBilledMay } from '../../support/records/month.ts';
import { PASSWORD } from '../../support/template.ts';

const isThere = spawnSync('hledger', ['--version']).status === 0;

/** A mess with two months, a revision after payment, a bill made anew, and what was mistaken taken back. */
async function createBooks(): Promise<TestMess> {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-05 --quiet',
    'opening set S001 --amount 250.75',
    'opening set S004 --amount=-20000',
    'opening set S001 --amount 300',
    'payment record S001 --amount 17475.73 --method upi --date 2025-06-01',
    'bill revise --month 2025-05 --total 61200.01 --reason "gas was missing" --yes',
  );
  mess.now = new Date('2025-07-10T06:00:00Z');
  await mess.with({ stdin: PASSWORD })('admin', 'login', 'warden', '--password-stdin');
  await mess.do(
    ...['S001', 'S002', 'S003'].map((id) => `attendance record ${id} --month 2025-06 --days 17.5`),
    'bill register --month 2025-06 --total 40000 --fixed 1000.01 --yes --quiet',
    'bill void --month 2025-06 --reason "wages were missing" --yes',
    'bill register --month 2025-06 --total 40000 --fixed 9000.01 --yes --quiet',
    'payment record S002 --amount 5000 --method cash --month 2025-06 --date 2025-07-05',
    'payment record S003 --amount 123.45 --method cheque',
    'payment reverse 2025-26/0003 --reason bounced',
    'payment record S003 --amount 30000 --method cash',
    'cash count --amount 34990 --taken-out 5 --yes',
  );
  return mess;
}

interface PaymentDocument {
  readonly date: string;
  readonly studentId: string;
  readonly amount: string;
  readonly method: string;
  readonly reversed: boolean;
}

/** The bills that stand, and the ledger, as an accountant would write them, out of the documents alone. */
async function writeJournal(mess: TestMess): Promise<string> {
  const entries: string[] = [];
  const enter = (date: string, what: string, ...lines: (readonly [string, string])[]) =>
    entries.push(
      [`${date} ${what}`, ...lines.map(([account, amount]) => `    ${account}  ${amount}`)].join(
        '\n',
      ),
    );
  for (const { month } of await mess.json<{ month: string }[]>('bill', 'list')) {
    const { shares } = await mess.json<{ shares: { studentId: string; amount: string }[] }>(
      ...['bill', 'show', '--month', month],
    );
    const owed = shares.map(({ studentId, amount }) => [`dues:${studentId}`, amount] as const);
    enter(`${month}-28`, 'bill', ...owed, ['billed', '']);
  }
  const { payments } = await mess.json<{ payments: PaymentDocument[] }>('payment', 'list', '--all');
  for (const { date, studentId, amount, method, reversed } of payments) {
    enter(date, 'payment', [method, amount], [`dues:${studentId}`, `-${amount}`]);
    if (reversed)
      enter('2025-07-10', 'reversal', [method, `-${amount}`], [`dues:${studentId}`, amount]);
  }
  for (const id of ['S001', 'S002', 'S003', 'S004']) {
    const { lines } = await mess.json<AccountDocument>('dues', 'show', id);
    for (const { kind, date, debit, credit } of lines) {
      if (kind !== 'opening') continue;
      enter(date, 'opening', [`dues:${id}`, debit ?? `-${credit}`], ['opening', '']);
    }
  }
  enter('2025-07-10', 'count', ['cash', '-5.00'], ['cash taken out', '5.00']);
  enter('2025-07-10', 'count', ['cash', '-5.00'], ['cash difference', '5.00']);
  return `${entries.join('\n\n')}\n`;
}

function hledger(journal: string, ...words: string[]): string {
  const { stdout, stderr, status } = spawnSync('hledger', ['-f', '-', ...words], {
    input: journal,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

/** By account, in minor units. */
function readBalances(csv: string): Map<string, number> {
  const rows = [...csv.matchAll(/^"([^"]+)","(-?[\d.]+)"$/gm)];
  return new Map(
    rows.map(([, account = '', amount]) => [account, Math.round(Number(amount) * 100)]),
  );
}

test('hledger, which is not ours, comes to the same balances', async (ctx) => {
  if (!isThere) ctx.skip('hledger is not installed');
  const mess = await createBooks();
  const journal = await writeJournal(mess);
  hledger(journal, 'check');
  const balances = readBalances(hledger(journal, 'balance', '--flat', '-N', '-O', 'csv'));
  const dues = await mess.json<DuesDocument[]>('dues', 'list');
  expect(dues).toHaveLength(4);
  for (const { studentId, balance } of dues) {
    expect(balances.get(`dues:${studentId}`), studentId).toBe(Math.round(Number(balance) * 100));
  }
  // Every other account is in the trial balance, and what is in that is in hledger's.
  mess.now = new Date('2025-07-11T06:00:00Z');
  await mess.with({ stdin: PASSWORD })('admin', 'login', 'warden', '--password-stdin');
  const { accounts } = await mess.json<ClosedBooksDocument>(
    ...['books', 'close', '--through', '2025-07-10'],
  );
  const common = accounts.filter(({ account }) => !/^(dues|credit of students)$/.test(account));
  const ours = common.map(({ account, debit, credit }) => [
    account,
    Math.round(Number(debit ?? `-${credit}`) * 100),
  ]);
  const theirs = [...balances].filter(([account]) => !account.startsWith('dues:'));
  expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs));
  // A paisa that is elsewhere is seen.
  const altered = journal.replace('dues:S003  -30000.00', 'dues:S002  -30000.00');
  expect(readBalances(hledger(altered, 'balance', '--flat', '-N', '-O', 'csv'))).not.toEqual(
    balances,
  );
});
