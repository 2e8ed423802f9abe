import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { countRolls } from '../../data/attendance/attendance.ts';
import { listBills } from '../../data/billing/bills.ts';
import {
  deleteClosedMonth,
  insertClosedMonth,
  listClosedMonths,
} from '../../data/billing/closed-months.ts';
import { listMonthsOfPurchases } from '../../data/billing/heads.ts';
import { listKnownMonths } from '../../data/billing/months.ts';
import { listMonthsBoughtSince } from '../../data/billing/touched-bills.ts';
import { getRecordHead } from '../../data/mess/audit.ts';
import { sumPurchasesByMonth } from '../../data/purchases/heads.ts';
import type { Actor } from '../../domain/actor.ts';
import { leavesOutPurchases, NOT_STALE } from '../../domain/billing/bill.ts';
import type { MonthState } from '../../domain/billing/month-state.ts';
import { isStale, nameChanged } from '../../domain/billing/stale-bill.ts';
import type { RecordHead } from '../../domain/mess/record-chain.ts';
import {
  addMonths,
  firstDay,
  type Month,
  monthName,
  resolveMonth,
  type SinceWord,
} from '../../domain/values/month.ts';
import { ConflictError, createWarning, type Warning } from '../../errors.ts';
import { change } from '../mess/change.ts';
import { currentMonth, type Mess, today } from '../mess/mess.ts';
import { reading } from '../mess/reading.ts';
import { listTouchedMonths, readStaleness } from './stale-bills.ts';
import { findPartialAttendance } from './warnings/partial-attendance.ts';

/** Every month of which anything is recorded, in order. */
export async function listMonths(mess: Mess, actor: Actor): Promise<MonthState[]> {
  requirePermission(actor, 'see bills');
  return readListed(mess, await listKnownMonths(mess.db));
}

/** The months alone. */
export const listMonthNames = reading('see bills', listKnownMonths);

/** Those that are not closed, in order. */
export async function listOpenMonths(mess: Mess): Promise<MonthState[]> {
  const closed = new Set((await listClosedMonths(mess.db)).map(({ month }) => month));
  const months = await listKnownMonths(mess.db);
  return readListed(
    mess,
    months.filter((month) => !closed.has(month)),
  );
}

/** Months that are over and have a roll, after the newest of which anything is recorded, in order. */
export async function listEmptyMonths(mess: Mess): Promise<Month[]> {
  const newest = (await listKnownMonths(mess.db)).at(-1);
  const months: Month[] = [];
  if (newest === undefined) return months;
  const now = currentMonth(mess);
  for (let month = addMonths(newest, 1); month < now; month = addMonths(month, 1)) {
    months.push(month);
  }
  const rolls = await countRolls(mess.db, months);
  return months.filter((month) => (rolls.get(month)?.students ?? 0) > 0);
}

async function readListed(mess: Mess, months: readonly Month[]): Promise<MonthState[]> {
  return readMonths(mess, mess.db, months, await listTouchedMonths(mess.db));
}

/** @param touched those whose bills may be stale */
async function readMonths(
  mess: Mess,
  db: Knex,
  months: readonly Month[],
  touched: ReadonlySet<Month>,
): Promise<MonthState[]> {
  const closed = new Map((await listClosedMonths(db)).map((each) => [each.month, each]));
  const bills = new Map((await listBills(db, 'live')).map((each) => [each.month, each]));
  const spent = await sumPurchasesByMonth(db);
  const ofPurchases = await listMonthsOfPurchases(db);
  const boughtSince = await listMonthsBoughtSince(db);
  const now = currentMonth(mess);
  const states: MonthState[] = [];
  for (const [month, { students, unrecorded }] of await countRolls(db, months)) {
    const bill = bills.get(month) ?? null;
    const spentMinor = spent.get(month) ?? 0n;
    // Once it is billed, somebody has seen that it lacks days.
    const isToBill = bill === null && month < now && !closed.has(month);
    states.push({
      month,
      closed: closed.get(month) ?? null,
      students,
      unrecorded,
      partial: isToBill ? ((await findPartialAttendance(db, month)) ?? null) : null,
      spentMinor,
      bill,
      staleness: bill !== null && touched.has(month) ? await readStaleness(db, bill) : NOT_STALE,
      leavesOutPurchases:
        bill !== null && !ofPurchases.has(month) && leavesOutPurchases(bill, spentMinor),
      isBoughtSince: boughtSince.has(month),
      isOver: month < now,
    });
  }
  return states;
}

