import type { Knex } from 'knex';
import type { AdminRole } from '../../domain/access/admin.ts';
import { idKey } from '../../domain/values/id.ts';
import type { DbInteger } from '../numbers.ts';

export interface AdminRecord {
  readonly id: string;
  readonly role: AdminRole;
  readonly passwordHash: string;
  readonly createdAt: string;
  /** ISO 8601; null while the admin may sign in. */
  readonly disabledAt: string | null;
  /** ISO 8601; when whoever holds the database last let this owner in again. */
  readonly recoveredAt: string | null;
}

interface AdminRow {
  id_key: string;
  id: string;
  role: AdminRole;
  password_hash: string;
  created_at: string;
  disabled_at: string | null;
  recovered_at: string | null;
}

export async function insertAdmin(
  db: Knex,
  admin: Omit<AdminRecord, 'recoveredAt'>,
): Promise<void> {
  await db('admins').insert({
    id_key: idKey(admin.id),
    id: admin.id,
    role: admin.role,
    password_hash: admin.passwordHash,
    created_at: admin.createdAt,
    disabled_at: admin.disabledAt,
  });
}

/** Without regard to case. */
export async function findAdmin(db: Knex, id: string): Promise<AdminRecord | undefined> {
  const row: AdminRow | undefined = await db('admins')
    .where({ id_key: idKey(id) })
    .first();
  return row && fromRow(row);
}

/** Ordered by id. */
export async function listAdmins(db: Knex): Promise<AdminRecord[]> {
  const rows: AdminRow[] = await db('admins').orderBy('id').select();
  return rows.map(fromRow);
}

export async function updateAdmin(
  db: Knex,
  id: string,
  change: Partial<Pick<AdminRecord, 'role' | 'passwordHash' | 'disabledAt' | 'recoveredAt'>>,
): Promise<void> {
  const row: Partial<AdminRow> = {};
  if (change.role !== undefined) row.role = change.role;
  if (change.passwordHash !== undefined) row.password_hash = change.passwordHash;
  if (change.disabledAt !== undefined) row.disabled_at = change.disabledAt;
  if (change.recoveredAt !== undefined) row.recovered_at = change.recoveredAt;
  await db('admins')
    .where({ id_key: idKey(id) })
    .update(row);
}

/** Owners who were let in again since, by whoever holds the database; the oldest first. */
export async function listRecoveredSince(
  db: Knex,
  since: string,
): Promise<{ readonly id: string; readonly at: string }[]> {
  return db('admins')
    .where('recovered_at', '>=', since)
    .orderBy('recovered_at')
    .select({ id: 'id', at: 'recovered_at' });
}

/** The ids of owners who may sign in, in their order. */
export async function listEnabledOwners(db: Knex): Promise<string[]> {
  return db('admins').where({ role: 'owner' }).whereNull('disabled_at').orderBy('id').pluck('id');
}

export async function countEnabledOwners(db: Knex): Promise<number> {
  const [row]: { count: DbInteger }[] = await db('admins')
    .where({ role: 'owner' })
    .whereNull('disabled_at')
    .count({ count: '*' });
  return Number(row?.count ?? 0);
}

function fromRow(row: AdminRow): AdminRecord {
  return {
    id: row.id,
    role: row.role,
    passwordHash: row.password_hash,
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
    recoveredAt: row.recovered_at,
  };
}
