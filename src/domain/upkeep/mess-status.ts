import type { SignedIn } from '../actor.ts';
import type { MonthState } from '../billing/month-state.ts';
import type { Month } from '../values/month.ts';

/** What there is to know of a mess, and to do. */
export interface MessStatus {
  readonly mess: { readonly name: string; readonly currency: string; readonly timeZone: string };
  readonly signedIn: SignedIn;
  /** Months with attendance and no bill, in order. */
  readonly unbilledMonths: readonly Month[];
  /** Months that are not closed, in order. */
  readonly openMonths: readonly MonthState[];
}
