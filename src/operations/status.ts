import type { Actor, SignedIn } from '../auth/actor.ts';
import { requirePermission } from '../auth/permissions.ts';
import { listUnbilledMonths } from '../data/attendance.ts';
import type { Month } from '../domain/month.ts';
import type { Mess } from './mess.ts';

export interface Status {
  readonly mess: { readonly name: string; readonly currency: string; readonly timeZone: string };
  readonly signedIn: SignedIn;
  /** Months with attendance and no bill, in order. */
  readonly unbilledMonths: readonly Month[];
}

export async function getStatus(mess: Mess, actor: Actor): Promise<Status> {
  const signedIn = requirePermission(actor, 'see the status');
  const { name, currency, timeZone } = mess.settings;
  return {
    mess: { name, currency, timeZone },
    signedIn,
    unbilledMonths: await listUnbilledMonths(mess.db),
  };
}
