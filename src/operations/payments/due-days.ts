import type { Knex } from 'knex';
import { listMadeBills, type MadeBill } from '../../data/payments/accounts.ts';
import { type DueOf, findDueDays } from '../../domain/payments/due-days.ts';
import { dateIn } from '../../domain/values/date.ts';
import type { Mess } from '../mess/mess.ts';

/** A bill with the days on which it was made and ended, `YYYY-MM-DD`. */
export interface DatedMadeBill extends MadeBill {
  readonly madeOn: string;
  /** Null for a live one. */
  readonly endedOn: string | null;
}

/** Every bill that is owed with its revisions, and on which day each is due as it was known on a day. */
export interface DueBills {
  /** In the order of months and revisions. */
  readonly bills: readonly DatedMadeBill[];
  readonly dueOf: DueOf;
}

/** @param asOf `YYYY-MM-DD` */
export async function readDueBills(
  db: Knex,
  { settings }: Pick<Mess, 'settings'>,
  asOf: string,
): Promise<DueBills> {
  const { accountsFrom, timeZone, dueDay } = settings;
  const on = (at: string) => dateIn(timeZone, new Date(at));
  const made = accountsFrom === null ? [] : await listMadeBills(db, accountsFrom);
  const bills = made.map((bill) => ({
    ...bill,
    madeOn: on(bill.madeAt),
    endedOn: bill.endedAt === null ? null : on(bill.endedAt),
  }));
  return { bills, dueOf: findDueDays(dueDay, bills, asOf) };
}
