import { ValueError } from '../../errors.ts';
import type { Month } from '../values/month.ts';
import { maskPhone } from '../values/phone.ts';
import { parseText } from '../values/text.ts';
import { isErased } from './personal-values.ts';

/** One line of the record of changes. */
export interface AuditEntry {
  readonly operationId: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly command: string;
  /** What was changed, such as a student's id. */
  readonly subject: string | null;
  readonly month: string | null;
  /** Plain JSON values; no secret is ever among them. */
  readonly before: unknown;
  readonly after: unknown;
}

/** An entry as stored: `before` and `after` are JSON, or null. */
export interface StoredAuditEntry extends Omit<AuditEntry, 'before' | 'after'> {
  readonly sequence: number;
  readonly before: string | null;
  readonly after: string | null;
}

/** Which entries of the record of changes are asked for; all that is given must be true of an entry. */
export interface AuditFilter {
  /** The id of who made the change, without regard to case, or the kind `database` or `token`. */
  readonly by?: string | undefined;
  /** What was changed, without regard to case; of a file also its name alone. */
  readonly on?: string | undefined;
  /** The month that it is about, or one of several. */
  readonly month?: Month | undefined;
  /** ISO 8601, UTC. */
  readonly since?: string | undefined;
  /** No more than so many, the newest. */
  readonly last?: number | undefined;
}

/** Kinds of actors that may be asked for by their name, since one has no id and the other has many. */
export const ACTOR_WORDS: readonly string[] = ['database', 'token'];

/** What a change was on: an id, a file, or `bill 2025-05`. */
export function parseSubject(text: string): string {
  return parseText(text, 'subject', 255);
}

/** @throws ValueError `bad_count` */
export function parseCount(text: string): number {
  const trimmed = text.trim();
  if (!/^[1-9]\d{0,6}$/.test(trimmed)) {
    throw new ValueError('bad_count', 'not a number of entries; write it like 20');
  }
  return Number(trimmed);
}

/**
 * A copy of a JSON value in which whatever is kept under a key `phone` is masked: entries of before they
 * were stored so have it in full.
 */
export function maskPhones(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskPhones);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => {
    return [key, key === 'phone' ? mask(each) : maskPhones(each)] as const;
  });
  return Object.fromEntries(entries);
}

function mask(value: unknown): unknown {
  if (value === null || typeof value === 'boolean' || isErased(value)) return value;
  if (Array.isArray(value)) return value.map(mask);
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mask(each)]));
  }
  return maskPhone(String(value));
}

/** A value as it was recorded: JSON, or null. What mess did not write itself need not be JSON. */
export function parseRecorded(json: string | null): unknown {
  if (json === null) return null;
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
