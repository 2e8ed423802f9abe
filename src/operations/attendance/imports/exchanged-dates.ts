import type { MonthFigures } from '../../../domain/attendance/figures.ts';
import { findExchangedDates } from '../../../domain/attendance/file/exchanged-dates.ts';
import { describeDates } from '../../../domain/values/date.ts';
import { InvalidInputError } from '../../../errors.ts';
import { exchangeInForm } from '../../../input/csv/dates/forms.ts';

/**
 * Refuses a log whose days are months, and whose months are days, by the form that was given for them.
 *
 * @param name of the file
 * @param figures of its months, in order
 * @throws InvalidInputError
 */
export function refuseExchanged(
  name: string,
  form: string | undefined,
  figures: readonly MonthFigures[],
): void {
  const likely = form === undefined ? undefined : exchangeInForm(form);
  const dates = likely === undefined ? undefined : findExchangedDates(figures);
  if (likely === undefined || dates === undefined) return;
  const days = describeDates(dates.first, dates.last);
  const meant = describeDates(dates.meantFirst, dates.meantLast);
  const sentence = `By the form that was given ${name} has a day or two in each of ${dates.months} months, ${days}. With day and month exchanged it is ${meant}.`;
  throw new InvalidInputError('exchanged_dates', sentence, { about: { likely } });
}
