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

const FIRST = 1900;
const LAST = 2999;

/** @throws ValueError it is neither `2025-26` nor `2025` */
export function parseReportYear(text: string): ReportYear {
  const [, first = '', second] = /^(\d{4})(?:[-/](\d{2}|\d{4}))?$/.exec(text.trim()) ?? [];
  if (Number(first) < FIRST || Number(first) > LAST) {
    throw new ValueError('bad_year', 'not a year like 2025-26 (from April on) or 2025');
  }
  if (second === undefined) return { name: first, from: `${first}-01`, to: `${first}-12` };
  const next = String(Number(first) + 1);
  if (second !== next && second !== next.slice(2)) {
    throw new ValueError('bad_year', `${first} is followed by ${next}`);
  }
  const from = `${first}-${String(FINANCIAL_YEAR_BEGINS).padStart(2, '0')}`;
  return { name: `${first}-${next.slice(2)}`, from, to: addMonths(from, 11) };
}

/** Its months in their order. */
export function monthsOf({ from }: Pick<ReportYear, 'from'>): readonly Month[] {
  return Array.from({ length: 12 }, (_, count) => addMonths(from, count));
}
