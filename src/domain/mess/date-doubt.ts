import { ConflictError, createWarning, ValueError, type Warning } from '../../errors.ts';
import { daysBetween } from '../values/date.ts';
import { addMonths, type Month, monthName, monthOfDate } from '../values/month.ts';

/** What is to be said against a date that is well written. */
export interface Doubt {
  readonly reason: 'in_the_future' | 'long_ago';
  /** Nobody can mean it; else it is unlikely, and taken where somebody says yes to it. */
  readonly isImpossible: boolean;
  /** Without its end: `2050-06-12 is in the future`. */
  readonly sentence: string;
}

/** So far ahead of the mess's the clock of a device may run: nobody sets it every week. */
export const CLOCK_AHEAD_MINUTES = 10;
export const LATER_THAN_NOW = 'is later than now';

/** Nobody who eats here joined before. */
const FIRST_JOINING = '1950-01-01';
/** A hostel admits its students so long before they come. */
const JOINING_DAYS_AHEAD = 12 * 7;
/** Of what is bought or paid. */
const FIRST_MONEY = '2000-01-01';
const PURCHASE_DAYS_AHEAD = 31;
/** Who is away tells it beforehand, but not for the year after the next. */
const AWAY_DAYS_AHEAD = 366;
/** What is older than all that is known by more than this is mistyped rather than old. */
const MONTHS_BEFORE_ALL = 24;

/** @param today both `YYYY-MM-DD` */
export function judgeJoining(joined: string, today: string): Doubt | undefined {
  if (joined < FIRST_JOINING) return tooOld(joined, FIRST_JOINING);
  return judgeFuture(joined, today, JOINING_DAYS_AHEAD);
}

/** @param earliest the month from which on none is unlikely: see `earliestLikely` */
export function judgePurchaseDay(
  date: string,
  { today, earliest }: { readonly today: string; readonly earliest: Month },
): Doubt | undefined {
  if (date < FIRST_MONEY) return tooOld(date, FIRST_MONEY);
  return judgeFuture(date, today, PURCHASE_DAYS_AHEAD) ?? judgeAge(monthOfDate(date), earliest);
}

/**
 * @param date of money that was given, `YYYY-MM-DD`
 * @throws ValueError `long_ago`
 */
export function refuseTooOld(date: string): void {
  if (date < FIRST_MONEY) throw new ValueError('long_ago', tooOld(date, FIRST_MONEY).sentence);
}

/** Days on which somebody is away, the first and the last; they may be to come. */
export function judgeAbsence(
  { from, to }: { readonly from: string; readonly to: string },
  { today, earliest }: { readonly today: string; readonly earliest: Month },
): Doubt | undefined {
  if (daysBetween(today, to) > AWAY_DAYS_AHEAD) {
    const sentence = `${to} is more than a year ahead`;
    return { reason: 'in_the_future', isImpossible: true, sentence };
  }
  return judgeAge(monthOfDate(from), earliest);
}

/** A month that attendance is of; the running one is none of the future. */
export function judgeMonth(
  month: Month,
  { today, earliest }: { readonly today: string; readonly earliest: Month },
): Doubt | undefined {
  if (month <= monthOfDate(today)) return judgeAge(month, earliest);
  const sentence = `${monthName(month)} is in the future`;
  return { reason: 'in_the_future', isImpossible: true, sentence };
}

/** A new mess may begin with the books of years. */
const MONTHS_BEFORE_NOW = 120;

/**
 * @param known the first month of which anything is known, in which the mess was there; undefined of a new one
 * @param running that of today
 */
export function earliestLikely(known: Month | undefined, running: Month): Month {
  if (known === undefined) return addMonths(running, -MONTHS_BEFORE_NOW);
  return addMonths(known < running ? known : running, -MONTHS_BEFORE_ALL);
}

/**
 * @param isInsisted somebody said yes to what is unlikely, and is only warned
 * @throws ValueError it is impossible
 * @throws ConflictError `unlikely`
 */
export function refuseDoubtful(doubt: Doubt | undefined, isInsisted: boolean): Warning[] {
  if (doubt === undefined) return [];
  const { reason, isImpossible, sentence } = doubt;
  if (isImpossible) throw new ValueError(reason, sentence);
  if (!isInsisted) throw new ConflictError('unlikely', `${sentence}.`);
  return [createWarning(reason, `${sentence}.`)];
}

/**
 * The sentence about the cell of a file. Of two digits a year is made that nobody wrote, which is said.
 *
 * @param value the cell as it was written
 */
export function sayDoubt({ sentence }: Doubt, date: string, value: string): string {
  return value.includes(date.slice(0, 4)) ? sentence : `read as ${date}: ${sentence}`;
}

function judgeFuture(date: string, today: string, daysAhead: number): Doubt | undefined {
  if (date <= today) return undefined;
  const isImpossible = daysBetween(today, date) > daysAhead;
  return { reason: 'in_the_future', isImpossible, sentence: `${date} is in the future` };
}

function judgeAge(month: Month, earliest: Month): Doubt | undefined {
  if (month >= earliest) return undefined;
  const sentence = `${monthName(month)} is long before anything is recorded`;
  return { reason: 'long_ago', isImpossible: false, sentence };
}

function tooOld(date: string, first: string): Doubt {
  const sentence = `${date} is before ${first.slice(0, 4)}`;
  return { reason: 'long_ago', isImpossible: true, sentence };
}
