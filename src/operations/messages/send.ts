import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import {
  findNextQueued,
  listMessages,
  type MessageFilter,
  type StateChange,
  settleClaimed,
  updateMessages,
} from '../../data/messages/outbox.ts';
import { findStudent } from '../../data/students/students.ts';
import { inTransaction } from '../../data/transaction.ts';
import type { Actor } from '../../domain/actor.ts';
import { addressOf, whyNot } from '../../domain/messages/addressee.ts';
import {
  cleanReason,
  type Delivery,
  type Letter,
  type Outcome,
} from '../../domain/messages/delivery.ts';
import { type Message, nextTry } from '../../domain/messages/message.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import type { Mess } from '../mess/mess.ts';
import { settleLost } from './queue.ts';

/** A letter, or why there is none to be sent any more, or why it cannot be written. */
export type Written = Letter | { readonly skipped: string } | { readonly unfit: string };

/** How letters are written and sent. */
export interface Carrier {
  readonly delivery: Delivery;
  write(message: Message, student: StudentRecord): Promise<Written>;
  /** At most so many letters a second. */
  readonly rate: number;
  sleep(ms: number): Promise<void>;
  /** Asks for an end after the letter that is in hand. */
  readonly signal: AbortSignal;
  /** Told before each letter how many were dealt with. */
  onLetter(count: number): void;
}

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
  /** Still in the outbox, of those that the run was to send. */
  readonly queued: number;
  /** When the first of them is due, ISO 8601, UTC; null where it is at once. */
  readonly nextTry: string | null;
  /** Why it ended before its end; null where it did not. */
  readonly stopped: Stop | null;
}

export type Stop =
  | { readonly why: 'interrupted' }
  /** The server wants nothing of us, or fails every time. */
  | { readonly why: 'unusable' | 'failing'; readonly words: string };

/** After so many failures of the server in a row it is not that of one student. */
const MAX_IN_ROW = 5;

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
  requirePermission(actor, 'send messages');
  const { isNow, isMeant = () => true, ...filter } = range;
  const { channel } = carrier.delivery;
  const own = { ...filter, channel };
  const left = await inTransaction(mess.db, (trx) => settleLost(trx, mess.now()));
  const run: Run = { sent: 0, left, inRow: 0 };
  let stopped: Stop | null = null;
  let slot = performance.now();
  for (let count = 0, last = 0; stopped === null; count++) {
    if (carrier.signal.aborted) {
      stopped = { why: 'interrupted' };
      break;
    }
    // At once after the signal was asked, and with nothing in hand: it throws where that is given.
    carrier.onLetter(count);
    const claimed = await claimNext(mess, own, last, { isNow, isMeant });
    if (claimed === undefined) break;
    last = claimed.message.no;
    if (claimed.student === undefined) {
      run.left.push(claimed.message);
      continue;
    }
    const wait = slot - performance.now();
    if (wait > 0) await carrier.sleep(wait);
    slot = Math.max(slot, performance.now()) + 1000 / carrier.rate;
    stopped = await deliver(mess, claimed.message, claimed.student, carrier, run);
  }
  return { sent: run.sent, left, ...(await countQueued(mess, own, isMeant)), stopped };
}

interface Claimed {
  readonly message: Message;
  /** Undefined of a message that is skipped. */
  readonly student: StudentRecord | undefined;
}

/** Takes the next letter in hand, so that nobody else does. */
function claimNext(
  { db, now }: Mess,
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

interface Run {
  sent: number;
  readonly left: Message[];
  inRow: number;
}

/** Sends a letter in hand, and says what became of it. */
async function deliver(
  mess: Mess,
  message: Message,
  student: StudentRecord,
  carrier: Carrier,
  run: Run,
): Promise<Stop | null> {
  const outcome = await attempt(mess, message, student, carrier);
  const told = { ...message, ...tell(message, outcome, mess.now()) };
  await settle(mess, message, told);
  if (outcome.kind === 'interrupted') return { why: 'interrupted' };
  if (told.state === 'sent') run.sent++;
  else run.left.push(told);
  if (outcome.kind === 'unusable') return { why: 'unusable', words: told.reason ?? '' };
  const isOfServer =
    outcome.kind === 'later' ||
    outcome.kind === 'unknown' ||
    (outcome.kind === 'refused' && !outcome.ofAddressee);
  run.inRow = isOfServer ? run.inRow + 1 : 0;
  return run.inRow < MAX_IN_ROW ? null : { why: 'failing', words: told.reason ?? '' };
}

type Attempted = Outcome | { readonly kind: 'skipped'; readonly reason: string };

async function attempt(
  mess: Mess,
  message: Message,
  student: StudentRecord,
  { write, delivery, signal }: Carrier,
): Promise<Attempted> {
  let outcome: Outcome;
  try {
    const written = await write(message, student);
    if ('skipped' in written) return { kind: 'skipped', reason: written.skipped };
    if ('unfit' in written) return { kind: 'refused', reason: written.unfit, ofAddressee: true };
    outcome = await delivery.send(written, signal);
  } catch (error) {
    await settle(mess, message, release(message, null));
    throw error;
  }
  if (outcome.kind === 'sent' || outcome.kind === 'interrupted') return outcome;
  const address = addressOf(student, delivery.channel);
  return { ...outcome, reason: cleanReason(outcome.reason, address) };
}

function tell(
  message: Message,
  outcome: Attempted,
  now: Date,
): Pick<StateChange, 'state' | 'attempts' | 'nextTry' | 'reason'> {
  const { attempts } = message;
  if (outcome.kind === 'sent') return { state: 'sent', attempts, nextTry: null, reason: null };
  if (outcome.kind === 'interrupted') return release(message, null);
  const { reason } = outcome;
  if (outcome.kind === 'unusable') return release(message, reason);
  if (outcome.kind === 'later') {
    const next = nextTry(attempts, now);
    if (next !== undefined) return { state: 'queued', attempts, nextTry: next, reason };
  }
  const state = outcome.kind === 'unknown' || outcome.kind === 'skipped' ? outcome.kind : 'failed';
  return { state, attempts, nextTry: null, reason };
}

/** Back into the outbox as if it had not been taken. */
function release({ no, attempts }: Message, reason: string | null): StateChange {
  return { no, state: 'queued', attempts: attempts - 1, nextTry: null, reason };
}

/** Unless somebody else has it by now, since it was in hand for too long. */
function settle({ db, now }: Mess, claimed: Message, change: StateChange): Promise<void> {
  return inTransaction(db, (trx) =>
    settleClaimed(trx, claimed.changedAt, change, now().toISOString()),
  );
}

async function countQueued(
  { db }: { readonly db: Knex },
  filter: Omit<MessageFilter, 'states'>,
  isMeant: (message: Message) => boolean,
): Promise<Pick<Sent, 'queued' | 'nextTry'>> {
  const queued = (await listMessages(db, { ...filter, states: ['queued'] })).filter(isMeant);
  const times = queued.flatMap(({ nextTry: next }) => (next === null ? [] : [next])).sort();
  const isAtOnce = times.length < queued.length;
  return { queued: queued.length, nextTry: isAtOnce ? null : (times[0] ?? null) };
}
