import type { Knex } from 'knex';
import { requirePermission } from '../../../auth/permissions.ts';
import { findEntry, findEntryOfReceipt, type LedgerEntry } from '../../../data/payments/ledger.ts';
import { listStudents } from '../../../data/students/students.ts';
import type { Actor } from '../../../domain/actor.ts';
import { CASH_DIFFERENCE, type EntryKind, type Method } from '../../../domain/payments/entry.ts';
import { type ReceiptNumber, writeReceipt } from '../../../domain/payments/receipt.ts';
import { type Numbered, voucherOf, writeVoucher } from '../../../domain/payments/voucher.ts';
import type { StudentDetails } from '../../../domain/students/student.ts';
import type { Month } from '../../../domain/values/month.ts';
import { NotFoundError } from '../../../errors.ts';
import type { Mess } from '../../mess/mess.ts';

/** Money that was given or given back, or another entry that has a number, as it is listed. */
export interface Payment {
  readonly kind: EntryKind;
  /** As it is printed; null for what has a voucher. */
  readonly receipt: string | null;
  /** As it is printed; null for what has a receipt. */
  readonly voucher: string | null;
  /** Null where it is of no student. */
  readonly studentId: string | null;
  readonly name: string | null;
  /** In minor units; below 0 for money that was given back, or is missing. */
  readonly amountMinor: bigint;
  /** Of the money, `YYYY-MM-DD`. */
  readonly date: string;
  readonly method: Method | null;
  readonly reference: string | null;
  readonly month: Month | null;
  readonly note: string | null;
  /** Who entered it; null for the database's holder. */
  readonly by: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly isReversed: boolean;
}

/** @throws NotFoundError no such receipt or voucher */
export async function showPayment(mess: Mess, actor: Actor, number: Numbered): Promise<Payment> {
  requirePermission(actor, "see everybody's dues");
  const roll = new Map((await listStudents(mess.db)).map((each) => [each.no, each]));
  return toPayment(await getNumbered(mess.db, number), roll);
}

/**
 * @param isOwn whether a student asks
 * @throws NotFoundError no such receipt
 */
export async function getEntry(
  db: Knex,
  receipt: ReceiptNumber,
  isOwn = false,
): Promise<LedgerEntry> {
  const entry = await findEntryOfReceipt(db, receipt);
  if (entry !== undefined) return entry;
  throw unknownReceipt(receipt, isOwn);
}

/** @param isOwn whether a student asks, who may look at their own alone */
export function unknownReceipt(receipt: ReceiptNumber, isOwn = false): NotFoundError {
  const sentence = `There is no receipt ${writeReceipt(receipt)}.`;
  return new NotFoundError('unknown_receipt', sentence, { about: { isOwn } });
}

/** @throws NotFoundError no such receipt or voucher */
export async function getNumbered(db: Knex, number: Numbered): Promise<LedgerEntry> {
  if ('receipt' in number) return getEntry(db, number.receipt);
  const entry = await findEntry(db, number.voucher);
  if (entry !== undefined && voucherOf(entry) !== null) return entry;
  const sentence = `There is no voucher ${writeVoucher(number.voucher)}.`;
  throw new NotFoundError('unknown_receipt', sentence, { about: { isOwn: false } });
}

/** @throws Error the entry has no number, or is of somebody who is not on the roll */
export function toPayment(entry: LedgerEntry, roll: ReadonlyMap<number, StudentDetails>): Payment {
  const { kind, postings, moneyDate: date, method, reference, month, note, by, at } = entry;
  const voucher = voucherOf(entry);
  const receipt = entry.receipt === null ? null : writeReceipt(entry.receipt);
  const isOfBox = kind === 'cash count';
  const mark = postings.find((each) =>
    isOfBox ? each.account === CASH_DIFFERENCE : each.studentNo !== null,
  );
  const student = roll.get(mark?.studentNo ?? 0);
  const isKnown = mark !== undefined && (student !== undefined || isOfBox);
  if (!isKnown || (receipt === null && voucher === null)) {
    throw new Error(`entry ${entry.no} has no number`);
  }
  // Of the deposit that pays dues, either side is the student's.
  const isSigned = kind !== 'deposit used' && kind !== 'waiver' && kind !== 'write-off';
  const amountMinor = isSigned || mark.amountMinor < 0n ? -mark.amountMinor : mark.amountMinor;
  const [studentId, name] = [student?.id ?? null, student?.name ?? null];
  const isReversed = entry.reversedBy !== null;
  return {
    ...{ kind, receipt, voucher, studentId, name, amountMinor, date, method, reference },
    ...{ month, note, by, at, isReversed },
  };
}
