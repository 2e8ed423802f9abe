import type { Knex } from 'knex';
import { type Permission, requirePermission } from '../../auth/permissions.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Mess } from './mess.ts';

/** An operation that gives whoever has the permission what is read for it. */
export function reading<Args extends readonly unknown[], Found>(
  permission: Permission,
  read: (db: Knex, ...args: Args) => Promise<Found>,
): (mess: Mess, actor: Actor, ...args: Args) => Promise<Found> {
  return async (mess, actor, ...args) => {
    requirePermission(actor, permission);
    return read(mess.db, ...args);
  };
}
