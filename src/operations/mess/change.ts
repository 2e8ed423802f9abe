import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { requireSignedIn } from '../../auth/permissions.ts';
import { findTokenHolder, findValidSession } from '../../auth/session-check.ts';
import {
  getLastAuditSequence,
  insertAuditEntries,
  isOperationStored,
} from '../../data/mess/audit.ts';
import { getSettings } from '../../data/mess/settings.ts';
import { inTransaction, type TransactionOptions } from '../../data/transaction.ts';
import type { Actor } from '../../domain/actor.ts';
import type { AuditEntry } from '../../domain/mess/audit.ts';
import { ConflictError } from '../../errors.ts';
import type { Mess } from './mess.ts';

/** What a changing operation writes to the record of changes. Plain JSON values, no secrets. */
export interface Change {
  readonly subject: string | null;
  readonly month?: string | undefined;
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
   * The number that the audit entry will have, for rows that are written before it. It is its own as long
   * as the transaction lasts: nobody else writes meanwhile.
   */
  nextEntry(): Promise<number>;
  /**
   * Writes the audit entry. To be called once by an operation that changes anything, and not at
   * all by one that finds nothing to change.
   *
   * @returns the entry's number
   */
  record(change: Change): Promise<number>;
  /**
   * The same for a change of so many that it is told in parts, each an entry of its own.
   *
   * @returns the number of the first; the others follow it
   */
  recordParts(changes: readonly Change[]): Promise<number>;
}

/** What only some operations say. */
export interface ChangeOptions extends Omit<TransactionOptions, 'operationId'> {
  /** Who proves by this very change who they are, and is the one who makes it in the record. */
  readonly signsIn?: { readonly kind: 'admin' | 'student'; readonly id: string };
}

const MAX_SUBJECT = 255;

/**
 * Runs a changing operation as one transaction with one operation id, its audit entry inside. Where
 * another writer is in the way, `work` is run again from its beginning.
 *
 * @param command the command as it is typed, such as `student add`
 * @throws ConflictError `operation_done`: it was given its id, and is in the record already
 */
export async function change<T>(
  on: Pick<Mess, 'db' | 'now' | 'isRehearsal' | 'operationId'>,
  actor: Actor,
  command: string,
  work: (scope: ChangeScope) => Promise<T>,
  { signsIn, ...options }: ChangeOptions = {},
): Promise<T> {
  const by = signsIn ?? actor;
  const operationId = on.operationId ?? randomUUID();
  const run = async (trx: Knex.Transaction) => {
    // Now that its turn has come: what waited is dated by when it was done.
    const at = on.now().toISOString();
    await refuseOutdatedActor(trx, actor, on.now());
    await refuseDone(trx, on.operationId);
    const toEntry = ({ subject, month, before, after }: Change): AuditEntry => ({
      operationId,
      at,
      actorKind: by.kind,
      actorId: 'id' in by ? by.id : null,
      command,
      // The name of a file may be longer than the column.
      subject: subject === null ? null : [...subject].slice(0, MAX_SUBJECT).join(''),
      month: month ?? null,
      before,
      after,
    });
    const recordParts = (changes: readonly Change[]) =>
      insertAuditEntries(trx, changes.map(toEntry));
    return work({
      trx,
      operationId,
      at,
      nextEntry: async () => (await getLastAuditSequence(trx)) + 1,
      record: (one) => recordParts([one]),
      recordParts,
    });
  };
  if (on.isRehearsal) return tryOut(on.db, run);
  return inTransaction(on.db, run, { ...options, operationId });
}

/** The same mess, of which an operation shows what would come of it: its change is rolled back. */
export function rehearsalOf(mess: Mess): Mess {
  return { ...mess, isRehearsal: true };
}

class RolledBack extends Error {}

async function tryOut<T>(db: Knex, run: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  const outcomes: T[] = [];
  try {
    await inTransaction(db, async (trx) => {
      outcomes.push(await run(trx));
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
  const [outcome] = outcomes.slice(-1);
  return outcome as T;
}

/** @throws ConflictError `operation_done` */
async function refuseDone(trx: Knex.Transaction, given: string | undefined): Promise<void> {
  if (given === undefined || !(await isOperationStored(trx, given))) return;
  throw new ConflictError('operation_done', `The operation ${given} was done before.`);
}

/**
 * Between reading who acts and writing, a prompt or a slow file may have waited for hours: the actor
 * may have been disabled, signed out or revoked meanwhile, or has another role, which ends sessions too.
 *
 * @throws NotSignedInError the session or the token is over
 */
async function refuseOutdatedActor(trx: Knex.Transaction, actor: Actor, now: Date): Promise<void> {
  if (actor.kind === 'token') {
    requireSignedIn((await findTokenHolder(trx, actor.tokenHash, now)).actor);
  }
  if (actor.kind !== 'admin' && actor.kind !== 'student') return;
  const session = await findValidSession(trx, actor.tokenHash, now, await getSettings(trx));
  if (session === undefined) requireSignedIn({ kind: 'nobody', why: 'session over' });
}
