import type { Knex } from 'knex';
import { listLastBills } from '../../../data/billing/bills.ts';
import { sumShareDays } from '../../../data/billing/shares.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { Bill, BillRecord } from '../../../domain/billing/bill.ts';
import { isUnlike, isUnusual } from '../../../domain/billing/usual-bill.ts';
import { median } from '../../../domain/purchases/median.ts';
import { moneyFormat } from '../../../domain/values/money-format.ts';
import { monthName } from '../../../domain/values/month.ts';
import { ConflictError } from '../../../errors.ts';
import type { Mess } from '../../mess/mess.ts';

const COMPARED = 3;

/**
 * That a bill is far from the middle one of the last three. One or two are too few to refuse a program
 * by, and enough to ask a person: then it is compared with the last one.
 */
export async function findUnusual(
  mess: Mess,
  db: Knex,
  actor: Actor,
  bill: Bill,
): Promise<ConflictError[]> {
  const last = await listLastBills(db, bill.month, COMPARED);
  const [previous] = last;
  if (previous === undefined) return [];
  if (last.length < COMPARED) {
    if (actor.kind === 'token' || !(await isFarFrom(db, bill, previous))) return [];
    const { billedMinor } = previous;
    const other = `that of ${monthName(previous.month)} (${moneyFormat(mess.settings)(billedMinor)}), in all and for each day present`;
    return [describe(mess, bill, billedMinor, other)];
  }
  const usual = median(last.map(({ billedMinor }) => billedMinor));
  if (!isUnusual(bill.billedMinor, usual)) return [];
  const other = `the usual ${moneyFormat(mess.settings)(usual)} (the middle one of the last three bills)`;
  return [describe(mess, bill, usual, other)];
}

async function isFarFrom(db: Knex, bill: Bill, previous: BillRecord): Promise<boolean> {
  const days = bill.shares.reduce((sum, { daysHundredths }) => sum + daysHundredths, 0);
  return isUnlike(
    { billedMinor: bill.billedMinor, daysHundredths: BigInt(days) },
    { billedMinor: previous.billedMinor, daysHundredths: await sumShareDays(db, previous) },
  );
}

function describe(
  { settings }: Mess,
  { month, billedMinor }: Bill,
  otherMinor: bigint,
  other: string,
): ConflictError {
  const money = moneyFormat(settings);
  const relation = billedMinor > otherMinor ? 'more than three times' : 'less than a third of';
  return new ConflictError(
    'unusual_bill',
    `The bill of ${monthName(month)} comes to ${money(billedMinor)}, ${relation} ${other}.`,
  );
}
