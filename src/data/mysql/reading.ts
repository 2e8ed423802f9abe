import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Connection } from 'mysql2';
import { connectedOf, withConnection } from '../dialect.ts';
import { endConnection, identityOf, leaveServer } from './connection.ts';
import { isContention, isServerUnusable } from './failures.ts';

/** A node that is just being cut off says that it waited too long for the others, and then that it is. */
const MAX_TRIES = 10;

const PAUSE_MS = 200;

/** Whether what is only read may be read again after this, from the same server or from another one. */
async function mayReadAgain(db: Knex, error: unknown, tries: number): Promise<boolean> {
  if (connectedOf(db).others === 0 || tries >= MAX_TRIES) return false;
  if (isServerUnusable(error)) return true;
  if (!isContention(error)) return false;
  await sleep(PAUSE_MS);
  return true;
}

/**
 * Lets what is read outside of a transaction be read from another server of the cluster when the one
 * that is used leaves it meanwhile.
 */
export function readFromAny(db: Knex): void {
  const { client } = db;
  const query = client.query;
  // The statements of a transaction go through a client of its own, which has not this one.
  client.query = async (connection: Connection, statement: string | { readonly sql: string }) => {
    const run = (on: Connection) => query.call(client, on, statement);
    const sql = typeof statement === 'string' ? statement : statement.sql;
    return /^\s*(select|show)\b/i.test(sql) ? readWith(db, connection, run) : run(connection);
  };
}

/** Runs a statement that only reads, on the connection given as long as its server is of use. */
export async function readWith<T>(
  db: Knex,
  connection: Connection,
  read: (connection: Connection) => Promise<T>,
): Promise<T> {
  // The pool has one connection, which is lent; it gives that one up when it gets it back.
  let another: Connection | undefined;
  try {
    for (let tries = 1; ; tries++) {
      const current = another ?? connection;
      try {
        return await read(current);
      } catch (error) {
        if (db.isTransaction || !(await mayReadAgain(db, error, tries))) throw error;
        if (!isServerUnusable(error)) continue;
        const identity = identityOf(current);
        if (identity !== undefined) leaveServer(identity);
        if (another !== undefined) endConnection(another);
        another = (await db.client.acquireRawConnection()) as Connection;
      }
    }
  } finally {
    if (another !== undefined) endConnection(another);
  }
}

/** Begins a transaction that only reads; on another server where this one does not let it begin. */
export async function beginReading<T>(
  db: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    let hasBegun = false;
    let on: Connection | undefined;
    try {
      return await withConnection(db, (connection: Connection) => {
        on = connection;
        const run = (trx: Knex.Transaction) => {
          hasBegun = true;
          return work(trx);
        };
        return db.transaction(run, { connection });
      });
    } catch (error) {
      if (hasBegun || !(await mayReadAgain(db, error, tries))) throw error;
      const identity = on && identityOf(on);
      if (identity !== undefined && isServerUnusable(error)) leaveServer(identity);
    }
  }
}
