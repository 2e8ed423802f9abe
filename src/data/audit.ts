import type { Knex } from 'knex';
import type { DbInteger } from './numbers.ts';

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

/**
 * The numbers count up by one, without gaps on every database, so that an entry that was taken out
 * is missed.
 *
 * @returns the entry's number, which rows it wrote may point to
 */
export async function insertAuditEntry(trx: Knex.Transaction, entry: AuditEntry): Promise<number> {
  const sequence = (await getLastAuditSequence(trx)) + 1;
  await trx('audit_entries').insert({
    sequence,
    operation_id: entry.operationId,
    at: entry.at,
    actor_kind: entry.actorKind,
    actor_id: entry.actorId,
    command: entry.command,
    subject: entry.subject,
    month: entry.month,
    before: jsonOrNull(entry.before),
    after: jsonOrNull(entry.after),
  });
  return sequence;
}

function jsonOrNull(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

/** The number of the newest entry; it tells whether anything was changed since. 0 for none. */
export async function getLastAuditSequence(db: Knex): Promise<number> {
  const row: { last?: DbInteger | null } | undefined = await db('audit_entries')
    .max({ last: 'sequence' })
    .first();
  return Number(row?.last ?? 0);
}

/** Whether an operation was stored: each writes its id with what it changes. */
export async function isOperationStored(db: Knex, operationId: string): Promise<boolean> {
  const row = await db('audit_entries').where({ operation_id: operationId }).first('sequence');
  return row !== undefined;
}

/** What the entries of one command say was before and after, in their order. */
export async function listChangesOf(
  db: Knex,
  command: string,
): Promise<{ readonly at: string; readonly before: unknown; readonly after: unknown }[]> {
  const rows: { at: string; before: string | null; after: string | null }[] = await db(
    'audit_entries',
  )
    .where({ command })
    .orderBy('sequence')
    .select('at', 'before', 'after');
  const parse = (json: string | null): unknown => (json === null ? null : JSON.parse(json));
  return rows.map(({ at, before, after }) => ({ at, before: parse(before), after: parse(after) }));
}
