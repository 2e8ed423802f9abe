import { dayAfter } from '../values/date.ts';
import { financialYear } from './receipt.ts';

/**
 * The day on which something stands in the books: its own, or the first after those that are closed.
 *
 * @param date `YYYY-MM-DD`
 * @param closedThrough the last closed day; null where none is
 */
export function dateInOpenBooks(date: string, closedThrough: string | null): string {
  return closedThrough !== null && date <= closedThrough ? dayAfter(closedThrough) : date;
}

/**
 * The financial year whose receipts are counted on: that of the money, as long as any day of it is open.
 * What is handed in as a year's receipts stays as it is.
 *
 * @param moneyDate `YYYY-MM-DD`
 * @param firstMonth of the year, 1 to 12
 * @param closedThrough the last closed day; null where none is
 */
export function openFinancialYear(
  moneyDate: string,
  firstMonth: number,
  closedThrough: string | null,
): string {
  const year = financialYear(moneyDate, firstMonth);
  if (closedThrough === null || moneyDate > closedThrough) return year;
  // Years sort as their names do.
  const open = financialYear(dayAfter(closedThrough), firstMonth);
  return open > year ? open : year;
}
