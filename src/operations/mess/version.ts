import { getLastAuditSequence } from '../../data/mess/audit.ts';
import type { Actor } from '../../domain/actor.ts';
import { type Mess, today } from './mess.ts';

/**
 * What all answers to somebody are the same by: every change is in the record of changes, what is owed also
 * depends on the day, and what is shown on who asks.
 *
 * @returns a weak entity tag (RFC 9110, 8.8.3): the same answer is sent compressed, or as it is
 */
export async function versionOfAnswers(mess: Mess, actor: Actor): Promise<string> {
  const who = 'id' in actor ? `${actor.kind}-${Buffer.from(actor.id).toString('base64url')}` : '';
  return `W/"${await getLastAuditSequence(mess.db)}-${who}-${today(mess)}"`;
}
