import { ValueError } from '../../errors.ts';
import { firstDay, lastDay, type Month } from '../values/month.ts';
import { parseText } from '../values/text.ts';

/** What the roll says of a student. */
export interface StudentDetails {
  readonly id: string;
  readonly name: string;
  readonly branch: string;
  /** Ten digits, or `+` and 8 to 15 digits. */
  readonly phone: string;
  /** The first day on the roll, `YYYY-MM-DD`, when it is known. */
  readonly joined: string | null;
  /** The day of leaving, `YYYY-MM-DD`; null while on the roll. */
  readonly left: string | null;
}

const ID = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,31}$/;

/**
 * The id (roll number) of a student, or of an admin.
 *
 * @throws ValueError `missing` or `bad_id`
 */
export function parseId(text: string): string {
  const id = text.trim().normalize('NFC');
  if (id === '') throw new ValueError('missing', 'the id is missing');
  if (!ID.test(id)) {
    throw new ValueError(
      'bad_id',
      'not an id; use 1 to 32 letters, digits and . _ / - and begin with a letter or digit',
    );
  }
  return id;
}

/** The form of an id that is unique: ids are looked up without regard to case. */
export function idKey(id: string): string {
  return id.trim().normalize('NFC').toLowerCase();
}

/**
 * Finds whom an id means that is not on the roll: spreadsheets take an id of digits for a number, and
 * its leading zeros away.
 */
export function zeroFinder(
  roll: readonly Pick<StudentDetails, 'id'>[],
): (id: string) => string | undefined {
  const withoutZeros = (id: string) => idKey(id).replace(/^0+/, '');
  let zeroless: Map<string, string> | undefined;
  return (id) => {
    zeroless ??= new Map(
      roll.flatMap((each) => (each.id.startsWith('0') ? [[withoutZeros(each.id), each.id]] : [])),
    );
    return zeroless.get(withoutZeros(id));
  };
}

/** @throws ValueError `missing`, `control_characters` or `too_long` */
export function parseName(text: string): string {
  return parseText(text, 'name', 100);
}

/** @throws ValueError `missing`, `control_characters` or `too_long` */
export function parseBranch(text: string): string {
  return parseText(text, 'branch', 60);
}

const INDIAN = /^[1-9]\d{9}$/;
const INTERNATIONAL = /^\+[1-9]\d{7,14}$/;

/**
 * A phone number in its one stored form: ten Indian digits, or `+` and 8 to 15 digits. Spaces,
 * dots, hyphens and brackets between the digits are taken off.
 *
 * @throws ValueError `missing` or `bad_phone`
 */
export function parsePhone(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new ValueError('missing', 'the phone number is missing');
  const digits = /^\+?[\d\s().-]+$/.test(trimmed) ? trimmed.replace(/[\s().-]/g, '') : '';
  if (!isPhone(digits)) {
    throw new ValueError(
      'bad_phone',
      'not a phone number; write 10 digits, or + and 8 to 15 digits with the country code',
    );
  }
  return digits;
}

/** True for a number in its stored form. */
export function isPhone(text: string): boolean {
  return INDIAN.test(text) || INTERNATIONAL.test(text);
}

/**
 * On the roll in a month: joined (if a date is known) on or before its last day and not left before
 * its first, or present at least part of it.
 */
export function isOnRoll(
  student: Pick<StudentDetails, 'joined' | 'left'>,
  month: Month,
  daysHundredths: number | null,
): boolean {
  if (daysHundredths !== null && daysHundredths > 0) return true;
  const hasJoined = student.joined === null || student.joined <= lastDay(month);
  return hasJoined && !hasLeftBefore(student, month);
}

/** Left before the month's first day. */
export function hasLeftBefore(student: Pick<StudentDetails, 'left'>, month: Month): boolean {
  return student.left !== null && student.left < firstDay(month);
}

/** @throws ValueError `left_before_joined` */
export function checkDates(joined: string | null, left: string | null): void {
  if (joined !== null && left !== null && left < joined) {
    throw new ValueError('left_before_joined', `cannot leave before joining on ${joined}`);
  }
}
