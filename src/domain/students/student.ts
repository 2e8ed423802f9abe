import { ValueError } from '../../errors.ts';
import { idKey } from '../values/id.ts';
import { type Month, monthOfDate } from '../values/month.ts';
import { ANONYMISED, parseText } from '../values/text.ts';

/** What the roll says of a student. */
export interface StudentDetails {
  readonly id: string;
  readonly name: string;
  readonly branch: string;
  /** Ten digits, or `+` and 8 to 15 digits; empty for one who was anonymised. */
  readonly phone: string;
  /** The first day on the roll, `YYYY-MM-DD`, when it is known. */
  readonly joined: string | null;
  /** The day of leaving, `YYYY-MM-DD`; null while on the roll. */
  readonly left: string | null;
  /** Where messages go; null where it is not known. */
  readonly email: string | null;
  /** Whether messages are sent at all; false for who does not want any. */
  readonly takesMessages: boolean;
}

/** What must be said of whoever is entered. The rest is as usual where nothing is said. */
export type EnteredDetails = Omit<StudentDetails, 'left' | keyof typeof USUAL> &
  Partial<typeof USUAL>;

/** Of messages, where nothing else is said. */
export const USUAL: Pick<StudentDetails, 'email' | 'takesMessages'> = {
  email: null,
  takesMessages: true,
};

/** What the roll says, without the number. */
export function detailsOf(student: StudentDetails): StudentDetails {
  const { id, name, branch, phone, joined, left, email, takesMessages } = student;
  return { id, name, branch, phone, joined, left, email, takesMessages };
}

/**
 * The same for the record of changes, which does not say what is as usual.
 *
 * @param other what the roll says on the other side of a change: of what either tells both tell
 */
export function tellStudent(student: StudentDetails, other = student): object {
  const { email, takesMessages, ...rest } = detailsOf(student);
  return {
    ...rest,
    ...((email !== null || other.email !== null) && { email }),
    ...((!takesMessages || !other.takesMessages) && { takesMessages }),
  };
}

/** A student as recorded. `no` never changes; the id can be mended. */
export interface StudentRecord extends StudentDetails {
  readonly no: number;
  /** ISO 8601, UTC. */
  readonly enteredAt: string;
}

/** A student to be entered. */
export interface NewStudent extends StudentDetails {
  /** ISO 8601, UTC. */
  readonly enteredAt: string;
  /** The audit entry. */
  readonly enteredBy: number;
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

/** Whether name and phone number were taken out: nobody else is without a number. */
export function isAnonymised({ name, phone }: Pick<StudentDetails, 'name' | 'phone'>): boolean {
  return name === ANONYMISED && phone === '';
}

/** @throws ValueError `missing`, `control_characters` or `too_long` */
export function parseName(text: string): string {
  return parseText(text, 'name', 100);
}

/** @throws ValueError `missing`, `control_characters` or `too_long` */
export function parseBranch(text: string): string {
  return parseText(text, 'branch', 60);
}

/** From when to when a student is on the roll. */
export type RollDates = Pick<StudentDetails, 'joined' | 'left'>;

/**
 * On the roll in a month: joined (if a date is known) on or before its last day and not left before
 * its first, or present at least part of it.
 */
export function isOnRoll(student: RollDates, month: Month, daysHundredths: number | null): boolean {
  return (daysHundredths !== null && daysHundredths > 0) || isOnRollByDates(student, month);
}

/** The same whoever was present; `countRolls` of the database has this rule too. */
export function isOnRollByDates(student: RollDates, month: Month): boolean {
  const hasJoined = student.joined === null || monthOfDate(student.joined) <= month;
  return hasJoined && !hasLeftBefore(student, month);
}

/** Left before the month's first day. */
export function hasLeftBefore(student: Pick<RollDates, 'left'>, month: Month): boolean {
  return student.left !== null && monthOfDate(student.left) < month;
}

/** @throws ValueError `left_before_joined` */
export function refuseBadDates(joined: string | null, left: string | null): void {
  if (joined !== null && left !== null && left < joined) {
    throw new ValueError('left_before_joined', `cannot leave before joining on ${joined}`);
  }
}

/** Somebody a row may be about. `no` is the number the database knows the student by. */
export interface RollMember extends Pick<StudentDetails, 'id' | 'joined' | 'left'> {
  readonly no: number;
}
