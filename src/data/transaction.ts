import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { BusyError, OutcomeUnknownError } from '../errors.ts';
import { connectedOf, type Dialect, withConnection } from './dialect.ts';
import { isOperationStored } from './mess/audit.ts';

export interface TransactionOptions {
  /** The id of the audit entry that the transaction writes: tells whether a lost COMMIT was done. */
  readonly operationId?: string | undefined;
  /** Told while another writer is waited for; may throw to give up. */
  readonly onWait?: (() => void) | undefined;
  /** Called when a COMMIT was lost and nothing is stored; may throw a better reason than that. */
  readonly onNotStored?: ((db: Knex) => Promise<void>) | undefined;
}

/** How long a server that died at a COMMIT is waited for to be asked. */
const ASK_FOR_MS = 10_000;

/** Where there are others: as long as those of a cluster need to agree on who is left, and longer. */
const ASK_OTHERS_FOR_MS = 30_000;

/**
 * Runs a transaction that writes, with every other writer kept out. Where one is in the way it is
 * tried again from its beginning, so `work` must change nothing but the database. What `work` throws
 * is thrown as it is, after nothing was changed.
 *
 * @throws BusyError a COMMIT got no answer, and it was not done
 * @throws OutcomeUnknownError a COMMIT got no answer, and the server cannot be asked
 */
export async function inTransaction<T>(
  db: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const { dialect, waitMs, others } = connectedOf(db);
  const deadline = performance.now() + waitMs;
  let moves = 0;
  for (let attempt = 1; ; attempt++) {
    const outcome = await tryOnce(db, dialect, work);
    if (outcome.stage === 'done') return outcome.value;
    const { error } = outcome;
    if (dialect.isContention(error) && performance.now() < deadline) {
      options.onWait?.();
      await pause(attempt);
      options.onWait?.();
      continue;
    }
    if (outcome.stage === 'begin' && moves < others && dialect.moveOn(outcome.connection, error)) {
      moves++;
      continue;
    }
    const { operationId } = options;
    if (outcome.stage === 'commit' && operationId !== undefined && dialect.mayBeStored(error)) {
      await refuseNotStored(db, outcome.connection, operationId, options, error);
      return outcome.value;
    }
    if (dialect.isLost(error)) {
      // The server may not know that nobody is there any more, and keep every other writer out.
      await dialect.settleLost(db, outcome.connection).catch(() => {});
    }
    throw error;
  }
}

type Outcome<T> =
  | { readonly stage: 'done'; readonly value: T }
  /** `begin`: nobody's turn was taken, so nothing was done. */
  | {
      readonly stage: 'begin' | 'work';
      readonly error: unknown;
      /** The driver's; undefined where none could be made. */
      readonly connection: object | undefined;
    }
  /** The answer to COMMIT was an error, or none came. */
  | {
      readonly stage: 'commit';
      readonly error: unknown;
      readonly value: T;
      readonly connection: object;
    };

async function tryOnce<T>(
  db: Knex,
  dialect: Dialect,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<Outcome<T>> {
  try {
    return await withConnection(db, (connection: object) => tryOn(connection, db, dialect, work));
  } catch (error) {
    return { stage: 'begin', error, connection: undefined };
  }
}

/** Throws nothing. */
async function tryOn<T>(
  connection: object,
  db: Knex,
  dialect: Dialect,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<Outcome<T>> {
  let outcome: Outcome<T> | undefined;
  let stage: 'begin' | 'work' = 'begin';
  const run = async (trx: Knex.Transaction) => {
    try {
      await dialect.takeTurn(trx);
      stage = 'work';
      const value = await work(trx);
      outcome = { stage: 'commit', value, connection, error: undefined };
      return value;
    } catch (error) {
      // Kept here: when the ROLLBACK fails too, knex throws its error and not this one.
      outcome = { stage, error, connection };
      throw error;
    }
  };
  try {
    return { stage: 'done', value: await db.transaction(run, { connection }) };
  } catch (error) {
    if (outcome === undefined) return { stage, error, connection };
    return outcome.stage === 'commit' ? { ...outcome, error } : outcome;
  }
}

/** Short at first, longer when it goes on, and never the same for two that collided. */
function pause(attempt: number): Promise<void> {
  return sleep(Math.random() * Math.min(100, 5 * 2 ** attempt));
}

/**
 * Finds out what became of a COMMIT that got no answer, or one that leaves it open.
 *
 * @throws BusyError it was not done
 * @throws OutcomeUnknownError the server cannot be asked
 */
async function refuseNotStored(
  db: Knex,
  lost: object,
  operationId: string,
  { onNotStored }: TransactionOptions,
  cause: unknown,
): Promise<void> {
  const { dialect, label, others } = connectedOf(db);
  const deadline = performance.now() + (others > 0 ? ASK_OTHERS_FOR_MS : ASK_FOR_MS);
  for (let attempt = 1; ; attempt++) {
    try {
      await dialect.settleLost(db, lost);
      // With this turn taken and stored the old transaction has ended, whichever way.
      const asked = await tryOnce(db, dialect, (trx) => isOperationStored(trx, operationId));
      if ('value' in asked && asked.value) return;
      if (asked.stage === 'done') break;
      throw asked.error;
    } catch (error) {
      if (performance.now() < deadline) {
        await pause(attempt + 4);
        continue;
      }
      throw new OutcomeUnknownError(
        'outcome_unknown',
        `The connection to ${label} was lost while storing: the change may be stored or not.`,
        {
          about: { operation: operationId },
          details: { operation: operationId, database: label },
          cause: error,
        },
      );
    }
  }
  await onNotStored?.(db);
  if (!dialect.isLost(cause)) throw cause;
  const sentence = `The connection to ${label} was lost while storing. Nothing was changed.`;
  throw new BusyError('connection_lost', sentence, { cause });
}
