import { ValueError } from '../../errors.ts';
import { parseDate, refuseDayTooMany } from './date.ts';
import { numberOfName } from './month.ts';

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

/** With the English name of the month, of which nobody doubts which number is the day: 12 Oct 2026. */
const NAMED = /^(\d{1,2})[\s-]+([a-z]+)[\s-]+(\d{4})$/i;

/** A day and a month: 12 Oct, 11/10. */
const NO_YEAR = /^(?:\d{1,2}[-/.]\d{1,2}|\d{1,2}[\s-]+([a-z]+)|([a-z]+)[\s-]+\d{1,2})$/i;

/**
 * Refuses what is no date whatever the form. What has another form than that of the mess is for
 * `readDate`, which can say which one that is.
 *
 * @throws ValueError `missing` or `bad_date`
 */
export function parseWrittenDate(text: string): WrittenDate {
  const trimmed = text.trim();
  if (trimmed === '') parseDate(trimmed);
  refuseNoSuchDay(trimmed);
  return { text: trimmed };
}

/**
 * @param text whatever else may be wrong with it
 * @throws ValueError `bad_date`: however its numbers are read, it is a day that no month has, like 31/11/2026
 */
export function refuseNoSuchDay(text: string): void {
  const dates = orders(text);
  if (!dates.some(isDate)) for (const date of dates) refuseDayTooMany(date ?? '');
}

/**
 * The date `YYYY-MM-DD` that is meant. Where the year comes last, the form says whether the day or the
 * month comes first; the other way round is refused, and never tried. Any sign may stand between. A month
 * may have its English name, and the day is before it then.
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
  refuseNoSuchDay(trimmed);
  const like = form === 'YYYY-MM-DD' ? '' : `${writeDate('2025-05-31', form)} or `;
  const fault = lacksYear(trimmed) ? 'the year is missing' : 'not a date';
  throw new ValueError('bad_date', `${fault}; write it like ${like}2025-05-31`);
}

/** @param date `YYYY-MM-DD` */
export function writeDate(date: string, form: DateForm): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return form.replace('YYYY', year).replace('MM', month).replace('DD', day);
}

/** As `YYYY-MM-DD`, whether or not there is such a day: read with the year, the day or the month first. */
function orders(text: string): (string | undefined)[] {
  const [, first = '', , second = '', third = ''] = NUMBERS.exec(text) ?? [];
  const [, dayNumber = '', name = '', ofYear = ''] = NAMED.exec(text) ?? [];
  const put = (year: string, month: string, day: string) =>
    `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (numberOfName(name) > 0) return [put(ofYear, String(numberOfName(name)), dayNumber)];
  if (first.length === 4) return third.length > 2 ? [] : [put(first, second, third)];
  if (third.length !== 4 || first.length > 2) return [];
  return [undefined, put(third, second, first), put(third, first, second)];
}

function lacksYear(text: string): boolean {
  const found = NO_YEAR.exec(text);
  const name = found?.[1] ?? found?.[2];
  return found !== null && (name === undefined || numberOfName(name) > 0);
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
