import { createWarning, type Warning } from '../../errors.ts';
import { idKey } from '../values/id.ts';
import { phoneKey } from '../values/phone.ts';
import { foldText, nameSome } from '../values/text.ts';
import type { StudentDetails } from './student.ts';

type Reached = Pick<StudentDetails, 'id' | 'name' | 'phone'>;

/**
 * Warns of those who have the phone number of somebody else: brothers and sisters may, and then each can sign
 * in as the other. Who has the name too is most likely the same person under a second id.
 *
 * @param roll everybody, as recorded before
 * @param entered those who are entered, or whose number becomes another
 */
export function warnAboutSharedPhones(
  roll: readonly Reached[],
  entered: readonly Reached[],
): Warning[] {
  const now = new Map([...roll, ...entered].map((student) => [idKey(student.id), student]));
  const byPhone = new Map<string, Reached[]>();
  for (const student of now.values()) {
    const key = phoneKey(student.phone);
    const group = byPhone.get(key);
    if (group === undefined) byPhone.set(key, [student]);
    else group.push(student);
  }
  const phones = new Set(entered.map(({ phone }) => phoneKey(phone)));
  const shared = [...phones]
    .map((phone) => byPhone.get(phone) ?? [])
    .filter((ids) => ids.length > 1);
  if (shared.length === 0) return [];
  const twice = shared.flatMap(findTwice);
  const groups = shared.map(nameGroup);
  const sentence = `One phone number, with which each can sign in as the other: ${nameSome(groups)}.`;
  const same = `One name and one phone number: ${nameSome(twice)}. Are they the same person?`;
  return [
    ...(twice.length > 0 ? [createWarning('same_person', same)] : []),
    createWarning('phone_shared', sentence),
  ];
}

function nameGroup(students: readonly Reached[]): string {
  return students
    .slice(0, 10)
    .map(({ id }) => id)
    .join(' and ');
}

/** Those of one phone number who have one name, too. */
function findTwice(students: readonly Reached[]): string[] {
  const byName = new Map<string, Reached[]>();
  for (const student of students) {
    const key = foldText(student.name);
    byName.set(key, [...(byName.get(key) ?? []), student]);
  }
  return [...byName.values()].filter(({ length }) => length > 1).map(nameGroup);
}
