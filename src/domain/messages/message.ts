import { createHash } from 'node:crypto';
import { parseText } from '../values/text.ts';
import type { MessageKind } from './template.ts';

/** How it goes: by e-mail, or through a program of the mess's own. */
export const CHANNELS = ['email', 'program'] as const;

export type Channel = (typeof CHANNELS)[number];

/**
 * `sending` is what somebody has in hand; of `unknown` nobody can say whether it arrived, so it is not sent
 * again by itself; `skipped` is whoever is not to get it, or cannot; `dismissed` is what somebody said of that
 * nothing more is to be done about it.
 */
export const MESSAGE_STATES = [
  'queued',
  'sending',
  'sent',
  'failed',
  'unknown',
  'skipped',
  'dismissed',
] as const;

export type MessageState = (typeof MESSAGE_STATES)[number];

/** Those about which something may be to be done, so that it can be said that nothing is. */
export const OPEN_STATES = ['queued', 'failed', 'unknown'] as const satisfies MessageState[];

/** Why a message is dismissed: stands where the words of the server stood, and is no longer than these. */
export function parseDismissal(text: string): string {
  return parseText(text, 'reason', 200);
}

/** By what a message is told from every other one to the same student. */
export interface Subject {
  readonly kind: MessageKind;
  /** The month of a bill, the number of a receipt, the day (`YYYY-MM-DD`) of a reminder. */
  readonly about: string;
  /** Of the bill; 0 where there is none. */
  readonly revision: number;
}

/** A message of the outbox. */
export interface Message extends Subject {
  readonly no: number;
  readonly studentNo: number;
  readonly studentId: string;
  readonly name: string;
  readonly channel: Channel;
  /** 0, and of what was sent on purpose once more 1, 2 and so on. */
  readonly againNo: number;
  readonly state: MessageState;
  /** How often it was tried. */
  readonly attempts: number;
  /** ISO 8601, UTC; null where it may be tried at once, or is not tried any more. */
  readonly nextTry: string | null;
  /** Why it is not sent, in the words of the server or the program; null where nothing is the matter. */
  readonly reason: string | null;
  /** By which whoever gets it twice knows it again: the part of its Message-ID before the @. */
  readonly messageId: string;
  /** When it came into its state, ISO 8601, UTC. */
  readonly changedAt: string;
}

/** Longer nobody sends one message, so it is not known what became of it. */
export const LOST_AFTER_MS = 10 * 60_000;

/** A message that was left in somebody's hands, as it is by now. */
export function withLost<M extends Pick<Message, 'state' | 'changedAt' | 'reason'>>(
  message: M,
  now: Date,
): M {
  // A clock that was wrong then, or is now, keeps nothing in hand for ever; nor does a time that is none.
  const passedMs = Math.abs(now.getTime() - Date.parse(message.changedAt));
  const isLost = message.state === 'sending' && !(passedMs < LOST_AFTER_MS);
  return isLost ? { ...message, state: 'unknown', reason: LOST_REASON } : message;
}

export const LOST_REASON = 'the run that sent it did not come to its end';

const MINUTE_MS = 60_000;

/** The waits after the first, second, … time that it could not be sent. */
const WAITS_MS = [1, 5, 30, 120].map((minutes) => minutes * MINUTE_MS);

/**
 * When a message is tried again that could not be sent now.
 *
 * @param attempts how often it was tried by now, from 1
 * @returns ISO 8601, UTC; undefined where it was tried often enough
 */
export function nextTry(attempts: number, now: Date): string | undefined {
  const wait = WAITS_MS[attempts - 1];
  return wait === undefined ? undefined : new Date(now.getTime() + wait).toISOString();
}

/**
 * The same whenever it is made of the same message.
 *
 * @param mess what no other mess has
 */
export function createMessageId(
  mess: string,
  { kind, about, revision }: Subject,
  message: Pick<Message, 'studentNo' | 'channel' | 'againNo'>,
): string {
  const { studentNo, channel, againNo } = message;
  const parts = [mess, kind, about, revision, studentNo, channel, againNo];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** The month of what a message is about; null where it has none. */
export function monthOfSubject({ kind, about }: Pick<Subject, 'kind' | 'about'>): string | null {
  return kind === 'receipt' ? null : about.slice(0, 7);
}
