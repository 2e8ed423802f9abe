import type { Actor } from '../../domain/actor.ts';
import { type ReceiptNumber, writeReceipt } from '../../domain/payments/receipt.ts';
import { ConflictError } from '../../errors.ts';
import type { Mess } from '../mess/mess.ts';
import { listPaymentsOfImport } from '../payments/bank/payments-of-import.ts';
import { listPayments } from '../payments/receipts/list-payments.ts';
import { readReceipt } from '../payments/receipts/receipt.ts';

/** Of which payments receipts are to be sent. */
export type ReceiptsMeant =
  | { readonly receipts: readonly ReceiptNumber[] }
  /** Of all that an import of a bank's file booked, also what was assigned since. */
  | { readonly importNo: number }
  /** Of money of these days, `YYYY-MM-DD`, both included. */
  | { readonly from: string | undefined; readonly to: string | undefined };

/** A payment that has a receipt. */
export interface Receipted {
  readonly receipt: string;
  readonly studentId: string;
  readonly isReversed: boolean;
}

/** Those that are meant, each once, and how many more are in suspense and have no receipt. */
export interface MeantReceipts {
  readonly payments: readonly Receipted[];
  readonly suspended: number;
}

/**
 * @throws NotFoundError no such receipt or import
 * @throws ConflictError the one payment that is meant was taken back, or the import was
 */
export async function readMeantReceipts(
  mess: Mess,
  actor: Actor,
  meant: ReceiptsMeant,
): Promise<MeantReceipts> {
  if ('receipts' in meant) {
    return { payments: await readNamed(mess, actor, meant.receipts), suspended: 0 };
  }
  if ('importNo' in meant) {
    const { payments, suspended } = await listPaymentsOfImport(mess, actor, meant.importNo);
    return { payments: payments.flatMap(toReceipted), suspended };
  }
  const { payments } = await listPayments(mess, actor, { ...meant, hasReversed: true });
  return { payments: payments.flatMap(toReceipted), suspended: 0 };
}

async function readNamed(
  mess: Mess,
  actor: Actor,
  numbers: readonly ReceiptNumber[],
): Promise<Receipted[]> {
  const each = new Map(numbers.map((number) => [writeReceipt(number), number]));
  const found: Receipted[] = [];
  for (const number of each.values()) {
    const { payment, reversed } = await readReceipt(mess, actor, number);
    if (reversed !== null && each.size === 1) {
      const sentence = `The payment of receipt ${payment.receipt} was taken back on ${reversed.date}.`;
      throw new ConflictError('receipt_reversed', sentence);
    }
    found.push({ ...payment, isReversed: reversed !== null });
  }
  return found;
}

/** What has a voucher has no receipt: money that was given back. */
function toReceipted({
  receipt,
  studentId,
  isReversed,
}: {
  readonly receipt: string | null;
  readonly studentId: string | null;
  readonly isReversed: boolean;
}): Receipted[] {
  return receipt === null || studentId === null ? [] : [{ receipt, studentId, isReversed }];
}
