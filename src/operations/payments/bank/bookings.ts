import type { Knex } from 'knex';
import { findImport } from '../../../data/imports/imports.ts';
import {
  findBankLine,
  findLineOfEntry,
  listLinesStillSuspended,
} from '../../../data/payments/bank-lines.ts';
import {
  findEntry,
  type LedgerEntry,
  listEntriesEnteredBy,
  listStandingEntries,
} from '../../../data/payments/ledger.ts';
import type { BankLine } from '../../../domain/payments/bank/bank-line.ts';
import type { EntryKind } from '../../../domain/payments/entry.ts';
import { writeReceipt } from '../../../domain/payments/receipt.ts';
import { formatMinor } from '../../../domain/values/money.ts';
import { nameSome } from '../../../domain/values/text.ts';
import { ConflictError, NotFoundError } from '../../../errors.ts';
import type { Mess } from '../../mess/mess.ts';

/** As what money of a line can be booked in place of something else. */
const PLACES: readonly EntryKind[] = ['payment', 'income', 'suspense'];

/** An entry as which money of a line is or was booked. */
export interface Booking {
  readonly entry: LedgerEntry;
  /** What took it out of the books, with nothing in its place; null where it stands, or something is. */
  readonly takenOut: LedgerEntry | null;
}

/**
 * As what the money of a line was booked, from its first entry to those that stand, in the order of their
 * numbers. What is booked in the place of another is written together with what takes that back, or, where
 * the money was out of the books meanwhile, names it.
 */
export async function traceBookings(db: Knex, first: LedgerEntry): Promise<readonly Booking[]> {
  const traced = new Map<number, Booking>();
  const open = [first];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    if (traced.has(entry.no)) continue;
    const back = entry.reversedBy === null ? undefined : await findEntry(db, entry.reversedBy);
    if (back === undefined) {
      traced.set(entry.no, { entry, takenOut: null });
      continue;
    }
    const together = await listEntriesEnteredBy(db, back.enteredBy);
    const next = together.filter(({ kind }) => PLACES.includes(kind));
    const put = back.reversedBy === null ? undefined : await findEntry(db, back.reversedBy);
    if (put !== undefined) next.push(put);
    traced.set(entry.no, { entry, takenOut: next.length === 0 ? back : null });
    open.push(...next);
  }
  return [...traced.values()].sort((a, b) => a.entry.no - b.entry.no);
}

/** Those that stand. */
export function standing(bookings: readonly Booking[]): LedgerEntry[] {
  return bookings.flatMap(({ entry }) => (entry.reversedBy === null ? [entry] : []));
}

/** The line whose money an entry books; undefined where it came by no file. */
export async function findLineOf(db: Knex, booked: LedgerEntry): Promise<BankLine | undefined> {
  let entry: LedgerEntry | undefined = booked;
  while (entry !== undefined) {
    const line = await findLineOfEntry(db, entry.no);
    if (line !== undefined) return line;
    const back: LedgerEntry | undefined =
      entry.reverses === null
        ? (await listEntriesEnteredBy(db, entry.enteredBy)).find(({ kind }) => kind === 'reversal')
        : await findEntry(db, entry.reverses);
    entry = back?.reverses == null ? undefined : await findEntry(db, back.reverses);
  }
  return undefined;
}

/** A line, and the entries as which money of it is booked that is no student's. */
export interface OpenLine {
  readonly line: BankLine;
  readonly entries: readonly LedgerEntry[];
}

/** Lines that have money in suspense, in the order of their numbers. */
export async function listSuspendedLines(db: Knex): Promise<OpenLine[]> {
  const still = new Map((await listLinesStillSuspended(db)).map((line) => [line.entryNo, line]));
  const byNo = new Map<number, { readonly line: BankLine; readonly entries: LedgerEntry[] }>();
  for (const entry of await listStandingEntries(db, 'suspense')) {
    const line = still.get(entry.no) ?? (await findLineOf(db, entry));
    if (line === undefined) continue;
    const of = byNo.get(line.no) ?? { line, entries: [] };
    byNo.set(line.no, of);
    of.entries.push(entry);
  }
  return [...byNo.values()].sort((a, b) => a.line.no - b.line.no);
}

/** @throws NotFoundError no such line */
export async function getLine(
  db: Knex,
  no: number,
): Promise<{ readonly line: BankLine; readonly bookings: readonly Booking[] }> {
  const line = await findBankLine(db, no);
  const booked = line && (await findEntry(db, line.entryNo));
  if (line === undefined || booked === undefined) {
    throw new NotFoundError('unknown_line', `The bank's files have no line ${no}.`);
  }
  return { line, bookings: await traceBookings(db, booked) };
}

/**
 * What stands of a line, and is no student's: in suspense; where nothing of it is, taken for no payment, or
 * ignored.
 *
 * @throws NotFoundError no such line
 * @throws ConflictError it is a student's, was one's and is reversed, or was taken back with its import
 */
export async function getOpenLine(db: Knex, mess: Mess, no: number): Promise<OpenLine> {
  const { line, bookings } = await getLine(db, no);
  const open = standing(bookings).filter(({ kind }) => kind !== 'payment');
  const suspended = open.filter(({ kind }) => kind === 'suspense');
  if (open.length > 0) return { line, entries: suspended.length > 0 ? suspended : open };
  throw await settledError(db, mess, line, bookings);
}

/** Why a line that has nothing open is given to nobody. */
export async function settledError(
  db: Knex,
  mess: Mess,
  line: BankLine,
  bookings: readonly Booking[],
): Promise<ConflictError> {
  const payments = bookings.map(({ entry }) => entry).filter(({ kind }) => kind === 'payment');
  const receipts = payments.filter(({ reversedBy }) => reversedBy === null).map(receiptOf);
  const were = payments.map(receiptOf);
  const isUndone = (await findImport(db, line.importNo))?.undoneBy !== null;
  const name = (numbers: readonly string[]) =>
    `${numbers.length === 1 ? 'receipt' : 'receipts'} ${nameSome(numbers)}`;
  const sentence =
    receipts.length > 0
      ? `Line ${line.no} is that of ${name(receipts)}.`
      : isUndone
        ? `Line ${line.no} was taken back with its import.`
        : were.length > 0
          ? `Line ${line.no} was that of ${name(were)}, reversed since.`
          : `Line ${line.no} was taken out of the books.`;
  const { no, date, amountMinor, reference } = line;
  const amount = formatMinor(amountMinor, mess.settings.currencyDecimals);
  const method = payments[0]?.method ?? null;
  const isTyped = line.rule === 'reference';
  const money = { amount, date, method, reference: reference || null };
  const about = { no, receipts, isTyped, isUndone, money };
  return new ConflictError('line_settled', sentence, { about });
}

/** As it is printed. @throws Error the entry has none */
export function receiptOf(entry: Pick<LedgerEntry, 'receipt'> | undefined): string {
  if (entry?.receipt == null) throw new Error('a payment was posted without a receipt');
  return writeReceipt(entry.receipt);
}
