import { ValueError } from '../../errors.ts';

const DAYS = /^(\d{1,6})(?:\.(\d{1,2}))?$|^\.(\d{1,2})$/;

/**
 * Days present as an integer of hundredths: `28.5` is 2850.
 *
 * @throws ValueError `missing` or `bad_days`
 */
export function parseDays(text: string): number {
  const trimmed = text.trim();
  if (trimmed === '') throw new ValueError('missing', 'the days are missing');
  const match = DAYS.exec(trimmed);
  if (match === null) {
    throw new ValueError(
      'bad_days',
      'not a number of days; write it like 28 or 28.5, with two decimals at most',
    );
  }
  const fraction = (match[2] ?? match[3] ?? '').padEnd(2, '0');
  return Number((match[1] ?? '0') + fraction);
}

/** The shortest decimal: 2850 is `28.5`, 3000 is `30`. */
export function formatDays(hundredths: number): string {
  const digits = String(hundredths).padStart(3, '0');
  const fraction = digits.slice(-2).replace(/0+$/, '');
  const whole = digits.slice(0, -2);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** The number that stands in JSON. */
export function daysAsNumber(hundredths: number): number {
  return Number(formatDays(hundredths));
}
