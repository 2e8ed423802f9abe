import { requirePermission } from '../../auth/permissions.ts';
import { listMessages as listStored, type MessageFilter } from '../../data/messages/outbox.ts';
import type { Actor } from '../../domain/actor.ts';
import { type Message, type MessageState, withLost } from '../../domain/messages/message.ts';
import type { Mess } from '../mess/mess.ts';
import { getStudent } from '../students/get-student.ts';

export interface MessageQuery extends Pick<MessageFilter, 'kind' | 'month' | 'channel'> {
  readonly state?: MessageState | undefined;
  readonly studentId?: string | undefined;
  /** Only the newest so many. */
  readonly last?: number | undefined;
}

/**
 * The outbox, in the order in which it was filled.
 *
 * @throws NotFoundError no such student
 */
export async function listMessages(
  mess: Mess,
  actor: Actor,
  { state, studentId, last, ...filter }: MessageQuery,
): Promise<Message[]> {
  requirePermission(actor, 'see messages');
  const student = studentId === undefined ? undefined : await getStudent(mess.db, studentId);
  // Of what is in somebody's hands some is unknown by now.
  const states = state === 'unknown' ? (['unknown', 'sending'] as const) : state && [state];
  const all = await listStored(mess.db, { ...filter, states, studentNo: student?.no }, last);
  const now = mess.now();
  return all
    .map((message) => withLost(message, now))
    .filter((message) => state === undefined || message.state === state);
}
