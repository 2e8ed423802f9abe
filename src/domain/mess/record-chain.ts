import { hash } from 'node:crypto';
import { ValueError } from '../../errors.ts';
import {
  commitPersons,
  joinKept,
  type KeptSource,
  maskPersons,
  namesPersons,
  splitKept,
} from './personal-values.ts';

/** The newest entry of the record of changes, which stands for all before it. */
export interface RecordHead {
  /** Its number; 0 where there is no entry. */
  readonly sequence: number;
  /** SHA-256, in hexadecimal. */
  readonly hash: string;
}

/** What the first entry follows. */
export const NO_HEAD: RecordHead = { sequence: 0, hash: '0'.repeat(64) };

/** So many digits of a hash are shown. */
const SHOWN = 12;

/** `1284 · a1b2c3d4e5f6`, as it is printed for people. */
export function formatHead({ sequence, hash: full }: RecordHead): string {
  return `${sequence} · ${full.slice(0, SHOWN)}`;
}

/** `1284:a1b2c3d4e5f6`, as it is given back to be compared. */
export function anchorOf({ sequence, hash: full }: RecordHead): string {
  return `${sequence}:${full.slice(0, SHOWN)}`;
}

/**
 * An entry as somebody wrote it down: its number, and the beginning of its hash in `hash`. Both ways of
 * printing a head are read.
 *
 * @throws ValueError `bad_anchor`
 */
export function parseAnchor(text: string): RecordHead {
  const form = /^(?:record\s+)?([1-9]\d{0,14})\s*[:\u00b7]\s*([0-9a-f]{12,64})$/i;
  const [, sequence, digits] = form.exec(text.trim()) ?? [];
  if (sequence === undefined || digits === undefined) {
    throw new ValueError('bad_anchor', 'no head of a record; write it like 1284:a1b2c3d4e5f6');
  }
  return { sequence: Number(sequence), hash: digits.toLowerCase() };
}

/** A column of an entry as it is stored. */
type Stored = string | number | null;

/** The columns of an entry that its hash is made of, but for its number. `before` and `after` are JSON. */
export interface EntryContent {
  readonly operationId: Stored;
  readonly at: Stored;
  readonly actorKind: Stored;
  readonly actorId: Stored;
  readonly command: Stored;
  readonly subject: Stored;
  readonly month: Stored;
  readonly before: Stored;
  readonly after: Stored;
}

/** The columns of a stored entry that its hash is made of. */
export function contentOf(row: Readonly<Record<string, unknown>>): EntryContent {
  const at = (column: string) => (row[column] ?? null) as Stored;
  return {
    operationId: at('operation_id'),
    at: at('at'),
    actorKind: at('actor_kind'),
    actorId: at('actor_id'),
    command: at('command'),
    subject: at('subject'),
    month: at('month'),
    before: at('before'),
    after: at('after'),
  };
}

/** What is hashed may never be written in two ways: another form is to have another name. */
const FORM = 'mess record 1';

/** Of an entry that shows the last digits of phone numbers. */
const MASKED_FORM = 'mess record 2';

/** SHA-256 of a text as UTF-8, in hexadecimal. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** SHA-256 over the columns of an entry, in hexadecimal. Documented in docs/record.md. */
export function digestContent(content: EntryContent, form = FORM): string {
  const { operationId, at, actorKind, actorId, command, subject, month, before, after } = content;
  const [was, is] = [before, after].map((value) => (value === null ? null : sha256(String(value))));
  const columns = [form, operationId, at, actorKind, actorId, command, subject, month, was, is];
  return sha256(JSON.stringify(columns));
}

/** The hash of an entry: of what it follows, its number, and what it says. */
export function hashEntry(previous: string, sequence: number, digest: string): string {
  return sha256(`${previous} ${sequence} ${digest}`);
}

/** An entry as it is to be stored. */
export interface CommittedEntry {
  /** JSON, without a phone number in full. */
  readonly before: string | null;
  readonly after: string | null;
  /** What of it goes into its hash. */
  readonly digest: string;
  /** What is to be kept for that, as it is stored; null where the entry names nobody. */
  readonly salts: string | null;
}

/** Of an entry that is to be written; `before` and `after` are plain JSON values, or undefined. */
export function commitEntry(
  entry: Omit<EntryContent, 'before' | 'after'> & { before: unknown; after: unknown },
): CommittedEntry {
  if (!namesPersons(entry.before) && !namesPersons(entry.after)) {
    const [before, after] = [jsonOrNull(entry.before), jsonOrNull(entry.after)];
    return { before, after, digest: digestContent({ ...entry, before, after }), salts: null };
  }
  const { before, after, kept } = maskPersons(entry.before, entry.after);
  let used = 0;
  const next = () => kept[used++];
  const commit = (value: unknown) => (isNothing(value) ? null : commitPersons(value, next));
  const committed = { ...entry, before: commit(before), after: commit(after) };
  return {
    before: jsonOrNull(before),
    after: jsonOrNull(after),
    digest: digestContent(committed, MASKED_FORM),
    salts: joinKept(kept),
  };
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function jsonOrNull(value: unknown): string | null {
  return isNothing(value) ? null : JSON.stringify(value);
}

/**
 * Of an entry that is stored.
 *
 * @returns undefined where what is personal in it does not go with its salts
 */
export function digestStored(content: EntryContent, salts: string | null): string | undefined {
  if (salts === null) return digestContent(content);
  const kept = splitKept(salts);
  let used = 0;
  try {
    const committed = withCommitments(content, () => kept[used++]);
    if (used !== kept.length) return undefined;
    return digestContent(committed, kept[0]?.phone === undefined ? FORM : MASKED_FORM);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * @throws SyntaxError a value is not JSON, or not in the signs in which mess writes it
 * @throws RangeError the salts are not those of the entry
 */
function withCommitments(content: EntryContent, next: KeptSource): EntryContent {
  const commit = (json: Stored): string | null => {
    if (json === null) return null;
    const value: unknown = JSON.parse(String(json));
    // The same in other signs would have the same hash.
    if (JSON.stringify(value) !== json) throw new SyntaxError('not in the signs of mess');
    return commitPersons(value, next);
  };
  return { ...content, before: commit(content.before), after: commit(content.after) };
}
