import { requirePermission } from '../../auth/permissions.ts';
import { listUnbilledMonths } from '../../data/billing/months.ts';
import type { Actor, SignedIn } from '../../domain/actor.ts';
import type { MonthState } from '../../domain/billing/month-state.ts';
import type { Month } from '../../domain/values/month.ts';
import { listOpenMonths } from '../billing/months.ts';
import type { Mess } from '../mess/mess.ts';

export interface Status {
  readonly mess: { readonly name: string; readonly currency: string; readonly timeZone: string };
  readonly signedIn: SignedIn;
  /** Months with attendance and no bill, in order. */
  readonly unbilledMonths: readonly Month[];
  /** Months that are not closed, in order. */
  readonly openMonths: readonly MonthState[];
}

export async function getStatus(mess: Mess, actor: Actor): Promise<Status> {
  const signedIn = requirePermission(actor, 'see the status');
  const { name, currency, timeZone } = mess.settings;
  return {
    mess: { name, currency, timeZone },
    signedIn,
    unbilledMonths: await listUnbilledMonths(mess.db),
    openMonths: await listOpenMonths(mess),
  };
}
