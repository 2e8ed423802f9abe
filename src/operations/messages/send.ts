import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { findStanding } from '../../auth/session-check.ts';
import {
  findNextQueued,
  listMessages,
  type MessageFilter,
  updateMessages,
} from '../../data/messages/outbox.ts';
import { findStudent } from '../../data/students/students.ts';
import { inTransaction } from '../../data/transaction.ts';
import type { Actor, SignedIn } from '../../domain/actor.ts';
import { whyNot } from '../../domain/messages/addressee.ts';
import type { Delivery } from '../../domain/messages/delivery.ts';
import { LOST_REASON, type Message } from '../../domain/messages/message.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { MessError } from '../../errors.ts';
import type { Mess } from '../mess/mess.ts';
import { ofSource } from '../mess/snapshot.ts';
import { type Carrier, deliver, type Run, type Stop } from './deliver.ts';
import { settleLost } from './queue.ts';

/** Which of the queued letters a run sends. */
export interface SendRange extends Pick<MessageFilter, 'kind' | 'about' | 'month'> {
  /** Of those, whether one is meant; all are where it is undefined. */
  readonly isMeant?: ((message: Message) => boolean) | undefined;
  /** Also those whose wait is not over. */
  readonly isNow: boolean;
}

/** What a run came to. */
export interface Sent {
  readonly sent: number;
  /**
   * Of this run: failed, unknown and skipped ones, and those that are tried later; and what it found in the
   * hands of runs that did not come to their end.
   */
  readonly left: readonly Message[];
  /** Still in the outbox, of those that the run was to send; undefined where the database could not be asked. */
  readonly queued: number | undefined;
  /** When the first of them is due, ISO 8601, UTC; null where it is at once. */
  readonly nextTry: string | null;
  /** Why it ended before its end; null where it did not. */
  readonly stopped: Stop | null;
}

/**
 * Sends what is queued, the oldest first, each claimed before and told after in a transaction of its own: of a
 * run that is killed between the two nobody knows what became of the one letter, and it is not sent again
 * unless somebody wants it.
 */
export async function sendQueued(
  mess: Mess,
  actor: Actor,
  range: SendRange,
  carrier: Carrier,
): Promise<Sent> {
  const sender = requirePermission(actor, 'send messages');
  const { isNow, isMeant = () => true, ...filter } = range;
  const own = { ...filter, channel: carrier.delivery.channel };
  const run: Run = { sent: 0, left: [], inRow: 0, inHand: undefined };
  const takeNext = (after: number) => claimNext(mess, sender, own, after, { isNow, isMeant });
  const stopped = await sendEach(mess, takeNext, carrier, run).catch((thrown: unknown): Stop => {
    const error = ofSource(mess.db, thrown);
    if (!(error instanceof MessError)) throw thrown;
    if (run.inHand === undefined) return { why: 'broken off', error, inHand: undefined };
    const inHand = { ...run.inHand, state: 'unknown', reason: LOST_REASON } as const;
    run.left.push(inHand);
    return { why: 'broken off', error, inHand };
  });
  const waiting = await countQueued(mess, own, isMeant).catch((error: unknown) => {
    // What was sent has to be said, also where the database cannot be asked for the rest.
    if (stopped?.why === 'broken off') return { queued: undefined, nextTry: null };
    throw error;
  });
  return { sent: run.sent, left: run.left, ...waiting, stopped };
}

/** @returns why it ended before its end; null where it did not */
async function sendEach(
  mess: Mess,
  takeNext: (after: number) => Promise<Claimed | undefined>,
  carrier: Carrier,
  run: Run,
): Promise<Stop | null> {
  run.left.push(...(await inTransaction(mess.db, (trx) => settleLost(trx, mess.now()))));
  let slot = performance.now();
  for (let count = 0, last = 0; ; count++) {
    if (carrier.signal.aborted) return { why: 'interrupted' };
    // At once after the signal was asked, and with nothing in hand: it throws where that is given.
    carrier.onLetter(count);
    const claimed = await takeNext(last);
    if (claimed === undefined) return null;
    const { message, student } = claimed;
    last = message.no;
    if (student === undefined) {
      run.left.push(message);
      continue;
    }
    const wait = slot - performance.now();
    if (wait > 0) await carrier.sleep(wait);
    slot = Math.max(slot, performance.now()) + 1000 / carrier.rate;
    const stopped = await deliver(mess, message, student, carrier, run);
    if (stopped !== null) return stopped;
  }
}

interface Claimed {
  readonly message: Message;
  /** Undefined of a message that is skipped. */
  readonly student: StudentRecord | undefined;
}

/**
 * Takes the next letter in hand, so that nobody else does.
 *
 * @throws NotSignedInError whoever began the run was signed out, disabled or revoked meanwhile
 */
function claimNext(
  { db, now }: Mess,
  sender: SignedIn,
  filter: Omit<MessageFilter, 'states'> & { readonly channel: Delivery['channel'] },
  after: number,
  { isNow, isMeant }: { readonly isNow: boolean; isMeant(message: Message): boolean },
): Promise<Claimed | undefined> {
  return inTransaction(db, async (trx) => {
    const at = now().toISOString();
    const by = isNow ? undefined : at;
    let message = await findNextQueued(trx, filter, after, by);
    while (message !== undefined && !isMeant(message)) {
      message = await findNextQueued(trx, filter, message.no, by);
    }
    if (message === undefined) return undefined;
    requirePermission(await findStanding(trx, sender), 'send messages');
    const student = await findStudent(trx, message.studentId);
    if (student === undefined) throw new Error(`nobody is ${message.studentId}`);
    const reason = whyNot(student, filter.channel);
    if (reason !== undefined) {
      const { attempts } = message;
      const skipped = { ...message, state: 'skipped', attempts, nextTry: null, reason } as const;
      await updateMessages(trx, [skipped], at);
      return { message: skipped, student: undefined };
    }
    const attempts = message.attempts + 1;
    const taken = { ...message, state: 'sending', attempts, changedAt: at } as const;
    await updateMessages(trx, [{ ...taken, nextTry: null, reason: null }], at);
    return { message: taken, student };
  });
}

async function countQueued(
  { db }: { readonly db: Knex },
  filter: Omit<MessageFilter, 'states'>,
  isMeant: (message: Message) => boolean,
): Promise<Pick<Sent, 'nextTry'> & { readonly queued: number }> {
  const queued = (await listMessages(db, { ...filter, states: ['queued'] })).filter(isMeant);
  const times = queued.flatMap(({ nextTry: next }) => (next === null ? [] : [next])).sort();
  const isAtOnce = times.length < queued.length;
  return { queued: queued.length, nextTry: isAtOnce ? null : (times[0] ?? null) };
}
