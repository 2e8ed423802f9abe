import type { SignedIn } from '../actor.ts';
import type { MonthState } from '../billing/month-state.ts';
import type { MessageTrouble } from '../messages/troubles.ts';
import type { AccountsStatus } from '../payments/trial-balance.ts';
import type { Month } from '../values/month.ts';

/** What there is to know of a mess, and to do. */
export interface MessStatus {
  readonly mess: { readonly name: string; readonly currency: string; readonly timeZone: string };
  readonly signedIn: SignedIn;
  /** Months with attendance and no bill, in order. */
  readonly unbilledMonths: readonly Month[];
  /** Months that are not closed, in order. */
  readonly openMonths: readonly MonthState[];
  /** Months that are over, after the newest that has anything recorded; with a roll, and without anything else. */
  readonly emptyMonths: readonly Month[];
  /** What a new mess lacks first: anybody on the roll, then anything that is recorded of a month; null for neither. */
  readonly begin: 'students' | 'attendance' | null;
  /** When the last backup of this database was made, ISO 8601, UTC; null for never. */
  readonly lastBackupAt: string | null;
  /** By the calendar of the mess, how many days ago that was. */
  readonly lastBackupDaysAgo: number | null;
  /** Null where no accounts are kept. */
  readonly accounts: AccountsStatus | null;
  /** Of messages that did not arrive; empty where there is nothing to do about them. */
  readonly messages: readonly MessageTrouble[];
}
