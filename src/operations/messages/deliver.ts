import { type StateChange, settleClaimed } from '../../data/messages/outbox.ts';
import { inTransaction } from '../../data/transaction.ts';
import { addressOf } from '../../domain/messages/addressee.ts';
import {
  cleanReason,
  type Delivery,
  type Letter,
  type Outcome,
} from '../../domain/messages/delivery.ts';
import { type Message, nextTry } from '../../domain/messages/message.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import type { MessError } from '../../errors.ts';
import type { Mess } from '../mess/mess.ts';

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

export type Stop =
  | { readonly why: 'interrupted' }
  /** The server wants nothing of us, or fails every time. */
  | { readonly why: 'unusable' | 'failing'; readonly words: string }
  /** The mess could not be used any more, or not by who sends. */
  | {
      readonly why: 'broken off';
      readonly error: MessError;
      /** Of which it could not be stored what became of it. */
      readonly inHand: Message | undefined;
    };

/** After so many failures of the server in a row it is not that of one student. */
const MAX_IN_ROW = 5;

/** What a run came to so far. */
export interface Run {
  sent: number;
  readonly left: Message[];
  inRow: number;
  /** Taken, and not yet stored what became of it. */
  inHand: Message | undefined;
}

/** Sends a letter in hand, and says what became of it. */
export async function deliver(
  mess: Mess,
  message: Message,
  student: StudentRecord,
  carrier: Carrier,
  run: Run,
): Promise<Stop | null> {
  run.inHand = message;
  const settle = async (change: StateChange) => {
    await settleMessage(mess, message, change);
    run.inHand = undefined;
  };
  const outcome = await attempt(message, student, carrier).catch(async (error: unknown) => {
    await settle(release(message, null));
    throw error;
  });
  const told = { ...message, ...tell(message, outcome, mess.now()) };
  await settle(told);
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
  message: Message,
  student: StudentRecord,
  { write, delivery, signal }: Carrier,
): Promise<Attempted> {
  const written = await write(message, student);
  if ('skipped' in written) return { kind: 'skipped', reason: written.skipped };
  if ('unfit' in written) return { kind: 'refused', reason: written.unfit, ofAddressee: true };
  const outcome = await delivery.send(written, signal);
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
function settleMessage({ db, now }: Mess, claimed: Message, change: StateChange): Promise<void> {
  return inTransaction(db, (trx) =>
    settleClaimed(trx, claimed.changedAt, change, now().toISOString()),
  );
}
