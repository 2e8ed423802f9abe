import { ValueError } from '../../errors.ts';
import { parseDate, refuseDayTooMany } from './date.ts';

/** How a mess may write its dates at the keyboard, besides `YYYY-MM-DD`, which is always understood. */
export const DATE_FORMS = [
  'YYYY-MM-DD',
  'YYYY/MM/DD',
  'DD/MM/YYYY',
  'DD-MM-YYYY',
  'DD.MM.YYYY',
  'MM/DD/YYYY',
] as const;

export type DateForm = (typeof DATE_FORMS)[number];

/** @throws ValueError `bad_date_form` */
export function parseDateForm(text: string): DateForm {
  const form = DATE_FORMS.find((each) => each === text.trim().toUpperCase());
  if (form !== undefined) return form;
  throw new ValueError('bad_date_form', `not one of ${DATE_FORMS.join(', ')}`);
}

/**
 * A date as somebody wrote it, of which only the mess knows which number is the day and which the month:
 * see `readDate`.
 */
export interface WrittenDate {
  readonly text: string;
}

/** Numbers in an order, with one sign between them: 31/05/2025, 5.4.2025, 2025-05-31. */
const NUMBERS = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/;

/**
 * Refuses what is a date in no form.
 *
 * @throws ValueError `missing` or `bad_date`
 */
export function parseWrittenDate(text: string): WrittenDate {
  const trimmed = text.trim();
  const dates = orders(trimmed);
  if (!dates.some(isDate)) {
    for (const date of dates) refuseDayTooMany(date ?? '');
    parseDate(trimmed);
  }
  return { text: trimmed };
}

/**
 * The date `YYYY-MM-DD` that is meant. Where the year comes last, the form says whether the day or the
 * month comes first; the other way round is refused, and never tried. Any sign may stand between.
 *
 * @throws ValueError `missing` or `bad_date`
 */
export function readDate(text: string, form: DateForm): string {
  const trimmed = text.trim();
  const [yearFirst, dayFirst, monthFirst] = orders(trimmed);
  const date =
    yearFirst ??
    (form.startsWith('DD') ? dayFirst : form.startsWith('MM') ? monthFirst : undefined);
  if (date !== undefined && isDate(date)) return date;
  if (trimmed === '') return parseDate(trimmed);
  refuseDayTooMany(date ?? '');
  const like = form === 'YYYY-MM-DD' ? '' : `${writeDate('2025-05-31', form)} or `;
  throw new ValueError('bad_date', `not a date; write it like ${like}2025-05-31`);
}

/** @param date `YYYY-MM-DD` */
export function writeDate(date: string, form: DateForm): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return form.replace('YYYY', year).replace('MM', month).replace('DD', day);
}

/** As `YYYY-MM-DD`, whether or not there is such a day: read with the year, the day or the month first. */
function orders(text: string): (string | undefined)[] {
  const [, first = '', , second = '', third = ''] = NUMBERS.exec(text) ?? [];
  const put = (year: string, month: string, day: string) =>
    `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (first.length === 4) return third.length > 2 ? [] : [put(first, second, third)];
  if (third.length !== 4 || first.length > 2) return [];
  return [undefined, put(third, second, first), put(third, first, second)];
}

function isDate(text: string | undefined): boolean {
  if (text === undefined) return false;
  try {
    parseDate(text);
    return true;
  } catch (error) {
    if (error instanceof ValueError) return false;
    throw error;
  }
}
