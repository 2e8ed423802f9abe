import { ValueError } from '../../errors.ts';

/** A receipt within its series: `2025-26/0001`. */
export interface ReceiptNumber {
  readonly series: string;
  /** From 1, without gaps. */
  readonly number: number;
}

/** The first month of a financial year. */
export const FINANCIAL_YEAR_BEGINS = 4;

/**
 * The financial year of a day, as the series of its receipts is called: `2025-26`, or `2025` where the
 * year begins with January.
 *
 * @param date `YYYY-MM-DD`, of the money
 * @param firstMonth 1 to 12
 */
export function financialYear(date: string, firstMonth: number): string {
  const [year = 0, month = 1] = date.split('-').map(Number);
  const first = month >= firstMonth ? year : year - 1;
  if (firstMonth === 1) return String(first).padStart(4, '0');
  return `${String(first).padStart(4, '0')}-${String((first + 1) % 100).padStart(2, '0')}`;
}

/** As it is printed, and as a person gives it back. */
export function writeReceipt({ series, number }: ReceiptNumber): string {
  return `${series}/${String(number).padStart(4, '0')}`;
}

/** @returns undefined where it is none */
export function findReceiptNumber(text: string): ReceiptNumber | undefined {
  const [, series, digits] = /^((?:D\/)?\d{4}(?:-\d{2})?)\/(\d{1,9})$/i.exec(text.trim()) ?? [];
  if (series === undefined || digits === undefined || Number(digits) === 0) return undefined;
  return { series: series.toUpperCase(), number: Number(digits) };
}

/** @throws ValueError `bad_receipt` */
export function parseReceiptNumber(text: string): ReceiptNumber {
  const receipt = findReceiptNumber(text);
  if (receipt !== undefined) return receipt;
  throw new ValueError(
    'bad_receipt',
    'not the number of a receipt; write it whole, like 2025-26/0001',
  );
}
