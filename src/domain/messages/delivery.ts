import type { Channel } from './message.ts';

/** A message as it is handed to whoever sends it: one, to one student. */
export interface Letter {
  readonly channel: Channel;
  /** The name of the mess, which writes it. */
  readonly from: string;
  readonly to: Recipient;
  readonly subject: string;
  readonly text: string;
  /** The same as a page, for who reads that; undefined where there is none. */
  readonly html?: string | undefined;
  /** Of an SMS: the words as they are registered, and what was put into them in their order; null of others. */
  readonly sms: {
    readonly template: { readonly id: string; readonly text: string };
    readonly variables: readonly string[];
  } | null;
  readonly studentId: string;
  /** `YYYY-MM`; null where it is about none. */
  readonly month: string | null;
  readonly messageId: string;
}

/** Name, and an e-mail address or a phone number. */
export interface Recipient {
  readonly name: string;
  readonly address: string;
}

/** What became of a letter. Reasons are clauses, mostly the words of the server or the program. */
export type Outcome =
  | { readonly kind: 'sent' }
  /** Not now; later perhaps. */
  | { readonly kind: 'later'; readonly reason: string }
  /** Never. `ofAddressee`: others may well get theirs. */
  | { readonly kind: 'refused'; readonly reason: string; readonly ofAddressee: boolean }
  /** Nobody can say whether it arrived. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** An end was asked for before it was handed over. */
  | { readonly kind: 'interrupted' }
  /** It was not even tried, and no other one can be: wrong password, no encryption. */
  | { readonly kind: 'unusable'; readonly reason: string };

/** Sends letters, one after the other. */
export interface Delivery {
  readonly channel: Channel;
  /**
   * Throws only where a letter cannot be made.
   *
   * @param signal asks for an end: what is handed over already is waited for
   */
  send(letter: Letter, signal?: AbortSignal): Promise<Outcome>;
  close(): Promise<void>;
}

const MAX_REASON = 200;

/**
 * What a server or a program said, as it is kept: one line, without the address that it is about, which is
 * to stand on the roll alone.
 */
export function cleanReason(words: string, address: string): string {
  const [local = '', domain = ''] = address.split('@');
  let line = words.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
  // The longest first: of an address that was replaced its parts are gone too.
  for (const part of [address, `${local}@`, local.length > 2 ? local : '', domain]) {
    if (part !== '' && part !== '@') line = replaceAll(line, part);
  }
  const characters = [...line];
  if (characters.length <= MAX_REASON) return line;
  return `${characters.slice(0, MAX_REASON - 1).join('')}…`;
}

/** Without regard to case. */
function replaceAll(text: string, part: string): string {
  const literal = part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(literal, 'gi'), '…');
}
