import {
  parseWrittenDate,
  readDate,
  type WrittenDate,
  writeDate,
} from '../../domain/values/date-form.ts';
import { findSinceWord, type SinceWord } from '../../domain/values/month.ts';
import { UsageError } from '../../errors.ts';
import { findSinceDay } from '../../operations/billing/months.ts';
import { type Mess, today } from '../../operations/mess/mess.ts';
import { checkValue, valueOption } from './values.ts';

/** A date, of which the form of the mess says what is the day and what the month. */
export function dateOption(flags: string, description: string) {
  return valueOption(flags, description, parseWrittenDate);
}

/**
 * The date `YYYY-MM-DD` that was given.
 *
 * @param flag that gave it, such as `--date`
 * @throws UsageError it is no date in the form of the mess
 */
export function toDate<G extends WrittenDate | undefined>(
  mess: Mess,
  flag: string,
  given: G,
): string | Extract<G, undefined> {
  if (given === undefined) return undefined as Extract<G, undefined>;
  return checkValue(flag, given.text, dateReader(mess));
}

/** The days of `--from` and `--to`, `YYYY-MM-DD`. @throws UsageError one is no date, or the first is after the last */
export function toRange(
  mess: Mess,
  given: { readonly from?: WrittenDate | undefined; readonly to?: WrittenDate | undefined },
) {
  return inOrder(toDate(mess, '--from', given.from), toDate(mess, '--to', given.to));
}

/** Days or months of `--from` and `--to`. @throws UsageError the first is after the last */
export function inOrder<T extends string>(from: T | undefined, to: T | undefined) {
  if (from !== undefined && to !== undefined && from > to) {
    throw new UsageError('bad_value', `--from ${from} is after --to ${to}.`, {
      hint: 'the earlier one comes first',
    });
  }
  return { from, to };
}

/** A date, or a word for one that is another as time goes on: `this`, `previous`, `open`. */
export function sinceOption(flags: string, description: string) {
  return valueOption<WrittenDate | SinceWord>(
    flags,
    description,
    (text) => findSinceWord(text) ?? parseWrittenDate(text),
  );
}

/**
 * The first day that is meant, `YYYY-MM-DD`; undefined where all are.
 *
 * @param flag that gave it
 * @throws UsageError it is no date in the form of the mess
 */
export async function toSinceDay(
  mess: Mess,
  flag: string,
  given: WrittenDate | SinceWord | undefined,
): Promise<string | undefined> {
  return typeof given === 'string' ? findSinceDay(mess, given) : toDate(mess, flag, given);
}

/** Reads an answer at a prompt. */
export function dateReader({ settings }: Mess): (text: string) => string {
  return (text) => readDate(text, settings.dateFormat);
}

/** The last day of May 2025, as the mess writes it: an example in which nothing is taken for another. */
export function exampleDate({ settings }: Mess): string {
  return writeDate('2025-05-31', settings.dateFormat);
}

/** Today, as the mess writes it. */
export function writeToday(mess: Mess): string {
  return writeDate(today(mess), mess.settings.dateFormat);
}
