import type { Actor } from '../../domain/actor.ts';
import { maskEmail } from '../../domain/students/email.ts';
import { maskPhone } from '../../domain/values/phone.ts';
import { isAllowed } from '../../operations/access/permissions.ts';

/**
 * Whether somebody is shown phone numbers by a browser or a program that is far away: who keeps the roll. To all
 * others they are masked there, as students may sign in with them.
 */
export function maySeePhones(actor: Actor): boolean {
  return 'id' in actor && isAllowed(actor, 'change the roll');
}

/** For `JSON.stringify`: masks what has the key of a phone number or an e-mail address. */
export function maskPhoneKey(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return key === 'phone' ? maskPhone(value) : key === 'email' ? maskEmail(value) : value;
}
