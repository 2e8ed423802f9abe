import type { Knex } from 'knex';
import { requirePermission } from '../../../auth/permissions.ts';
import { findImport } from '../../../data/imports/imports.ts';
import { findByReference, type LedgerEntry } from '../../../data/payments/ledger.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { BankLine } from '../../../domain/payments/bank/bank-line.ts';
import { assignToSuspense, putBack, sumMoney } from '../../../domain/payments/bank/line-booking.ts';
import type { ReceiptNumber } from '../../../domain/payments/receipt.ts';
import { formatMinor } from '../../../domain/values/money.ts';
import { ConflictError } from '../../../errors.ts';
import { change } from '../../mess/change.ts';
import { type Mess, today } from '../../mess/mess.ts';
import { type Draft, postEntries } from '../post-entries.ts';
import { getEntry } from '../receipts/payments.ts';
import {
  type Booking,
  findLineOf,
  getLine,
  receiptOf,
  settledError,
  standing,
  traceBookings,
} from './bookings.ts';

/** Money of a line of the bank's file. */
export interface MoneyOfLine {
  readonly no: number;
  /** On which it came. */
  readonly date: string;
  /** In minor units. */
  readonly amountMinor: bigint;
}

/**
 * Puts money of a line into suspense again that was taken out of the books, or said to be no student's: it was
 * said to have gone back, and did not, or is a student's after all.
 *
 * @throws NotFoundError no such line
 * @throws ConflictError nothing of it is out of the books, or ignored; it went with its import; it was recorded by hand
 *   since; it was known by what somebody had typed, and comes again with its file
 */
export async function reopenLine(
  mess: Mess,
  actor: Actor,
  no: number,
  reason: string,
): Promise<MoneyOfLine> {
  requirePermission(actor, 'reverse payments');
  return change(mess, actor, 'payment suspense reopen', async ({ trx, record }) => {
    const { line, bookings } = await getLine(trx, no);
    const ignored = standing(bookings).filter(({ kind }) => kind === 'income');
    const out = await listTakenOut(trx, line, bookings);
    if (ignored.length + out.length === 0) {
      if (!standing(bookings).some(({ kind }) => kind === 'suspense')) {
        throw await settledError(trx, mess, line, bookings);
      }
      throw new ConflictError('line_open', `Line ${no} is in suspense already.`, {
        about: { no },
      });
    }
    if (out.length > 0) await refuseRecorded(trx, no, bookings);
    const amountMinor = sumMoney([...ignored, ...out.map(({ entry }) => entry)]);
    const moves = [
      ...(ignored.length > 0 ? assignToSuspense(ignored, reason) : []),
      ...out.map(({ entry, takenOut }) =>
        putBack(entry, today(mess), takenOut?.no ?? null, reason),
      ),
    ];
    await postEntries(
      { trx, record },
      moves.map((move) => ({ ...move, receiptOf: null })),
      () => ({
        subject: `line ${no}`,
        after: { suspense: formatMinor(amountMinor, mess.settings.currencyDecimals), reason },
      }),
    );
    return { no, date: line.date, amountMinor };
  });
}

/** What of a line is in no account any more, and could be again. */
async function listTakenOut(
  db: Knex,
  line: BankLine,
  bookings: readonly Booking[],
): Promise<readonly Booking[]> {
  // What somebody had typed is no line of its own: with its file it comes again, and is booked as new.
  if (line.rule === 'reference') return [];
  const { undoneBy } = (await findImport(db, line.importNo)) ?? {};
  return undoneBy === null ? bookings.filter(({ takenOut }) => takenOut !== null) : [];
}

/** @throws ConflictError a receipt beside those of the line has its reference */
async function refuseRecorded(db: Knex, no: number, bookings: readonly Booking[]): Promise<void> {
  for (const { entry } of bookings) {
    const taken = entry.reference === null ? undefined : await findByReference(db, entry.reference);
    if (taken === undefined || bookings.some((each) => each.entry.no === taken.no)) continue;
    const receipt = receiptOf(taken);
    const sentence = `The money of line ${no} was recorded by hand since, as receipt ${receipt}.`;
    throw new ConflictError('line_recorded', sentence, { about: { receipt } });
  }
}

/** Where the money of a receipt is that came by the bank's file. */
export interface MoneyOfReceipt {
  /** Of the line. */
  readonly no: number;
  readonly isSuspended: boolean;
  /** It is out of the books, and can be put into suspense. */
  readonly isOut: boolean;
}

/**
 * @returns null where it came by no file
 * @throws NotFoundError no such receipt
 */
export async function findMoneyOfReceipt(
  { db }: Pick<Mess, 'db'>,
  actor: Actor,
  receipt: ReceiptNumber,
): Promise<MoneyOfReceipt | null> {
  requirePermission(actor, "see everybody's dues");
  const entry = await getEntry(db, receipt);
  const line = await findLineOf(db, entry);
  if (line === undefined) return null;
  // Other parts of the line may be elsewhere.
  const bookings = await traceBookings(db, entry);
  const isSuspended = standing(bookings).some(({ kind }) => kind === 'suspense');
  const isOut = !isSuspended && (await listTakenOut(db, line, bookings)).length > 0;
  return { no: line.no, isSuspended, isOut };
}

/**
 * What puts the money of a payment that is taken back where the bank has it: into suspense. Undefined where it
 * came by no file.
 *
 * @param reversal what takes it back
 */
export async function draftReturn(
  db: Knex,
  payment: LedgerEntry,
  reversal: Pick<Draft, 'date'>,
): Promise<{ readonly line: BankLine; readonly draft: Draft } | undefined> {
  const line = payment.kind === 'payment' ? await findLineOf(db, payment) : undefined;
  if (line === undefined) return undefined;
  return { line, draft: { ...putBack(payment, reversal.date, null, null), receiptOf: null } };
}
