import type { Knex } from 'knex';
import type { AdminRole } from '../../domain/access/admin.ts';
import { idKey } from '../../domain/values/id.ts';
import { dialectOf } from '../dialect.ts';
import type { DbInteger } from '../numbers.ts';
import { selectRows } from '../select-rows.ts';

export interface SessionRecord {
  readonly tokenHash: string;
  readonly holder:
    | { readonly kind: 'admin'; readonly id: string }
    | { readonly kind: 'student'; readonly no: number };
  /** All ISO 8601, UTC. */
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string;
  /** Where it began, such as `user@host`; null where that was not noted. */
  readonly place: string | null;
}

/** A session with what its holder is now: role and status are read at each command. */
export interface SessionWithHolder {
  readonly expiresAt: string;
  readonly lastUsedAt: string;
  readonly holder:
    | {
        readonly kind: 'admin';
        readonly id: string;
        readonly role: AdminRole;
        readonly disabledAt: string | null;
      }
    | { readonly kind: 'student'; readonly no: number; readonly id: string };
}

/** One with when and where it began. */
export interface StoredSession extends SessionWithHolder {
  readonly tokenHash: string;
  readonly createdAt: string;
  readonly place: string | null;
}

interface JoinedRow {
  expires_at: string;
  last_used_at: string;
  admin_id: string | null;
  role: AdminRole | null;
  disabled_at: string | null;
  student_no: DbInteger | null;
  student_id: string | null;
}

export async function insertSession(db: Knex, session: SessionRecord): Promise<void> {
  const { holder } = session;
  await db('sessions').insert({
    token_hash: session.tokenHash,
    admin_key: holder.kind === 'admin' ? idKey(holder.id) : null,
    student_no: holder.kind === 'student' ? holder.no : null,
    created_at: session.createdAt,
    expires_at: session.expiresAt,
    last_used_at: session.lastUsedAt,
    place: session.place,
  });
}

export async function findSession(
  db: Knex,
  tokenHash: string,
): Promise<SessionWithHolder | undefined> {
  // Asked by each command and each request.
  const [row] = await selectRows<JoinedRow>(db, JOINED_COLUMNS, BY_HASH, [tokenHash]);
  return row && fromJoined(row);
}

const JOINED = {
  expires_at: 'sessions.expires_at',
  last_used_at: 'sessions.last_used_at',
  admin_id: 'admins.id',
  role: 'admins.role',
  disabled_at: 'admins.disabled_at',
  student_no: 'students.no',
  student_id: 'students.id',
} as const;

const JOINED_COLUMNS: Readonly<Record<keyof JoinedRow, string>> = JOINED;

const BY_HASH =
  'from sessions left join admins on admins.id_key = sessions.admin_key ' +
  'left join students on students.no = sessions.student_no where sessions.token_hash = ?';

function withHolders(db: Knex): Knex.QueryBuilder {
  return db('sessions')
    .leftJoin('admins', 'admins.id_key', 'sessions.admin_key')
    .leftJoin('students', 'students.no', 'sessions.student_no');
}

function fromJoined(row: JoinedRow): SessionWithHolder | undefined {
  const times = { expiresAt: row.expires_at, lastUsedAt: row.last_used_at };
  if (row.admin_id !== null && row.role !== null) {
    const { admin_id: id, role, disabled_at: disabledAt } = row;
    return { ...times, holder: { kind: 'admin', id, role, disabledAt } };
  }
  if (row.student_no !== null && row.student_id !== null) {
    return {
      ...times,
      holder: { kind: 'student', no: Number(row.student_no), id: row.student_id },
    };
  }
  return undefined;
}

/** Every session that is stored, also those that are over: who began last stands last. */
export async function listSessions(db: Knex): Promise<StoredSession[]> {
  const rows: (JoinedRow & { token_hash: string; created_at: string; place: string | null })[] =
    await withHolders(db)
      .orderBy([{ column: 'sessions.created_at' }, { column: 'sessions.token_hash' }])
      .select({
        ...JOINED,
        token_hash: 'sessions.token_hash',
        created_at: 'sessions.created_at',
        place: 'sessions.place',
      });
  return rows.flatMap((row) => {
    const session = fromJoined(row);
    if (session === undefined) return [];
    const { token_hash: tokenHash, created_at: createdAt, place } = row;
    return [{ ...session, tokenHash, createdAt, place }];
  });
}

/** Notes that a session was used; does not wait for another writer. */
export async function touchSession(db: Knex, tokenHash: string, at: string): Promise<void> {
  const sql = 'update "sessions" set "last_used_at" = ? where "token_hash" = ?';
  await dialectOf(db).executeIfFree(db, sql, [at, tokenHash]);
}

export async function deleteSession(db: Knex, tokenHash: string): Promise<void> {
  await db('sessions').where({ token_hash: tokenHash }).delete();
}

/** Ends every session of an admin, but for one that may be kept. */
export async function deleteSessionsOfAdmin(
  db: Knex,
  id: string,
  keepTokenHash: string | undefined,
): Promise<void> {
  const rows = db('sessions').where({ admin_key: idKey(id) });
  if (keepTokenHash !== undefined) rows.whereNot({ token_hash: keepTokenHash });
  await rows.delete();
}

export async function deleteSessionsOfStudent(db: Knex, no: number): Promise<void> {
  await db('sessions').where({ student_no: no }).delete();
}

export async function deleteExpiredSessions(db: Knex, now: string): Promise<void> {
  await db('sessions').where('expires_at', '<=', now).delete();
}
