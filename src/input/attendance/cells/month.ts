import { type Month, monthOfFirstDay, parseMonth } from '../../../domain/values/month.ts';
import { ValueError } from '../../../errors.ts';
import { type Cell, cellParser } from '../../csv/cells.ts';
import type { Columns } from '../../csv/columns.ts';
import type { AttendanceField } from '../columns.ts';

/** What is known of the months of a file before its rows are read. */
export interface MonthOptions {
  /** Of the whole file. */
  readonly month?: Month | undefined;
  /** From 1; a row of another one is an error. */
  readonly monthOfYear?: number | undefined;
}

/** The month of a row: of its cell, or the one that is given for the whole file. */
export function monthCell(
  columns: Columns<AttendanceField>,
  { month: given, monthOfYear }: MonthOptions,
): Cell<Month> {
  if (columns.position('month') === undefined) return () => given;
  const parse = (text: string) => {
    // Offices fill in or merge the first cell only.
    if (given !== undefined && text.trim() === '') return given;
    const month = parseFileMonth(text, given);
    if (given !== undefined && month !== given) {
      throw new ValueError('other_month', `the file is imported for ${given}, not ${month}`);
    }
    if (monthOfYear !== undefined && Number(month.slice(5)) !== monthOfYear) {
      throw new ValueError('other_month', 'the columns are days of another month');
    }
    return month;
  };
  return cellParser(columns, 'month', memoize(parse));
}

/** A date that a spreadsheet made of a month is taken only where it is the month that was given. */
function parseFileMonth(text: string, given: Month | undefined): Month {
  try {
    return parseMonth(text);
  } catch (error) {
    const meant = monthOfFirstDay(text);
    if (meant === undefined) throw error;
    if (meant === given) return meant;
    throw new ValueError('bad_month', 'a date, as spreadsheets make of a month', {
      offer: 'month',
      likely: meant,
    });
  }
}

const MAX_REMEMBERED = 1000;

/** A file has few different months, days and marks, so each is parsed once. */
export function memoize<T>(parse: (text: string) => T): (text: string) => T {
  const results = new Map<string, T>();
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known;
    const result = parse(text);
    if (results.size < MAX_REMEMBERED) results.set(text, result);
    return result;
  };
}
