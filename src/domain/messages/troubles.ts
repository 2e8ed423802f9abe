import { sayCount } from '../values/text.ts';
import { CHANNELS, type Channel, type Message, withLost } from './message.ts';

/** What a manager is to know of the messages of one way; there is something in it, or it is not there. */
export interface MessageTrouble {
  readonly channel: Channel;
  /** How many were given up, in the last 31 days. */
  readonly failed: number;
  /** Of how many nobody knows whether they arrived, in the last 31 days. */
  readonly unknown: number;
  /** How many are queued and were not sent, though their time came: at once where the server takes none. */
  readonly waiting: number;
  /** When the first of these could have been sent, ISO 8601, UTC; null where none waits. */
  readonly waitingSince: string | null;
  /** What the mail server said that took none of them, or the program; null where that is not why they wait. */
  readonly refused: string | null;
}

/** What went wrong longer ago is no business of today. */
const RECENT_MS = 31 * 24 * 60 * 60_000;

/** Who sends by cron does it every few minutes, and a run is over by then. */
const LATE_MS = 15 * 60_000;

/** What there is to know of messages that were not sent. @param messages in the order of the outbox */
export function listTroubles(messages: readonly Message[], now: Date): MessageTrouble[] {
  return CHANNELS.map((channel) =>
    troubleOf(
      channel,
      messages.filter((each) => each.channel === channel),
      now,
    ),
  ).filter(({ failed, unknown, waiting }) => failed + unknown + waiting > 0);
}

function troubleOf(channel: Channel, messages: readonly Message[], now: Date): MessageTrouble {
  const recent = messages
    .map((message) => withLost(message, now))
    .filter(({ changedAt }) => now.getTime() - Date.parse(changedAt) <= RECENT_MS);
  const isQueued = messages.filter(({ state }) => state === 'queued');
  const refused = isQueued.find(isRefused)?.reason ?? null;
  // Where one was refused for what is nothing about it, no other that is due would be taken either.
  const graceMs = refused === null ? LATE_MS : 0;
  const waiting = isQueued.filter(
    (message) => !(now.getTime() - Date.parse(dueAt(message)) < graceMs),
  );
  return {
    channel,
    failed: recent.filter(({ state }) => state === 'failed').length,
    unknown: recent.filter(({ state }) => state === 'unknown').length,
    waiting: waiting.length,
    waitingSince: waiting.map(dueAt).sort()[0] ?? null,
    refused,
  };
}

/** Where it is nothing about this message, it is put back without another time to be tried. */
function isRefused({ nextTry, reason }: Message): boolean {
  return nextTry === null && reason !== null;
}

function dueAt({ nextTry, changedAt }: Message): string {
  return nextTry ?? changedAt;
}

export type TroubleState = 'failed' | 'unknown' | 'waiting';

/** One thing that is to be done about messages. */
export interface SaidTrouble {
  readonly channel: Channel;
  readonly state: TroubleState;
  /** A clause, such as `2 messages by e-mail failed`. */
  readonly words: string;
  /** In the words of the server that takes none; null where that is not it. */
  readonly why: string | null;
}

/** @param say says a time for people */
export function sayTroubles(
  troubles: readonly MessageTrouble[],
  say: (at: string) => string,
): SaidTrouble[] {
  return troubles.flatMap((trouble) => {
    const { channel, failed, unknown, waiting } = trouble;
    const all = [
      { state: 'failed', count: failed, clause: 'failed' },
      { state: 'unknown', count: unknown, clause: 'may have arrived or not' },
      { state: 'waiting', count: waiting, clause: sayWaiting(trouble, say) },
    ] as const;
    return all
      .filter(({ count }) => count > 0)
      .map(({ state, count, clause }) => {
        const words = `${sayCount(count, 'message')} ${BY[channel]} ${clause}`;
        return { channel, state, words, why: state === 'waiting' ? trouble.refused : null };
      });
  });
}

const BY: Readonly<Record<Channel, string>> = { email: 'by e-mail', program: 'through a program' };

function sayWaiting(
  { waiting, waitingSince }: MessageTrouble,
  say: (at: string) => string,
): string {
  const since = waitingSince === null ? '' : ` since ${say(waitingSince)}`;
  return `${waiting === 1 ? 'waits' : 'wait'} to be sent${since}`;
}

/** All that there is to say of it. */
export function sayWhole({ words, why }: Pick<SaidTrouble, 'words' | 'why'>): string {
  return why === null ? words : `${words}: ${why}`;
}
