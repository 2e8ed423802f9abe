import { expect } from 'vitest';
import { expectBeancount } from '../../../support/journal/beancount.ts';
import { checkJournal, sumJournal } from '../../../support/journal/exported.ts';
import { hasHledger, runHledger, sumByHledger } from '../../../support/journal/hledger.ts';
import { addDays } from './journal.ts';
import type { Year } from './year.ts';

/** What the books beside the program call them. */
const NAMES: Readonly<Record<string, string>> = {
  'Assets:Cash': 'cash',
  'Assets:Bank:UPI': 'upi',
  'Assets:Bank:Account': 'bank',
  'Assets:Bank:Cheques': 'cheque',
  'Assets:Other': 'other',
  'Assets:Clearing': 'clearing',
  'Liabilities:Suspense': 'suspense',
  'Equity:Opening': 'opening',
  'Equity:CashTakenOut': 'cash taken out',
  'Income:LateFees': 'late fees',
  'Income:Other': 'income',
  'Expenses:WrittenOff': 'written off',
  'Expenses:CashDifference': 'cash difference',
};

function nameOf(account: string): string {
  return (
    NAMES[account] ??
    account
      .replace('Assets:Receivable:', 'dues:')
      .replace('Liabilities:Deposits:', 'deposit:')
      .replace(/^Income:Mess:.*/, 'billed')
  );
}

/** Without what was bought, which the other books do not have. */
function renamed(sums: ReadonlyMap<string, bigint>): Map<string, bigint> {
  const named = new Map<string, bigint>();
  for (const [account, minor] of sums) {
    if (/^(Expenses:Purchases|Liabilities:Creditors)/.test(account)) continue;
    const name = nameOf(account);
    named.set(name, (named.get(name) ?? 0n) + minor);
  }
  return new Map([...named].filter(([, minor]) => minor !== 0n).sort());
}

/** Every account of the exported journal is what was done, on each day, and hledger agrees. */
export async function checkExport({ mess, journal }: Year, days: readonly string[]): Promise<void> {
  const exported = await checkJournal(mess);
  expectBeancount((await mess('export', 'journal', '--format', 'beancount')).stdout);
  for (const asOf of days) {
    expect(renamed(sumJournal(exported, asOf))).toEqual(journal.sum(asOf));
  }
  if (!hasHledger) return;
  const { text } = exported;
  for (const asOf of days) {
    const until = ['--end', addDays(asOf, 1)];
    expect(renamed(sumByHledger(text, ...until))).toEqual(journal.sum(asOf));
  }
  // A paisa that is elsewhere is seen.
  const altered = text.replace(
    /^( {4}Assets:Receivable:\S+ {2}-?\d+\.\d)(\d)/m,
    (_, before, last) => `${before}${(Number(last) + 1) % 10}`,
  );
  expect(altered).not.toBe(text);
  expect(() => runHledger(altered, 'check', '--strict')).toThrow();
}
