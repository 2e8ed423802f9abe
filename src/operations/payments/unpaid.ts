import { requirePermission } from '../../auth/permissions.ts';
import type { Actor } from '../../domain/actor.ts';
import { allocateCharged } from '../../domain/payments/dues/dues.ts';
import type { Month } from '../../domain/values/month.ts';
import { type Mess, today } from '../mess/mess.ts';
import { readCharged } from './list-dues.ts';

/** What of a bill is not paid yet. */
export interface UnpaidBill {
  /** How many owe any of it. */
  readonly students: number;
  /** In minor units. */
  readonly amountMinor: bigint;
}

/** Null where the month's bill is not owed, because the accounts begin later or are not kept. */
export async function readUnpaid(
  mess: Mess,
  actor: Actor,
  month: Month,
): Promise<UnpaidBill | null> {
  requirePermission(actor, "see everybody's dues");
  const { accountsFrom } = mess.settings;
  if (accountsFrom === null || month < accountsFrom) return null;
  const charged = await readCharged(mess, today(mess));
  const unpaid = [...charged.values()]
    .filter(({ debts }) => debts.some((debt) => debt.month === month))
    .flatMap((each) => allocateCharged(each).debts)
    .filter((debt) => debt.kind === 'bill' && debt.month === month && debt.outstandingMinor > 0n);
  return {
    students: unpaid.length,
    amountMinor: unpaid.reduce((sum, { outstandingMinor }) => sum + outstandingMinor, 0n),
  };
}
