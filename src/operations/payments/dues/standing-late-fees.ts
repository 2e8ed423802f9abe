import { requirePermission } from '../../../auth/permissions.ts';
import { sumLateFees } from '../../../data/payments/accounts.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { Month } from '../../../domain/values/month.ts';
import type { Mess } from '../../mess/mess.ts';

/** Late fees that stand on the accounts: nothing takes them back by itself. */
export interface StandingLateFees {
  readonly students: number;
  /** In minor units. */
  readonly amountMinor: bigint;
}

/** Of the bill of a month, whether or not there is one by now. */
export async function readStandingLateFees(
  { db }: Pick<Mess, 'db'>,
  actor: Actor,
  month: Month,
): Promise<StandingLateFees> {
  requirePermission(actor, "see everybody's dues");
  const fees = [...(await sumLateFees(db, month)).values()];
  return { students: fees.length, amountMinor: fees.reduce((sum, fee) => sum + fee, 0n) };
}
