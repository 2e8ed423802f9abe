import type { Knex } from 'knex';
import { hashOneTimeCode } from '../../auth/code-check.ts';
import { NO_PASSWORD } from '../../auth/passwords.ts';
import { requirePermission } from '../../auth/permissions.ts';
import { createOneTimeCode } from '../../auth/tokens.ts';
import { findAdmin, listEnabledOwners, updateAdmin } from '../../data/access/admins.ts';
import { replaceOneTimeCode } from '../../data/access/one-time-codes.ts';
import { deleteSessionsOfAdmin } from '../../data/access/sessions.ts';
import { clearSignInFailuresOf } from '../../data/access/sign-in-attempts.ts';
import { ADMIN_CODE_MS, type OneTimeCode } from '../../domain/access/one-time-code.ts';
import type { Actor } from '../../domain/actor.ts';
import { sha256 } from '../../domain/mess/record-chain.ts';
import { idKey } from '../../domain/values/id.ts';
import { ConflictError, NotFoundError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { getAdmin } from './admins.ts';

/**
 * Takes an admin's password and sessions away, for a one-time code: who has it chooses a new password at
 * the first sign-in. The code is told once and stored as a hash.
 *
 * @throws NotFoundError no such admin
 * @throws ConflictError it is oneself, who is to say the old password
 */
export async function resetAdmin(mess: Mess, actor: Actor, id: string): Promise<OneTimeCode> {
  const owner = requirePermission(actor, 'change the admins');
  if (idKey(owner.id) === idKey(id)) {
    throw new ConflictError('reset_of_own', 'A reset is for the password of somebody else.');
  }
  return change(mess, actor, 'admin reset', async ({ trx, at, record }) => {
    const admin = await getAdmin(trx, id);
    const code = await giveCode(trx, admin.id, at);
    const { expiresAt } = code;
    await record({ subject: admin.id, after: { expiresAt, digests: noSecret() } });
    return code;
  });
}

/**
 * The same for an owner who is locked out, by whoever holds the database, who need not be signed in. The
 * owners are told at their next sign-ins.
 *
 * @throws NotFoundError there is no such owner, or one who is disabled
 */
export async function recoverOwner(mess: Mess, id: string): Promise<OneTimeCode> {
  return change(mess, { kind: 'database' }, 'admin recover', async ({ trx, at, record }) => {
    const owner = await requireOwner({ db: trx }, id);
    const code = await giveCode(trx, owner, at);
    await updateAdmin(trx, owner, { recoveredAt: at });
    const { expiresAt } = code;
    await record({ subject: owner, after: { recoveredAt: at, expiresAt, digests: noSecret() } });
    return code;
  });
}

/** Whom a recovery may be for: for whoever holds the database. There is always one. */
export function listOwners({ db }: Pick<Mess, 'db'>): Promise<string[]> {
  return listEnabledOwners(db);
}

/**
 * Whom a recovery is for, as they are written.
 *
 * @throws NotFoundError there is no such owner, or one who is disabled
 */
export async function requireOwner({ db }: Pick<Mess, 'db'>, id: string): Promise<string> {
  const admin = await findAdmin(db, id);
  if (admin?.role === 'owner' && admin.disabledAt === null) return admin.id;
  const owners = await listEnabledOwners(db);
  throw new NotFoundError('unknown_owner', `There is no owner ${id} who may sign in.`, {
    about: { owners },
  });
}

/** Not a constant: what hashes takes as long to load as a short command's SQL. */
function noSecret(): { readonly secret: string } {
  return { secret: sha256(NO_PASSWORD) };
}

async function giveCode(trx: Knex.Transaction, id: string, at: string): Promise<OneTimeCode> {
  const holder = { kind: 'admin', id } as const;
  const code = createOneTimeCode();
  const expiresAt = new Date(Date.parse(at) + ADMIN_CODE_MS).toISOString();
  const codeHash = hashOneTimeCode(holder, code);
  await replaceOneTimeCode(trx, holder, { codeHash, createdAt: at, expiresAt });
  await updateAdmin(trx, id, { passwordHash: NO_PASSWORD });
  await deleteSessionsOfAdmin(trx, id, undefined);
  await clearSignInFailuresOf(trx, 'admin', id);
  return { id, code, expiresAt };
}
