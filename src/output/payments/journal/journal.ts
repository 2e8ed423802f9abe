import { ACCOUNT_NAMES, type AccountName } from '../../../domain/payments/journal/accounts.ts';
import type { Journal, JournalFormat } from '../../../domain/payments/journal/journal.ts';
import { type AccountNamer, createNamer } from '../../../domain/payments/journal/names.ts';
import type { JournalTransaction } from '../../../domain/payments/journal/transaction.ts';
import { formatMinor } from '../../../domain/values/money.ts';
import { writeBeancount } from './beancount.ts';
import { writeHledger } from './hledger.ts';

/** An account of the journal, and whose it is. */
export interface DeclaredAccount {
  readonly name: string;
  /** Of a student the id. */
  readonly id: string | null;
  /** Of the student or the head of purchases. */
  readonly owner: string | null;
}

/** What an account must come to. */
export interface Assertion {
  readonly account: string;
  readonly amount: string;
}

/** How a program of accounts has its journals written: whole lines, each with its end. */
export interface JournalWriter {
  head(journal: Journal, accounts: readonly DeclaredAccount[]): string;
  transaction(
    transaction: JournalTransaction,
    nameOf: AccountNamer,
    amountOf: AmountWriter,
  ): string;
  /** @param date the last day that an entry is of, `YYYY-MM-DD` */
  proof(assertions: readonly Assertion[], date: string): string;
}

/** With the currency. @param minor in minor units */
export type AmountWriter = (minor: bigint) => string;

/** A journal in pieces, to be written one after the other while it is read. */
export async function* renderJournal(
  journal: Journal,
  format: JournalFormat,
): AsyncGenerator<string> {
  const { currency, currencyDecimals } = journal.settings;
  const amountOf: AmountWriter = (minor) => `${formatMinor(minor, currencyDecimals)} ${currency}`;
  const nameOf = createNamer(journal, format);
  const writer = format === 'hledger' ? writeHledger : writeBeancount;
  yield writer.head(journal, listAccounts(journal, nameOf));
  let last = '';
  for await (const batch of journal.transactions) {
    let text = '';
    for (const transaction of batch) {
      text += writer.transaction(transaction, nameOf, amountOf);
      if (transaction.date > last) last = transaction.date;
    }
    if (text !== '') yield text;
  }
  // Where there is no entry, nobody's account comes to anything.
  const assertions = last === '' ? [] : listAssertions(journal, nameOf, amountOf);
  if (assertions.length > 0) yield writer.proof(assertions, last);
}

function listAccounts(journal: Journal, nameOf: AccountNamer): DeclaredAccount[] {
  const { students, heads } = journal;
  const held = new Set(journal.deposits);
  const isShared = (account: AccountName) =>
    ['receivable', 'deposit', 'purchases'].includes(account);
  const common = ACCOUNT_NAMES.filter((account) => !isShared(account));
  // Several may be one account.
  const names = [...new Set(common.map((account) => nameOf(account, null)))];
  const ofStudents = (account: AccountName, which: Journal['students']) =>
    which.map(({ no, id, name }) => ({ name: nameOf(account, no), id, owner: name }));
  return [
    ...names.map((name) => ({ name, id: null, owner: null })),
    ...[...heads].map(([no, head]) => ({ name: nameOf('purchases', no), id: null, owner: head })),
    ...ofStudents('receivable', students),
    ...ofStudents(
      'deposit',
      students.filter(({ no }) => held.has(no)),
    ),
  ];
}

function listAssertions(
  { proof, students, deposits }: Journal,
  nameOf: AccountNamer,
  amountOf: AmountWriter,
): Assertion[] {
  if (proof === null) return [];
  const assert = (account: AccountName, no: number, minor: bigint): Assertion => ({
    account: nameOf(account, no),
    amount: amountOf(minor),
  });
  return [
    ...students.map(({ no }) => assert('receivable', no, proof.owed.get(no) ?? 0n)),
    // What is held is owed to the student.
    ...deposits.map((no) => assert('deposit', no, -(proof.held.get(no) ?? 0n))),
  ];
}
