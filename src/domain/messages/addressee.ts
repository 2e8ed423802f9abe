import { isAnonymised, type StudentRecord } from '../students/student.ts';
import type { Channel } from './message.ts';

/** Why a student gets no message that way; undefined where nothing is in its way. */
export function whyNot(student: StudentRecord, channel: Channel): string | undefined {
  if (isAnonymised(student)) return 'the student was anonymised';
  if (!student.takesMessages) return 'the student takes no messages';
  if (channel === 'email' && student.email === null) return NO_ADDRESS;
  return undefined;
}

/** The one reason that is said of each student whom it is of: it can be mended. */
export const NO_ADDRESS = 'the roll has no e-mail address';

/** @throws Error there is none: it was to be asked before */
export function addressOf({ id, email, phone }: StudentRecord, channel: Channel): string {
  const address = channel === 'email' ? email : phone;
  if (address === null || address === '') throw new Error(`${id} has no address`);
  return address;
}
