import { requirePermission } from '../../auth/permissions.ts';
import { sumPurchases } from '../../data/purchases/heads.ts';
import type { Actor } from '../../domain/actor.ts';
import type { HeadTotal } from '../../domain/purchases/purchase.ts';
import type { Month } from '../../domain/values/month.ts';
import type { Mess } from '../mess/mess.ts';

/** What was spent in each of some months, by heads, those that are divided first. */
export async function listHeadTotals(
  mess: Mess,
  actor: Actor,
  months: readonly Month[],
): Promise<Map<Month, readonly HeadTotal[]>> {
  requirePermission(actor, 'see purchases');
  const totals = new Map<Month, readonly HeadTotal[]>();
  for (const month of months) totals.set(month, await sumPurchases(mess.db, month));
  return totals;
}