/** Of one month alone, the bill of which is compared whatever was touched. */
async function readMonth(mess: Mess, db: Knex, month: Month): Promise<MonthState> {
  const [state] = await readMonths(mess, db, [month], new Set([month]));
  if (state === undefined) throw new Error(`${month} was not read`);
  return state;
}

/** A month after it was closed or opened, and whether that changed anything. */
export interface ChangedMonth {
  readonly state: MonthState;
  readonly changed: boolean;
  readonly warnings: readonly Warning[];
}

export interface ClosedMonth extends ChangedMonth {
  /** The newest entry of the record of changes once it was closed. */
  readonly head: RecordHead;
}

/**
 * Closes a month: its attendance, purchases and bill refuse change from now on.
 *
 * @param asIsReason why it may be closed although it is not over, or has no bill or a stale one
 * @throws ConflictError it is not over, or has no bill or a stale one
 */
export async function closeMonth(
  mess: Mess,
  actor: Actor,
  month: Month,
  asIsReason: string | undefined,
): Promise<ClosedMonth> {
  requirePermission(actor, 'close months');
  return change(mess, actor, 'month close', async ({ trx, record }) => {
    const state = await readMonth(mess, trx, month);
    if (state.closed !== null) {
      return { state, changed: false, warnings: [], head: await getRecordHead(trx) };
    }
    if (asIsReason === undefined) refuseUnfinished(state);
    const auditSequence = await record({
      subject: `month ${month}`,
      month,
      before: { status: 'open' },
      after: {
        status: 'closed',
        bill: state.bill === null ? null : state.bill.revision,
        ...(asIsReason === undefined ? {} : { asIs: true, reason: asIsReason }),
      },
    });
    await insertClosedMonth(trx, { month, auditSequence, asIsReason: asIsReason ?? null });
    return {
      state: await readMonth(mess, trx, month),
      changed: true,
      warnings: warnAboutSpent(state),
      head: await getRecordHead(trx),
    };
  });
}

function warnAboutSpent({ month, leavesOutPurchases }: MonthState): Warning[] {
  if (!leavesOutPurchases) return [];
  const sentence = `Purchases are recorded in ${monthName(month)}, and its bill is not made up of them.`;
  return [createWarning('purchases_not_billed', sentence)];
}

function refuseUnfinished({ month, bill, staleness, isOver, spentMinor }: MonthState): void {
  const name = monthName(month);
  if (!isOver) {
    throw new ConflictError('month_not_over', `${name} is not over yet, so it is not closed.`, {
      about: { month },
    });
  }
  if (bill === null) {
    throw new ConflictError('month_unbilled', `${name} has no bill, so it is not closed.`, {
      about: { month, hasPurchases: spentMinor > 0n },
    });
  }
  if (isStale(staleness)) {
    throw new ConflictError(
      'bill_stale',
      `The bill of ${name} is stale (${nameChanged(staleness)}), so the month is not closed.`,
      { about: { month, origin: bill.origin } },
    );
  }
}

/** Opens a closed month again. */
export async function reopenMonth(
  mess: Mess,
  actor: Actor,
  month: Month,
  reason: string,
): Promise<ChangedMonth> {
  requirePermission(actor, 'reopen months');
  return change(mess, actor, 'month reopen', async ({ trx, record }) => {
    const state = await readMonth(mess, trx, month);
    if (state.closed === null) return { state, changed: false, warnings: [] };
    await record({
      subject: `month ${month}`,
      month,
      before: { status: 'closed' },
      after: { status: 'open', reason },
    });
    await deleteClosedMonth(trx, month);
    return { state: { ...state, closed: null }, changed: true, warnings: [] };
  });
}

/**
 * The day that a word means now, `YYYY-MM-DD`, in the mess's time zone; undefined where no month is
 * closed and all days are open.
 */
export async function findSinceDay(mess: Mess, word: SinceWord): Promise<string | undefined> {
  if (word !== 'open') return firstDay(resolveMonth(word, () => today(mess)));
  const last = (await listClosedMonths(mess.db)).at(-1);
  return last && firstDay(addMonths(last.month, 1));
}
