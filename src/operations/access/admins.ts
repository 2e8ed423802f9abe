import type { Knex } from 'knex';
import { hashPassword } from '../../auth/passwords.ts';
import { requirePermission } from '../../auth/permissions.ts';
import {
  type AdminRecord,
  countEnabledOwners,
  findAdmin,
  insertAdmin,
  listAdmins as listAdminRecords,
  updateAdmin,
} from '../../data/access/admins.ts';
import { deleteOneTimeCode } from '../../data/access/one-time-codes.ts';
import { deleteSessionsOfAdmin } from '../../data/access/sessions.ts';
import { clearSignInFailuresOf } from '../../data/access/sign-in-attempts.ts';
import type { Admin, AdminRole } from '../../domain/access/admin.ts';
import type { Actor, SignedIn } from '../../domain/actor.ts';
import { sha256 } from '../../domain/mess/record-chain.ts';
import { idKey } from '../../domain/values/id.ts';
import { ConflictError, NotFoundError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { reading } from '../mess/reading.ts';
import type { SignInPlace } from './devices.ts';
import { refuseOtherPassword } from './sign-in.ts';

export const listAdmins = reading('see the admins', async (db) =>
  (await listAdminRecords(db)).map(toAdmin),
);

/** @throws ConflictError the id is taken */
export async function addAdmin(
  mess: Mess,
  actor: Actor,
  input: { readonly id: string; readonly role: AdminRole; readonly password: string },
): Promise<Admin> {
  requirePermission(actor, 'change the admins');
  const passwordHash = await hashPassword(input.password);
  return change(mess, actor, 'admin add', async ({ trx, at, record }) => {
    const taken = await findAdmin(trx, input.id);
    if (taken !== undefined) {
      throw new ConflictError('admin_exists', `There is an admin ${taken.id} already.`, {
        about: { id: taken.id },
      });
    }
    const admin = { id: input.id, role: input.role, disabled: false };
    const digests = { secret: sha256(passwordHash) };
    await record({ subject: input.id, after: { ...admin, digests } });
    const { id, role } = input;
    await insertAdmin(trx, { id, role, passwordHash, createdAt: at, disabledAt: null });
    return admin;
  });
}

/**
 * Changes an admin's role, and ends their sessions: what they may is another thing now.
 *
 * @throws NotFoundError no such admin
 * @throws ConflictError it would leave no enabled owner
 */
export async function editAdmin(
  mess: Mess,
  actor: Actor,
  id: string,
  role: AdminRole,
): Promise<Admin> {
  requirePermission(actor, 'change the admins');
  return change(mess, actor, 'admin edit', async ({ trx, record }) => {
    const admin = await getAdmin(trx, id);
    const after = { ...toAdmin(admin), role };
    if (admin.role === role) return after;
    if (admin.role === 'owner') await refuseWithoutOwner(trx, admin, 'demoted');
    await record({ subject: admin.id, before: toAdmin(admin), after });
    await updateAdmin(trx, admin.id, { role });
    await deleteSessionsOfAdmin(trx, admin.id, undefined);
    return after;
  });
}

/**
 * Shuts an admin out and ends their sessions.
 *
 * @throws NotFoundError no such admin
 * @throws ConflictError it would leave no enabled owner
 */
export async function disableAdmin(mess: Mess, actor: Actor, id: string): Promise<Admin> {
  requirePermission(actor, 'change the admins');
  return change(mess, actor, 'admin disable', async ({ trx, at, record }) => {
    const admin = await getAdmin(trx, id);
    const after = { ...toAdmin(admin), disabled: true };
    if (admin.disabledAt !== null) return after;
    if (admin.role === 'owner') await refuseWithoutOwner(trx, admin, 'disabled');
    await record({ subject: admin.id, before: toAdmin(admin), after });
    await updateAdmin(trx, admin.id, { disabledAt: at });
    await deleteSessionsOfAdmin(trx, admin.id, undefined);
    return after;
  });
}

/** @throws NotFoundError no such admin */
export async function enableAdmin(mess: Mess, actor: Actor, id: string): Promise<Admin> {
  requirePermission(actor, 'change the admins');
  return change(mess, actor, 'admin enable', async ({ trx, record }) => {
    const admin = await getAdmin(trx, id);
    const after = { ...toAdmin(admin), disabled: false };
    if (admin.disabledAt === null) return after;
    await record({ subject: admin.id, before: toAdmin(admin), after });
    await updateAdmin(trx, admin.id, { disabledAt: null });
    await clearSignInFailuresOf(trx, 'admin', admin.id);
    return after;
  });
}

/**
 * Whose password is to be set: the one given, or one's own.
 *
 * @throws NotSignedInError
 * @throws NotAllowedError
 */
export function requireToChangePassword(actor: Actor, given: string | undefined): string {
  const self = requirePermission(actor, 'change the own password');
  const id = given ?? self.id;
  if (idKey(self.id) !== idKey(id)) requirePermission(actor, 'change the admins');
  return id;
}

/**
 * Sets a new password: one's own, or as an owner anybody's. Ends the admin's sessions, but for the one
 * that acts.
 *
 * @param input.old the one of before: who changes their own must know it
 * @throws NotFoundError no such admin
 * @throws NotSignedInError the old password is another one; or it is too early after failures
 */
export async function changePassword(
  mess: Mess,
  actor: SignedIn,
  input: SignInPlace & {
    readonly id: string;
    readonly password: string;
    readonly old: string | undefined;
  },
): Promise<Admin> {
  const { id, password, old = '', ...where } = input;
  requireToChangePassword(actor, id);
  if (idKey(actor.id) === idKey(id)) await refuseOtherPassword(mess, id, old, where);
  const passwordHash = await hashPassword(password);
  return change(mess, actor, 'admin passwd', async ({ trx, record }) => {
    const admin = await getAdmin(trx, id);
    await record({ subject: admin.id, after: { digests: { secret: sha256(passwordHash) } } });
    await updateAdmin(trx, admin.id, { passwordHash });
    await deleteSessionsOfAdmin(trx, admin.id, actor.tokenHash);
    await deleteOneTimeCode(trx, { kind: 'admin', id: admin.id });
    await clearSignInFailuresOf(trx, 'admin', admin.id);
    return toAdmin(admin);
  });
}

export async function getAdmin(db: Knex, id: string): Promise<AdminRecord> {
  const admin = await findAdmin(db, id);
  if (admin === undefined) {
    throw new NotFoundError('unknown_admin', `There is no admin ${id}.`);
  }
  return admin;
}

async function refuseWithoutOwner(db: Knex, admin: AdminRecord, how: string): Promise<void> {
  if (admin.disabledAt !== null || (await countEnabledOwners(db)) > 1) return;
  throw new ConflictError('last_owner', `${admin.id} is the last owner and cannot be ${how}.`);
}

function toAdmin({ id, role, disabledAt }: AdminRecord): Admin {
  return { id, role, disabled: disabledAt !== null };
}
