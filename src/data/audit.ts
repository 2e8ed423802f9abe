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

/** @returns the entry's number, which rows it wrote may point to */
export async function insertAuditEntry(trx: Knex.Transaction, entry: AuditEntry): Promise<number> {
  const ids: DbInteger[] = await trx('audit_entries').insert({
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
  return Number(ids[0]);
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
