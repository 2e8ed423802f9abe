import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { listNewChangesOf } from '../../data/mess/audit-changes.ts';
import type { Actor } from '../../domain/actor.ts';
import type { MessSettings } from '../../domain/mess/settings.ts';
import type { Mess } from '../mess/mess.ts';

/** Where students pay to is another than it was. */
export interface UpiChange {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The id of the admin; null where the database's holder did it. */
  readonly by: string | null;
  /** What was changed, as it was and is. */
  readonly before: UpiPayee;
  readonly after: UpiPayee;
}

type UpiPayee = Partial<Pick<MessSettings, 'upiAddress' | 'upiName'>>;

const SHOWN_MS = 7 * 24 * 3600 * 1000;

/** As far as the record was read, so that nobody waits for all of it at every page. */
const read = new WeakMap<Knex, { readonly until: number; readonly found: UpiChange | undefined }>();

/**
 * The newest change of the UPI id, or of its name, in the last seven days: whoever can change it gets the money,
 * so that everybody at the desk is to see it.
 *
 * @returns undefined for none
 */
export async function findUpiChange(
  { db, now }: Pick<Mess, 'db' | 'now'>,
  actor: Actor,
): Promise<UpiChange | undefined> {
  requirePermission(actor, 'see the settings');
  const { until = 0, found } = read.get(db) ?? {};
  const { changes, last } = await listNewChangesOf(db, 'settings', until);
  const newest = changes
    .map(({ before, after, ...rest }): UpiChange => {
      return { ...rest, before: before as UpiPayee, after: after as UpiPayee };
    })
    .findLast(({ after }) => after.upiAddress !== undefined || after.upiName !== undefined);
  const change = newest ?? found;
  read.set(db, { until: last, found: change });
  if (change === undefined) return undefined;
  return now().getTime() - Date.parse(change.at) < SHOWN_MS ? change : undefined;
}
