import { ValueError } from '../../errors.ts';
import { decimalToMinor, parseDecimal } from '../values/money.ts';

/** A day of a later month than that of the bill. */
export interface DayAfterMonth {
  /** 1 for the month after that of the bill. */
  readonly monthsAfter: number;
  /** 1 to 31. */
  readonly day: number;
}

/** So many days after the due day, 1 for the first of them. */
export interface DayLate {
  readonly daysLate: number;
}

/** From a day on: amounts in minor units. Those that a step does not have stay as they were. */
export type LateFeeStep = (DayAfterMonth | DayLate) & {
  /** The late fee is so much by now. */
  readonly totalMinor?: bigint;
  /** So much more, once. */
  readonly addMinor?: bigint;
  /** Of what is outstanding, once; in hundredths of a percent. */
  readonly percentHundredths?: number;
  /** So much for each day until the next step, or until all is paid. */
  readonly perDayMinor?: bigint;
};

/** What is to be paid for being late, but for the due day. */
export interface LateFeeTerms {
  /** What owes no more than this pays none. */
  readonly thresholdMinor: bigint;
  /** The most for one bill; null for no limit. */
  readonly capMinor: bigint | null;
  readonly steps: readonly LateFeeStep[];
}

/** The setting where there are no late fees. */
export const NO_LATE_FEE = 'none';

const HOW =
  'write it like "from 11: 50", "after 5 days: 20 a day; at most 200" or "from 16: 50; from 1 next: 100", or none';

/** The most decimals that a currency has: until the mess is known, that is what is allowed. */
const MOST_DECIMALS = 4;

/**
 * Late fees as people write them, in the form in which they are stored and shown.
 *
 * @throws ValueError `bad_late_fee` or `bad_amount`
 */
export function parseLateFee(text: string): string {
  const parts = splitParts(text);
  const written = parts.join('; ');
  if (written.length > 200) throw new ValueError('too_long', 'longer than 200 characters');
  readLateFee(written, MOST_DECIMALS);
  return written;
}

/**
 * What the setting says; null where there are no late fees.
 *
 * @throws ValueError `bad_late_fee` or `bad_amount`
 */
export function readLateFee(text: string, currencyDecimals: number): LateFeeTerms | null {
  const parts = splitParts(text);
  if (parts.length === 1 && parts[0] === NO_LATE_FEE) return null;
  const toMinor = (amount: string) => decimalToMinor(parseDecimal(amount), currencyDecimals);
  let capMinor: bigint | null = null;
  let thresholdMinor: bigint | null = null;
  const steps: LateFeeStep[] = [];
  for (const part of parts) {
    const [, limit, amount = ''] = /^(at most|over) (.*)$/.exec(part) ?? [];
    if (limit === 'at most' && capMinor === null) capMinor = toMinor(amount);
    else if (limit === 'over' && thresholdMinor === null) thresholdMinor = toMinor(amount);
    else steps.push(readStep(part, toMinor));
  }
  if (steps.length === 0) throw badLateFee();
  return { steps, capMinor, thresholdMinor: thresholdMinor ?? 0n };
}

function splitParts(text: string): string[] {
  const parts = text
    .toLowerCase()
    .split(';')
    .map((part) => part.trim().replace(/\s+/g, ' ').replace(/ ?: ?/, ': '))
    .filter((part) => part !== '');
  if (parts.length === 0) throw badLateFee();
  return parts;
}

function readStep(part: string, toMinor: (amount: string) => bigint): LateFeeStep {
  const [, start = '', fees = ''] = /^([^:]*): (.*)$/.exec(part) ?? [];
  const begins = readStart(start);
  const read = fees.split(' and ').map((fee) => readFee(fee, toMinor));
  const step = Object.assign({}, ...read);
  // What is said twice would count once.
  if (Object.keys(step).length !== read.length) throw badLateFee();
  return { ...begins, ...step };
}

function readStart(text: string): DayAfterMonth | DayLate {
  const [, days] = /^after (\d{1,3}) days?$/.exec(text) ?? [];
  if (days !== undefined) return { daysLate: Number(days) + 1 };
  const [, day, next] = /^from (\d{1,2})( next)?$/.exec(text) ?? [];
  if (day === undefined || Number(day) < 1 || Number(day) > 31) throw badLateFee();
  return { monthsAfter: next === undefined ? 1 : 2, day: Number(day) };
}

function readFee(
  text: string,
  toMinor: (amount: string) => bigint,
): Pick<LateFeeStep, 'totalMinor' | 'addMinor' | 'perDayMinor' | 'percentHundredths'> {
  const [, amount = '', how = ''] = /^([\d.,]+) ?(a day|more|%|)$/.exec(text) ?? [];
  if (amount === '') throw badLateFee();
  if (how === '%') return { percentHundredths: Number(decimalToMinor(parseDecimal(amount), 2)) };
  if (how === 'a day') return { perDayMinor: toMinor(amount) };
  return how === 'more' ? { addMinor: toMinor(amount) } : { totalMinor: toMinor(amount) };
}

function badLateFee(): ValueError {
  return new ValueError('bad_late_fee', `not understood; ${HOW}`);
}
