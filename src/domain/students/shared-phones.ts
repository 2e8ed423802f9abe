import { createWarning, type Warning } from '../../errors.ts';
import { idKey } from '../values/id.ts';
import { phoneKey } from '../values/phone.ts';
import { nameSome } from '../values/text.ts';
import type { StudentDetails } from './student.ts';

type Reached = Pick<StudentDetails, 'id' | 'phone'>;

/**
 * Warns of those who have the phone number of somebody else: brothers and sisters may, and then each can sign
 * in as the other.
 *
 * @param roll everybody, as recorded before
 * @param entered those who are entered, or whose number becomes another
 */
export function warnAboutSharedPhones(
  roll: readonly Reached[],
  entered: readonly Reached[],
): Warning[] {
  const now = new Map([...roll, ...entered].map((student) => [idKey(student.id), student]));
  const byPhone = new Map<string, string[]>();
  for (const { id, phone } of now.values()) {
    const key = phoneKey(phone);
    const ids = byPhone.get(key);
    if (ids === undefined) byPhone.set(key, [id]);
    else ids.push(id);
  }
  const phones = new Set(entered.map(({ phone }) => phoneKey(phone)));
  const shared = [...phones]
    .map((phone) => byPhone.get(phone) ?? [])
    .filter((ids) => ids.length > 1);
  if (shared.length === 0) return [];
  const groups = shared.map((ids) => ids.slice(0, 10).join(' and '));
  const sentence = `One phone number, with which each can sign in as the other: ${nameSome(groups)}.`;
  return [createWarning('phone_shared', sentence)];
}
