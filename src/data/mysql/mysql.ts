import type { Readable } from 'node:stream';
import type { Knex } from 'knex';
import type { Connection, QueryError } from 'mysql2';
import type { MysqlAddress } from '../../domain/values/database-address.ts';
import {
  type Dialect,
  inChunks,
  type RowUpdates,
  type SqlValue,
  withConnection,
} from '../dialect.ts';
import { TURN_TABLE } from '../schema/migrations.ts';
import { identityOf, leaveServer, type MysqlOptions } from './connection.ts';
import { isContention, isLost, isServerUnusable, mayBeStored } from './failures.ts';
import { migrateServer } from './migrate.ts';
import { connectMysqlAs } from './pool.ts';
import { beginReading, readFromAny, readWith } from './reading.ts';
import { translateMysqlError } from './sentences.ts';
import { ask } from './session.ts';

/** Well below the least `max_allowed_packet` that servers are set to, in characters. */
const MAX_STATEMENT = 500_000;

function literal(connection: Connection, value: SqlValue): string {
  return typeof value === 'string' ? connection.escape(value) : String(value ?? 'null');
}

/** Rows of literals in brackets, as many as one statement may have. */
function* valueLists(
  connection: Connection,
  rows: Iterable<readonly SqlValue[]>,
): Iterable<{ readonly text: string; readonly count: number }> {
  let text = '';
  let count = 0;
  for (const row of rows) {
    let list = count === 0 ? '(' : ',(';
    for (let i = 0; i < row.length; i++) {
      if (i > 0) list += ',';
      list += literal(connection, row[i] ?? null);
    }
    text += `${list})`;
    count++;
    if (text.length < MAX_STATEMENT) continue;
    yield { text, count };
    [text, count] = ['', 0];
  }
  if (count > 0) yield { text, count };
}

const UPDATES_AT_ONCE = 500;

/** One statement for many rows: they are joined to their new values by the primary key. */
function updateStatement(
  connection: Connection,
  table: string,
  { keys, columns }: RowUpdates,
  rows: readonly (readonly SqlValue[])[],
): string {
  const names = [...keys, ...columns];
  const selects = rows.map((row, index) => {
    const cells = names.map((name, i) => {
      const text = literal(connection, row[i] ?? null);
      return index === 0 ? `${text} as "${name}"` : text;
    });
    return `select ${cells.join(', ')}`;
  });
  const on = keys.map((name) => `"${table}"."${name}" = "changed"."${name}"`).join(' and ');
  const set = columns.map((name) => `"${table}"."${name}" = "changed"."${name}"`).join(', ');
  return `update "${table}" join (${selects.join(' union all ')}) as "changed" on ${on} set ${set}`;
}

