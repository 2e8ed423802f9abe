import { ValueError } from '../../errors.ts';
import type { EntryKind } from './entry.ts';
import { findReceiptNumber, type ReceiptNumber } from './receipt.ts';

/**
 * The kinds of entries that have no receipt, and can be taken back: each has a voucher instead, which is
 * its own number in the ledger. A late fee is waived, and what stood at the beginning is set anew.
 */
const VOUCHER_KINDS = [
  'refund',
  'waiver',
  'write-off',
  'deposit used',
  'deposit refund',
  'cash count',
] as const satisfies readonly EntryKind[];

/** Of what is asked by its number: that of a receipt, or of a voucher. */
export type Numbered = { readonly receipt: ReceiptNumber } | { readonly voucher: number };

/** As it is printed, and as a person gives it back; null for an entry that has none. */
export function voucherOf(entry: { readonly kind: EntryKind; readonly no: number }): string | null {
  return VOUCHER_KINDS.some((kind) => kind === entry.kind) ? writeVoucher(entry.no) : null;
}

export function writeVoucher(no: number): string {
  return `V${no}`;
}

/** @returns undefined where it is neither the number of a receipt nor that of a voucher */
export function findNumbered(text: string): Numbered | undefined {
  const receipt = findReceiptNumber(text);
  if (receipt !== undefined) return { receipt };
  const [, digits] = /^V(\d{1,9})$/i.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : { voucher: Number(digits) };
}

/** @throws ValueError `bad_receipt` */
export function parseNumbered(text: string): Numbered {
  const number = findNumbered(text);
  if (number !== undefined) return number;
  throw new ValueError(
    'bad_receipt',
    'not the number of a receipt or a voucher; write it whole, like 2025-26/0001 or V12',
  );
}
