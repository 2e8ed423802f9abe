import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { BusyError } from '../../errors.ts';
import { connectedOf, type SqlValue } from '../dialect.ts';
import { LEASE_TABLE } from '../schema/migrations.ts';
import { isContention, isDuplicate } from './failures.ts';

/** Longer than any migration takes. Who was killed keeps others of its cluster out for as long. */
const LEASE_S = 60;

const LOOK_AGAIN_MS = 200;

/** Statements that make tables cannot be of a transaction, so none can keep others out. */
export const CREATE_LEASE = `create table if not exists "${LEASE_TABLE}" (
  "id" int unsigned not null primary key,
  "holder" varchar(36) not null,
  "server" varchar(255) not null,
  "held_until" bigint not null
) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB`;

const SERVER = "concat(@@hostname, ':', @@port)";

/**
 * Runs migrations on a server while nobody else does, through whichever node of its cluster.
 *
 * @param work is to call `renew` before each of them
 * @throws BusyError somebody else does, or did while `work` took too long
 */
export async function withMigrationLease<T>(
  db: Knex,
  work: (renew: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const { label, waitMs } = connectedOf(db);
  const deadline = performance.now() + waitMs;
  const busy = () =>
    new BusyError(
      'another_migration',
      `Somebody else is bringing the tables of ${label} up to date.`,
    );
  // Tells on this server whether whoever has the row still lives; each node has locks of its own.
  const lock = `concat('mess ', md5(database()))`;
  const waitS = Math.ceil(waitMs / 1000);
  if ((await readOne(db, `select get_lock(${lock}, ${waitS})`)) !== 1) throw busy();
  const holder = randomUUID();
  try {
    await db.raw(CREATE_LEASE);
    while (!(await tryToTake(db, holder))) {
      if (performance.now() > deadline) throw busy();
      await sleep(LOOK_AGAIN_MS);
    }
    return await work(async () => {
      if (!(await renew(db, holder))) throw busy();
    });
  } finally {
    await db(LEASE_TABLE)
      .where({ holder })
      .delete()
      .catch(() => {});
    await db.raw(`do release_lock(${lock})`).catch(() => {});
  }
}

async function tryToTake(db: Knex, holder: string): Promise<boolean> {
  const until = `unix_timestamp() + ${LEASE_S}`;
  try {
    await db.raw(
      `insert into "${LEASE_TABLE}" ("id", "holder", "server", "held_until")
       values (1, ?, ${SERVER}, ${until})`,
      [holder],
    );
    return true;
  } catch (error) {
    if (isContention(error)) return false;
    if (!isDuplicate(error)) throw error;
  }
  // Only where the old one's time is over, or it was of this server and has lost its lock there.
  const [result] = await db
    .raw(
      `update "${LEASE_TABLE}" set "holder" = ?, "server" = ${SERVER}, "held_until" = ${until}
       where "id" = 1 and ("held_until" < unix_timestamp() or "server" = ${SERVER})`,
      [holder],
    )
    .catch((error) => {
      if (isContention(error)) return [undefined];
      throw error;
    });
  return result?.affectedRows === 1;
}

async function renew(db: Knex, holder: string): Promise<boolean> {
  const [result] = await db.raw(
    `update "${LEASE_TABLE}" set "held_until" = greatest("held_until" + 1, unix_timestamp() + ${LEASE_S})
     where "holder" = ?`,
    [holder],
  );
  return result?.affectedRows === 1;
}

async function readOne(db: Knex, sql: string): Promise<unknown> {
  const rows = await connectedOf(db).dialect.selectArrays<[SqlValue]>(db, sql);
  return rows[0]?.[0];
}
