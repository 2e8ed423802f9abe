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
}

interface AdminRow {
  id_key: string;
  id: string;
  role: AdminRole;
  password_hash: string;
  created_at: string;
  disabled_at: string | null;
}

export async function insertAdmin(db: Knex, admin: AdminRecord): Promise<void> {
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
  change: Partial<Pick<AdminRecord, 'role' | 'passwordHash' | 'disabledAt'>>,
): Promise<void> {
  const row: Partial<AdminRow> = {};
  if (change.role !== undefined) row.role = change.role;
  if (change.passwordHash !== undefined) row.password_hash = change.passwordHash;
  if (change.disabledAt !== undefined) row.disabled_at = change.disabledAt;
  await db('admins')
    .where({ id_key: idKey(id) })
    .update(row);
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
  };
}
