import type { Knex } from 'knex';
import { sumPurchases } from '../../data/purchases/heads.ts';
import { listLastAmounts, listRecordedPurchases } from '../../data/purchases/purchases.ts';
import { judgePurchaseDay, refuseDoubtful } from '../../domain/mess/date-doubt.ts';
import type { PurchaseDraft } from '../../domain/purchases/comparison.ts';
import { findUsual, isUnusual, LAST_COMPARED } from '../../domain/purchases/usual-amount.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { addMonths, monthName, monthOfDate } from '../../domain/values/month.ts';
import { nameSome } from '../../domain/values/text.ts';
import { createWarning, type Warning } from '../../errors.ts';
import { findEarliestLikely } from '../billing/earliest-month.ts';
import { type Mess, today } from '../mess/mess.ts';

/** A year that was mistyped is twelve months off; the wages of December are entered in January. */
const LONG_AGO_MONTHS = 6;

/**
 * A day to come, or one long ago, in a month without any other purchase.
 *
 * @param isInsisted one that is unlikely is taken
 * @throws ValueError it cannot be
 * @throws ConflictError `unlikely`
 */
export async function warnAboutDay(
  mess: Mess,
  db: Knex,
  date: string,
  isInsisted: boolean,
): Promise<Warning[]> {
  const now = today(mess);
  const earliest = await findEarliestLikely(mess, db);
  const odd = refuseDoubtful(judgePurchaseDay(date, { today: now, earliest }), isInsisted);
  if (odd.length > 0) return odd;
  const month = monthOfDate(date);
  if (month >= addMonths(monthOfDate(now), -LONG_AGO_MONTHS)) return [];
  if ((await sumPurchases(db, month)).length > 0) return [];
  const sentence = `${date} is more than ${LONG_AGO_MONTHS} months ago, and ${monthName(month)} has no purchases yet.`;
  return [createWarning('long_ago', sentence)];
}

/** Of a month, fewer are not all that it cost. */
const ENOUGH_OF_MONTH = 3;

/** A slip of the keyboard, such as a 0 too many: far above what its head mostly costs, or all of the month before. */
export async function warnAboutAmount(
  { settings }: Mess,
  db: Knex,
  { date, headNo, amountMinor }: PurchaseDraft,
): Promise<Warning[]> {
  const money = moneyFormat(settings);
  const warn = (than: string) => [
    createWarning('unusual_amount', `${money(amountMinor)} is ${than}.`),
  ];
  const usual = findUsual(await listLastAmounts(db, headNo, LAST_COMPARED));
  if (usual !== undefined && isUnusual(amountMinor, usual)) {
    return warn(`at least five times the usual ${money(usual)} of this head`);
  }
  const before = addMonths(monthOfDate(date), -1);
  const heads = await sumPurchases(db, before);
  const spent = heads.reduce((sum, head) => sum + head.amountMinor, 0n);
  const count = heads.reduce((sum, { purchases }) => sum + purchases, 0);
  if (count < ENOUGH_OF_MONTH || amountMinor <= spent) return [];
  return warn(`more than all purchases of ${monthName(before)} together, ${money(spent)}`);
}

/** Purchases that count, of the same day, head and amount; many of them are named together. */
export async function warnAboutSame(
  db: Knex,
  { date, headNo, amountMinor, note }: PurchaseDraft,
): Promise<Warning[]> {
  const same = (await listRecordedPurchases(db, date, date)).filter(
    (each) => !each.isVoid && each.headNo === headNo && each.amountMinor === amountMinor,
  );
  const alike = same.filter((each) => each.note === note);
  const others = same.filter((each) => each.note !== note);
  return [
    ...saySame(alike, 'the same already', 'the same already'),
    ...saySame(others, 'the same, but for its note', 'the same, but for their notes'),
  ];
}

function saySame(same: readonly { readonly no: number }[], one: string, many: string): Warning[] {
  const [first] = same;
  if (first === undefined) return [];
  const numbers = nameSome(same.map(({ no }) => String(no)));
  const sentence =
    same.length === 1
      ? `Purchase ${first.no} is ${one}.`
      : `${same.length} purchases are ${many}: ${numbers}.`;
  return [createWarning('same_already', sentence)];
}
