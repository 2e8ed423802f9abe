import type { Knex } from 'knex';
import { getLastAuditSequence } from './audit.ts';

/** What an entry says of the values that it is about. */
export interface RecordedChange {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Null where no admin, student or token did it. */
  readonly by: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

interface ChangeRow {
  at: string;
  actor_id: string | null;
  before: string | null;
  after: string | null;
}

/**
 * What the entries of one command say was before and after, in their order.
 *
 * @param since the number of an entry: those that came after it; all when undefined
 */
export async function listChangesOf(
  db: Knex,
  command: string,
  since = 0,
): Promise<RecordedChange[]> {
  const rows: ChangeRow[] = await db('audit_entries')
    .where('sequence', '>', since)
    .where({ command })
    .orderBy('sequence')
    .select('at', 'actor_id', 'before', 'after');
  const parse = (json: string | null): unknown => (json === null ? null : JSON.parse(json));
  return rows.map(({ at, actor_id: by, before, after }) => {
    return { at, by, before: parse(before), after: parse(after) };
  });
}

/** The same of what came since; also the number of the newest entry, from which to ask on. */
export async function listNewChangesOf(
  db: Knex,
  command: string,
  since: number,
): Promise<{ readonly changes: readonly RecordedChange[]; readonly last: number }> {
  // Before they are read: what is written meanwhile is read the next time.
  const last = await getLastAuditSequence(db);
  return { changes: last > since ? await listChangesOf(db, command, since) : [], last };
}
