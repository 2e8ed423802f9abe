import type { Knex } from 'knex';
import {
  ACTOR_WORDS,
  type AuditEntry,
  type AuditFilter,
  type StoredAuditEntry,
} from '../../domain/mess/audit.ts';
import {
  commitEntry,
  hashEntry,
  NO_HEAD,
  type RecordHead,
} from '../../domain/mess/record-chain.ts';
import { idKey } from '../../domain/values/id.ts';
import { foldText } from '../../domain/values/text.ts';
import { dialectOf, type SqlValue } from '../dialect.ts';
import { lastNumber } from '../last-number.ts';
import type { DbInteger } from '../numbers.ts';

const ENTRY_COLUMNS = [
  'sequence',
  'operation_id',
  'at',
  'actor_kind',
  'actor_id',
  'command',
  'subject',
  'month',
  'before',
  'after',
  'previous_hash',
  'hash',
];

/**
 * The numbers count up by one, without gaps on every database, so that an entry that was taken out
 * is missed.
 *
 * @returns the number of the first entry, which rows it wrote may point to
 */
export async function insertAuditEntries(
  trx: Knex.Transaction,
  entries: readonly AuditEntry[],
): Promise<number> {
  const last = await getLastAuditSequence(trx);
  let { hash: previous } = await getRecordHead(trx);
  const rows: SqlValue[][] = [];
  const allSalts: SqlValue[][] = [];
  for (const [index, entry] of entries.entries()) {
    const sequence = last + 1 + index;
    const { operationId, at, actorKind, actorId, command, subject, month } = entry;
    const { before, after, digest, salts } = commitEntry(entry);
    const hash = hashEntry(previous, sequence, digest);
    const content = [operationId, at, actorKind, actorId, command, subject, month, before, after];
    rows.push([sequence, ...content, previous, hash]);
    if (salts !== null) allSalts.push([sequence, salts]);
    previous = hash;
  }
  const { insertRows } = dialectOf(trx);
  await insertRows(trx, 'audit_entries', ENTRY_COLUMNS, rows);
  if (allSalts.length > 0) await insertRows(trx, 'audit_salts', ['sequence', 'salts'], allSalts);
  return last + 1;
}

/**
 * The newest entry of the chain. What was written past the program has no part in it.
 *
 * @param until the last entry that counts; all when undefined
 */
export async function getRecordHead(db: Knex, until?: number): Promise<RecordHead> {
  const row: { sequence: DbInteger; hash: string } | undefined = await db('audit_entries')
    .whereNotNull('hash')
    .modify((query) => {
      if (until !== undefined) query.where('sequence', '<=', until);
    })
    .orderBy('sequence', 'desc')
    .first('sequence', 'hash');
  return row === undefined ? NO_HEAD : { sequence: Number(row.sequence), hash: row.hash };
}

/** The number of the newest entry; it tells whether anything was changed since. 0 for none. */
export function getLastAuditSequence(db: Knex): Promise<number> {
  return lastNumber(db, 'audit_entries');
}

/** When the newest entry was made, ISO 8601, UTC; undefined for none. */
export async function findNewestEntryTime(db: Knex): Promise<string | undefined> {
  const row: { at: string } | undefined = await db('audit_entries')
    .orderBy('sequence', 'desc')
    .first('at');
  return row?.at;
}

/** The id of the operation that the record begins with: no two messes have the same. */
export async function findFirstOperation(db: Knex): Promise<string | undefined> {
  const row: { id: string } | undefined = await db('audit_entries')
    .orderBy('sequence')
    .first({ id: 'operation_id' });
  return row?.id;
}

/** Whether an operation was stored: each writes its id with what it changes. */
export async function isOperationStored(db: Knex, operationId: string): Promise<boolean> {
  const row = await db('audit_entries').where({ operation_id: operationId }).first('sequence');
  return row !== undefined;
}

/** All that an operation wrote, in its order; none where it is not stored. */
export async function listEntriesOf(db: Knex, operationId: string): Promise<StoredAuditEntry[]> {
  const rows: AuditRow[] = await db('audit_entries')
    .where({ operation_id: operationId })
    .orderBy('sequence')
    .select('*');
  return rows.map(fromRow);
}

interface AuditRow {
  sequence: DbInteger;
  operation_id: string;
  at: string;
  actor_kind: string;
  actor_id: string | null;
  command: string;
  subject: string | null;
  month: string | null;
  before: string | null;
  after: string | null;
}

const PAGE = 1000;

/** Oldest first, in pages: there may be more than should be asked for at once. */
export async function* listAuditEntries(
  db: Knex,
  filter: AuditFilter,
): AsyncIterable<StoredAuditEntry[]> {
  const subjects = filter.on === undefined ? undefined : await findSubjects(db, filter.on);
  const matching = () => filtered(db, filter, subjects);
  let last = filter.last === undefined ? 0 : await beforeNewest(matching(), filter.last);
  for (;;) {
    const rows: AuditRow[] = await matching()
      .where('sequence', '>', last)
      .orderBy('sequence')
      .limit(PAGE)
      .select('*');
    if (rows.length > 0) yield rows.map(fromRow);
    if (rows.length < PAGE) return;
    last = Number(rows.at(-1)?.sequence);
  }
}

function filtered(
  db: Knex,
  { by, on, month, since }: AuditFilter,
  subjects: readonly string[] | undefined,
): Knex.QueryBuilder {
  const query = db('audit_entries');
  if (by !== undefined) {
    const key = idKey(by);
    query.where((who) => {
      who.whereRaw('lower(actor_id) = ?', [key]);
      if (ACTOR_WORDS.includes(key)) who.orWhere({ actor_kind: key });
    });
  }
  if (month !== undefined) {
    // Of several months there is a list; as a value of its own nothing else is written like one.
    const named = `%"${month}"%`;
    query.where((about) => {
      about.where({ month }).orWhere('before', 'like', named).orWhere('after', 'like', named);
    });
  }
  if (since !== undefined) query.where('at', '>=', since);
  if (subjects !== undefined) {
    query.where((about) => {
      about.whereIn('subject', subjects);
      // An import is of its file, and names the students whose records it changed.
      if (on !== undefined) about.orWhereRaw('lower("after") like ?', [`%"id":"${idKey(on)}"%`]);
    });
  }
  return query;
}

/** The subjects that are meant, as they are written: the databases fold case in different ways. */
async function findSubjects(db: Knex, on: string): Promise<string[]> {
  const rows: { subject: string; command: string }[] = await db('audit_entries')
    .distinct('subject', 'command')
    .whereNotNull('subject');
  const wanted = foldText(on);
  const isMeant = ({ subject, command }: { subject: string; command: string }) =>
    foldText(subject) === wanted ||
    // Of a file its name is enough; an id may have a slash too.
    (command.endsWith(' import') && foldText(subject.split('/').at(-1) ?? '') === wanted);
  return [...new Set(rows.filter(isMeant).map(({ subject }) => subject))];
}

/** The number after which there are no more than so many. */
async function beforeNewest(query: Knex.QueryBuilder, count: number): Promise<number> {
  const row: { sequence: DbInteger } | undefined = await query
    .orderBy('sequence', 'desc')
    .offset(count)
    .first('sequence');
  return Number(row?.sequence ?? 0);
}

function fromRow(row: AuditRow): StoredAuditEntry {
  return {
    sequence: Number(row.sequence),
    operationId: row.operation_id,
    at: row.at,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    command: row.command,
    subject: row.subject,
    month: row.month,
    before: row.before,
    after: row.after,
  };
}
