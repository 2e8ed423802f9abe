import { requirePermission } from '../../auth/permissions.ts';
import { getRecordHead } from '../../data/mess/audit.ts';
import {
  type BilledMonth,
  listBilledMonths,
  type MoneyOfMonth,
  type SpentOfHead,
  sumMoneyByMonth,
  sumSpentByMonth,
} from '../../data/reports/year.ts';
import type { Actor } from '../../domain/actor.ts';
import type { RecordHead } from '../../domain/mess/record-chain.ts';
import { allocateCharged } from '../../domain/payments/dues/dues.ts';
import { type DuesMovement, sumMovement } from '../../domain/reports/dues-movement.ts';
import { monthsOf, type ReportYear } from '../../domain/reports/report-year.ts';
import { dateIn } from '../../domain/values/date.ts';
import { lastDay, type Month, monthOfDate } from '../../domain/values/month.ts';
import { type Mess, today } from '../mess/mess.ts';
import { asOfOneMoment } from '../mess/snapshot.ts';
import { readCharged } from '../payments/list-dues.ts';
import { readMoves, readSince, type SinceMovement } from './movement.ts';

/** Twelve months side by side, as far as they have begun. Amounts in minor units. */
export interface YearReport {
  readonly year: ReportYear;
  /** The last day that counts, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly months: readonly Month[];
  readonly spent: readonly SpentOfHead[];
  /** Each with the day on which it was made, `YYYY-MM-DD`. */
  readonly bills: readonly (BilledMonth & { readonly madeOn: string })[];
  readonly money: readonly MoneyOfMonth[];
  /** Today, up to which what is not paid is reckoned, `YYYY-MM-DD`. */
  readonly outstandingOn: string;
  /** What is not paid of each month's bill by then; null while no accounts are kept. */
  readonly outstanding: ReadonlyMap<Month, bigint> | null;
  /** By months; null while no accounts are kept. */
  readonly dues: readonly DuesMovement[] | null;
  /** Of the whole year. */
  readonly movement: DuesMovement | null;
  /** Null while no accounts are kept. */
  readonly since: SinceMovement | null;
  readonly head: RecordHead;
}

/** What was spent, billed, collected and owed in each month of a year. */
export const reportYear = asOfOneMoment(readYear);

/** The same, of whoever reads at one moment already. */
export async function readYear(mess: Mess, actor: Actor, year: ReportYear): Promise<YearReport> {
  requirePermission(actor, "see everybody's dues");
  const { db, settings } = mess;
  const { from, to } = year;
  const asOf = lastDay(to) < today(mess) ? lastDay(to) : today(mess);
  const months = monthsOf(year).filter((month) => month <= monthOfDate(today(mess)));
  const moves = await readMoves(mess, to);
  return {
    year,
    asOf,
    months,
    spent: await sumSpentByMonth(db, from, to),
    bills: (await listBilledMonths(db, from, to)).map((bill) => ({
      ...bill,
      madeOn: dateIn(settings.timeZone, new Date(bill.madeAt)),
    })),
    money: await sumMoneyByMonth(db, from, to),
    outstandingOn: today(mess),
    outstanding: settings.accountsFrom === null ? null : await sumOutstanding(mess, today(mess)),
    dues: moves && months.map((month) => sumMovement(moves, month, month)),
    movement: moves && sumMovement(moves, from, to),
    since: await readSince(mess, from, to),
    head: await getRecordHead(db),
  };
}

/** What is not paid of each month's bill, of all students together; in minor units. */
async function sumOutstanding(mess: Mess, asOf: string): Promise<Map<Month, bigint>> {
  const sums = new Map<Month, bigint>();
  for (const charged of (await readCharged(mess, asOf)).values()) {
    for (const { kind, month, outstandingMinor } of allocateCharged(charged).debts) {
      if (kind !== 'bill' || month === null) continue;
      sums.set(month, (sums.get(month) ?? 0n) + outstandingMinor);
    }
  }
  return sums;
}
