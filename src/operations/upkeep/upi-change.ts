import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { listNewChangesOf } from '../../data/mess/audit-changes.ts';
import type { Actor } from '../../domain/actor.ts';
import { type MessSettings, NO_SETTING } from '../../domain/mess/settings.ts';
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
const read = new WeakMap<Knex, Found>();

interface Found {
  readonly until: number;
  readonly found: UpiChange | undefined;
  /** Until then there was none to be paid at, so that nobody was sent elsewhere. */
  readonly isFirst: boolean;
}

const NOTHING_READ: Found = { until: 0, found: undefined, isFirst: false };

/**
 * The newest change of the UPI id, or of its name, in the last seven days, but for the first setting of it: whoever can change it gets the money,
 * so that everybody at the desk is to see it.
 *
 * @returns undefined for none
 */
export async function findUpiChange(
  { db, now }: Pick<Mess, 'db' | 'now'>,
  actor: Actor,
): Promise<UpiChange | undefined> {
  requirePermission(actor, 'see the settings');
  const { until, found, isFirst: wasFirst } = read.get(db) ?? NOTHING_READ;
  const { changes, last } = await listNewChangesOf(db, 'settings', until);
  const news = changes
    .map(({ before, after, ...rest }): UpiChange => {
      return { ...rest, before: before as UpiPayee, after: after as UpiPayee };
    })
    .filter(({ after }) => after.upiAddress !== undefined || after.upiName !== undefined);
  const change = news.at(-1) ?? found;
  // Only the very first: whoever unsets it and then sets another one is to be seen.
  const isFirst =
    news.length === 0
      ? wasFirst
      : found === undefined && news.length === 1 && news[0]?.before.upiAddress === NO_SETTING;
  read.set(db, { until: last, found: change, isFirst });
  if (change === undefined || isFirst) return undefined;
  return now().getTime() - Date.parse(change.at) < SHOWN_MS ? change : undefined;
}
