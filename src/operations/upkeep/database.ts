import { requirePermission } from '../../auth/permissions.ts';
import { connectedOf } from '../../data/dialect.ts';
import { isOperationStored } from '../../data/mess/audit.ts';
import { checkServersOf, connectMess, migrateDatabase, type OpenOptions } from '../../data/open.ts';
import { schemaState } from '../../data/schema/migrations.ts';
import { inTransaction } from '../../data/transaction.ts';
import type { Actor } from '../../domain/actor.ts';
import type { DatabaseStatus, MigratedDatabase } from '../../domain/upkeep/database-status.ts';
import { type DatabaseAddress, describeAddress } from '../../domain/values/database-address.ts';
import { NotFoundError } from '../../errors.ts';
import type { Mess } from '../mess/mess.ts';

/**
 * Where the schema of a mess stands against this program. Needs no sign-in, and changes nothing.
 *
 * @throws UnavailableError there is no mess
 */
export async function getDatabaseStatus(
  address: DatabaseAddress,
  options: OpenOptions,
): Promise<DatabaseStatus> {
  const db = await connectMess(address, options);
  try {
    const state = await schemaState(db);
    const servers = await checkServersOf(address, options);
    return {
      database: describeAddress(address),
      kind: address.kind,
      ...state,
      ...(servers.length > 0 && { servers }),
    };
  } finally {
    await db.destroy();
  }
}

/** The same of the mess that is open, for somebody who may see its status. */
export async function showDatabaseStatus(
  mess: Mess,
  actor: Actor,
): Promise<Omit<DatabaseStatus, 'kind'>> {
  requirePermission(actor, 'see the status');
  return { database: connectedOf(mess.db).label, ...(await schemaState(mess.db)) };
}

/**
 * Whether a command whose outcome was unknown was stored. Waits until what that command may have left
 * running on a server has ended. Needs no sign-in.
 *
 * @throws NotFoundError it was not stored
 */
export async function refuseUnknownOperation(
  address: DatabaseAddress,
  options: OpenOptions,
  operationId: string,
): Promise<void> {
  const db = await connectMess(address, options);
  try {
    if (await inTransaction(db, (trx) => isOperationStored(trx, operationId))) return;
    const label = describeAddress(address);
    throw new NotFoundError(
      'unknown_operation',
      `The operation ${operationId} is not stored in ${label}.`,
    );
  } finally {
    await db.destroy();
  }
}

/**
 * Brings the schema up to date. Needs no sign-in: whoever holds the database may.
 *
 * @throws UnavailableError there is no mess, or it was made by a newer program
 */
export async function migrateMess(
  address: DatabaseAddress,
  options: OpenOptions,
): Promise<MigratedDatabase> {
  const db = await connectMess(address, options);
  try {
    return { database: describeAddress(address), ...(await migrateDatabase(db, address)) };
  } finally {
    await db.destroy();
  }
}
