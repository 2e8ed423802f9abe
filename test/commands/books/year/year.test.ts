import { expect, inject, test } from 'vitest';
import type { ClosedBooksDocument } from '../../../../src/documents/schemas/payments/books.ts';
import { hasHledger, sumByHledger } from '../../../support/journal/hledger.ts';
import { checkFronts } from '../../../web/pages/one-figure.ts';
import { checkAccounts, checkPayments, checkStatus, checkTrialBalance } from './checks.ts';
import { checkExport } from './exported.ts';
import { addDays, writeJournal } from './journal.ts';
import { monthAt, playMonth } from './months.ts';
import { planBank } from './statements.ts';
import { goTo, openYear, owedBy, take, today } from './year.ts';

/** In the shortest one is everything once. */
const MONTHS = inject('isFull') ? 12 : 4;

/** A year in which one of these is missing proves less. */
const EVERYTHING = [
  ...['opening', 'bill register', 'bill revise', 'bill void', 'receipt', 'deposit', 'reversal'],
  ...['fine', 'dues waive', 'dues write-off', 'deposit use', 'deposit refund', 'payment refund'],
  ...['of whom', 'assigned', 'tins', 'interest', 'settlement', 'own cash', 'undone', 'count'],
];

// On a server, with passwords hashed as they are, the twelve months take a minute and more.
test('after a year of everything, every account is what was done, and hledger agrees', {
  timeout: 5 * 60_000,
}, async (ctx) => {
  const year = await openYear(Number(process.env.MESS_YEAR_SEED ?? 17));
  planBank(year, monthAt(0));
  for (let at = 0; at < MONTHS; at++) await playMonth(year, at);
  await goTo(year, addDays(today(year), 30));
  await checkPayments(year);
  await checkStatus(year);
  const owed = new Map(year.roll.map(({ id }) => [id, owedBy(year, id)]));
  await checkFronts(year.mess, year.roll, owed);
  // As it was then: what was revised and taken back since, or came too late, stood otherwise.
  const days = ['2025-06-30', '2025-08-15', addDays(today(year), -1)];
  await take(year, 'books reopen --reason "to look again"');
  for (const asOf of days) {
    const { accounts } = await take<ClosedBooksDocument>(year, `books close --through ${asOf}`);
    checkTrialBalance(year, accounts, asOf);
    await checkAccounts(year, asOf);
  }
  expect(await take<object>(year, 'db verify')).toMatchObject({ findings: [] });
  const { journal } = year;
  await checkExport(year, days);
  const done = new Set(journal.entries.map(({ what }) => what));
  expect(EVERYTHING.filter((each) => !done.has(each))).toEqual([]);
  if (!hasHledger) ctx.skip('hledger is not installed');
  // Of the last day on, too: the figures of all fronts are held against it.
  for (const asOf of [...days, today(year)]) {
    const until = ['--end', addDays(asOf, 1)];
    expect(sumByHledger(writeJournal(journal), ...until)).toEqual(journal.sum(asOf));
  }
  // A paisa that is elsewhere is seen.
  const [first, ...others] = journal.entries;
  const altered = first?.sides.map(([account, minor], index) => {
    return [account, minor + BigInt(index === 0 ? 1 : -1)] as const;
  });
  const entries = [{ date: '', what: '', ...first, sides: altered ?? [] }, ...others];
  expect(sumByHledger(writeJournal({ entries }))).not.toEqual(journal.sum());
});
