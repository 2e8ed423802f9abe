import { ValueError } from '../../errors.ts';
import { FINANCIAL_YEAR_BEGINS } from '../payments/receipt.ts';
import { addMonths, type Month } from '../values/month.ts';

/** Twelve months that are reported together. */
export interface ReportYear {
  /** `2025-26`, a financial year, or `2025`, a calendar year. */
  readonly name: string;
  readonly from: Month;
  readonly to: Month;
}

/** @throws ValueError it is neither `2025-26` nor `2025` */
export function parseReportYear(text: string): ReportYear {
  const [, first, second] = /^(\d{4})(?:[-/](?:\d\d)?(\d\d))?$/.exec(text.trim()) ?? [];
  if (first === undefined) {
    throw new ValueError('bad_year', 'not a year like 2025-26 (from April on) or 2025');
  }
  if (second === undefined) return { name: first, from: `${first}-01`, to: `${first}-12` };
  if ((Number(first) + 1) % 100 !== Number(second)) {
    throw new ValueError('bad_year', `the year after ${first} ends in another way`);
  }
  const from = `${first}-${String(FINANCIAL_YEAR_BEGINS).padStart(2, '0')}`;
  return { name: `${first}-${second}`, from, to: addMonths(from, 11) };
}

/** Its months in their order. */
export function monthsOf({ from }: Pick<ReportYear, 'from'>): readonly Month[] {
  return Array.from({ length: 12 }, (_, count) => addMonths(from, count));
}
