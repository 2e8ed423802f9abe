import type { Knex } from 'knex';
import { sumPurchases } from '../../data/purchases/heads.ts';
import { listRecordedPurchases } from '../../data/purchases/purchases.ts';
import type { PurchaseDraft } from '../../domain/purchases/comparison.ts';
import { addMonths, monthName, monthOfDate } from '../../domain/values/month.ts';
import { createWarning, type Warning } from '../../errors.ts';
import { type Mess, today } from '../mess/mess.ts';

/** A year that was mistyped is twelve months off; the wages of December are entered in January. */
const LONG_AGO_MONTHS = 6;

/** A day to come, or one long ago, in a month without any other purchase. */
export async function warnAboutDay(mess: Mess, db: Knex, date: string): Promise<Warning[]> {
  const now = today(mess);
  if (date > now) return [createWarning('in_the_future', `${date} is in the future.`)];
  const month = monthOfDate(date);
  if (month >= addMonths(monthOfDate(now), -LONG_AGO_MONTHS)) return [];
  if ((await sumPurchases(db, month)).length > 0) return [];
  const sentence = `${date} is more than ${LONG_AGO_MONTHS} months ago, and ${monthName(month)} has no purchases yet.`;
  return [createWarning('long_ago', sentence)];
}

/** Purchases that count, of the same day, head, amount and note. */
export async function warnAboutSame(
  db: Knex,
  { date, headNo, amountMinor, note }: PurchaseDraft,
): Promise<Warning[]> {
  const same = (await listRecordedPurchases(db, date, date)).filter(
    (each) =>
      !each.isVoid &&
      each.headNo === headNo &&
      each.amountMinor === amountMinor &&
      each.note === note,
  );
  return same.map(({ no }) => createWarning('same_already', `Purchase ${no} is the same already.`));
}
