import { requirePermission } from '../../auth/permissions.ts';
import { listMessages, type MessageFilter, updateMessages } from '../../data/messages/outbox.ts';
import type { Actor } from '../../domain/actor.ts';
import { type Message, OPEN_STATES, withLost } from '../../domain/messages/message.ts';
import {
  formatRanges,
  listNumbers,
  type NumberRange,
  nameRanges,
} from '../../domain/values/number-ranges.ts';
import { ConflictError, NotFoundError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';

type OpenState = (typeof OPEN_STATES)[number];

/** Those of some numbers, or all that are in some states. */
export type MeantMessages =
  | { readonly ranges: readonly NumberRange[] }
  | (Pick<MessageFilter, 'kind' | 'month'> & { readonly states: readonly OpenState[] });

/**
 * Says of messages that nothing more is to be done about them: they are not sent any more, and are no trouble.
 * All of them or none. `--again` of a run sends such a message as a new one.
 *
 * @param reason kept with them; none where undefined
 * @returns these, as they are now; empty where none is in such a state
 * @throws UsageError they are too many
 * @throws NotFoundError one does not exist
 * @throws ConflictError one is in hand, or is over: it was sent, skipped, or dismissed before
 */
export async function dismissMessages(
  mess: Mess,
  actor: Actor,
  meant: MeantMessages,
  reason: string | undefined,
): Promise<Message[]> {
  requirePermission(actor, 'send messages');
  const numbers = 'ranges' in meant ? listNumbers(meant.ranges) : undefined;
  const filter = 'ranges' in meant ? {} : { kind: meant.kind, month: meant.month };
  const states: readonly string[] = 'ranges' in meant ? OPEN_STATES : meant.states;
  return change(mess, actor, 'notify dismiss', async ({ trx, at, record }) => {
    const all = (await listMessages(trx, filter)).map((each) => withLost(each, new Date(at)));
    const found =
      numbers === undefined
        ? all.filter(({ state }) => states.includes(state))
        : requireOpen(all, numbers);
    if (found.length === 0) return [];
    const dismissed = found.map((message): Message => {
      const state = 'dismissed';
      return { ...message, state, nextTry: null, reason: reason ?? null, changedAt: at };
    });
    await record({
      subject: nameOf(found),
      month: filter.month,
      before: { states: OPEN_STATES.filter((open) => found.some(({ state }) => state === open)) },
      after: { state: 'dismissed', count: found.length, reason: reason ?? null },
    });
    await updateMessages(trx, dismissed, at);
    return dismissed;
  });
}

function requireOpen(all: readonly Message[], numbers: readonly number[]): Message[] {
  const byNo = new Map(all.map((message) => [message.no, message]));
  const missing = numbers.filter((no) => !byNo.has(no));
  if (missing.length > 0) {
    throw new NotFoundError('unknown_message', `There is no message ${nameRanges(missing)}.`);
  }
  const meant = numbers.flatMap((no) => byNo.get(no) ?? []);
  const over = meant.find(({ state }) => !OPEN_STATES.some((open) => open === state));
  if (over === undefined) return meant;
  const is = over.state === 'sending' ? 'being sent' : over.state;
  const sentence = `Message ${over.no} is ${is}, so it cannot be dismissed. Nothing was changed.`;
  throw new ConflictError('message_over', sentence);
}

function nameOf(messages: readonly Message[]): string {
  const what = messages.length === 1 ? 'message' : 'messages';
  return `${what} ${formatRanges(messages.map(({ no }) => no))}`;
}
