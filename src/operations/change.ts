import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Actor } from '../auth/actor.ts';
import { insertAuditEntry } from '../data/audit.ts';

/** What a changing operation writes to the record of changes. Plain JSON values, no secrets. */
export interface Change {
  readonly subject: string | null;
  readonly month?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** The inside of a changing operation. */
export interface ChangeScope {
  readonly trx: Knex.Transaction;
  readonly operationId: string;
  /** ISO 8601, UTC; one time for all that the operation writes. */
  readonly at: string;
  /**
   * Writes the audit entry. To be called once by an operation that changes anything, and not at
   * all by one that finds nothing to change.
   *
   * @returns the entry's number
   */
  record(change: Change): Promise<number>;
}

/**
 * Runs a changing operation as one transaction with one operation id, its audit entry inside.
 *
 * @param command the command as it is typed, such as `student add`
 */
export async function change<T>(
  on: { readonly db: Knex; readonly now: () => Date },
  actor: Actor,
  command: string,
  work: (scope: ChangeScope) => Promise<T>,
): Promise<T> {
  const operationId = randomUUID();
  const at = on.now().toISOString();
  return on.db.transaction(async (trx) =>
    work({
      trx,
      operationId,
      at,
      record: ({ subject, month, before, after }) =>
        insertAuditEntry(trx, {
          operationId,
          at,
          actorKind: actor.kind,
          actorId: actor.kind === 'admin' || actor.kind === 'student' ? actor.id : null,
          command,
          subject,
          month: month ?? null,
          before,
          after,
        }),
    }),
  );
}