export const mysql: Dialect = {
  name: 'mysql',

  async insertRows(trx, table, columns, rows, onRows) {
    const connection: Connection = await trx.client.acquireConnection();
    const names = columns.map((name) => `"${name}"`).join(', ');
    let done = 0;
    let pending: Promise<unknown> = Promise.resolve();
    for (const { text, count } of valueLists(connection, rows)) {
      // The next rows are written down while the server stores these. Never two statements at once:
      // after a deadlock the second would be outside of the transaction.
      await pending;
      onRows?.(done);
      pending = ask(connection, `insert into "${table}" (${names}) values ${text}`);
      // Seen again above; without this an early failure would be one nobody waits for.
      pending.catch(() => {});
      done += count;
    }
    await pending;
  },

  async updateRows(trx, table, updates, onRows) {
    const connection: Connection = await trx.client.acquireConnection();
    let done = 0;
    for (const rows of inChunks(updates.rows, UPDATES_AT_ONCE)) {
      await ask(connection, updateStatement(connection, table, updates, rows));
      done += rows.length;
      onRows?.(done);
    }
  },

  async execute(trx, sql, values) {
    await ask(await trx.client.acquireConnection(), sql, values);
  },

  selectArrays: (db, sql, values) =>
    withConnection(db, (lent: Connection) =>
      readWith(db, lent, (connection) => ask(connection, sql, values)),
    ),

  async *streamArrays(db, sql) {
    const connection: Connection = await db.client.acquireConnection();
    let rows: Readable | undefined;
    let lost: Error | undefined;
    // A query without a callback is not told when its connection is lost, and would wait for ever.
    const onLost = (error: Error) => {
      lost = error;
      rows?.destroy(error);
    };
    connection.once('error', onLost);
    try {
      rows = connection.query({ sql, rowsAsArray: true }).stream({ highWaterMark: 2000 });
      if (lost !== undefined) throw lost;
      let batch: SqlValue[][] = [];
      for await (const row of rows) {
        batch.push(row);
        if (batch.length < 2000) continue;
        yield batch;
        batch = [];
      }
      yield batch;
    } finally {
      connection.off('error', onLost);
      await db.client.releaseConnection(connection);
    }
  },

  // The server itself skips from value to value.
  async listDistinct(db, table, column) {
    const sql = `select distinct "${column}" from "${table}" order by "${column}"`;
    return (await mysql.selectArrays<[string]>(db, sql)).map(([value]) => value);
  },

  // The server gives up soon enough: see the slices in which it waits for a lock.
  executeIfFree: (db, sql, values) =>
    withConnection(db, async (connection: Connection) => {
      await ask(connection, sql, values);
    }),

  // The row is the write lock: whoever has written it keeps every other writer waiting until the
  // transaction ends. It is written and not only locked, since a lock is of one node of a cluster: of
  // those who write it at once on two nodes, one is refused. The reads after it see what was stored when
  // the row was had. And whoever has stored it knows that a transaction which wrote it before is stored
  // too, or never will be.
  async takeTurn(trx) {
    await trx.raw(
      `insert into "${TURN_TABLE}" ("name", "taken") values ('write', 1)
       on duplicate key update "taken" = "taken" + 1`,
    );
  },

  readSnapshot: beginReading,

  moveOn(on, error) {
    const left = on && identityOf(on);
    if (left === undefined || left.isLeft || !isServerUnusable(error)) return false;
    leaveServer(left);
    return true;
  },

  async settleLost(db, lost) {
    const old = lost && identityOf(lost);
    if (old === undefined) return;
    leaveServer(old);
    await withConnection(db, async (connection: Connection) => {
      const [uptime] = await ask<[string, string]>(connection, "show global status like 'Uptime'");
      const ageMs = performance.now() - old.openedAtMs;
      // After a restart the old connection is gone, and its number may be another's.
      const isSame = identityOf(connection)?.server === old.server;
      if (!isSame || Number(uptime?.[1] ?? 0) * 1000 < ageMs - 1000) return;
      await ask(connection, `kill ${old.threadId}`).catch((error: QueryError) => {
        if (error.errno !== ER_NO_SUCH_THREAD) throw error;
      });
    });
  },

  migrate: migrateServer,

  async checkStorage(db, tables) {
    const names = tables.map((name) => `"${name}"`).join(', ');
    const rows = await mysql.selectArrays<[string, string, string, string]>(
      db,
      `check table ${names}`,
    );
    const isFault = ([, , kind, text]: (typeof rows)[number]) => kind !== 'status' || text !== 'OK';
    return rows.filter(isFault).map(([table, , , text]) => `${table}: ${text}`);
  },

  isContention,
  isLost,
  mayBeStored,
  translate: (error, label) => translateMysqlError(error, label),
};

const ER_NO_SUCH_THREAD = 1094;

/**
 * A knex on a database of a server. The caller must `destroy()` it.
 *
 * @throws UnavailableError the file of certificates cannot be read
 */
export async function connectMysql(address: MysqlAddress, options: MysqlOptions): Promise<Knex> {
  const db = await connectMysqlAs(mysql, address, options);
  if (address.servers.length > 1) readFromAny(db);
  return db;
}

/** The tables of the database, by name. */
export async function listTables(db: Knex): Promise<string[]> {
  const rows = await mysql.selectArrays<[string]>(
    db,
    'select table_name from information_schema.tables where table_schema = database() order by 1',
  );
  return rows.map(([name]) => name);
}
