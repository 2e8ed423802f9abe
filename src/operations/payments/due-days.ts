import type { Knex } from 'knex';
import { listMadeBills, type MadeBill } from '../../data/payments/accounts.ts';
import {
  type BillDays,
  type DueOf,
  findDueDays,
  withDays,
} from '../../domain/payments/dues/due-days.ts';
import type { Mess } from '../mess/mess.ts';

/** A bill with the days on which it was made and ended. */
export type DatedMadeBill = MadeBill & BillDays;

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
  const made = accountsFrom === null ? [] : await listMadeBills(db, accountsFrom);
  const bills = withDays(made, timeZone);
  return { bills, dueOf: findDueDays(dueDay, bills, asOf) };
}
