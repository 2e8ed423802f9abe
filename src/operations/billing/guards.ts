import type { Knex } from 'knex';
import { listCalledDays } from '../../data/attendance/marks.ts';
import { sumPurchases } from '../../data/purchases/heads.ts';
import type { Actor } from '../../domain/actor.ts';
import { daysOnRoll } from '../../domain/attendance/membership.ts';
import { describeDays } from '../../domain/attendance/month-comparison.ts';
import { type Bill, leavesOutPurchases } from '../../domain/billing/bill.ts';
import type { Member } from '../../domain/billing/charged-roll.ts';
import { listDates } from '../../domain/values/date.ts';
import { formatDays } from '../../domain/values/days.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import {
  calendarDays,
  firstDay,
  lastDay,
  type Month,
  monthName,
} from '../../domain/values/month.ts';
import { nameSome } from '../../domain/values/text.ts';
import {
  createWarning,
  InvalidInputError,
  type MessError,
  UsageError,
  type Warning,
} from '../../errors.ts';
import { currentMonth, type Mess, today } from '../mess/mess.ts';
import { warnAboutUnbilled } from './unbilled.ts';
import { findPartialAttendance } from './warnings/partial-attendance.ts';
import { findUnusual } from './warnings/unusual-bill.ts';

/** What looks odd and is meant all the same. */
export interface Overrides {
  /** The month is not over. */
  readonly early: boolean;
  /** Who has no attendance recorded was absent. */
  readonly absentIfMissing: boolean;
  /** The bill is far from what it usually is. */
  readonly confirmTotal: boolean;
}

/**
 * What is odd about a bill, a sentence each. A person is warned; a service token is refused, since
 * nobody watches it.
 *
 * @param members over whom the bill was worked out
 * @throws UsageError the month is not over
 * @throws InvalidInputError somebody on the roll has no attendance recorded
 * @throws ConflictError the bill is far from what it usually is
 */
export async function guardBill(
  mess: Mess,
  db: Knex,
  actor: Actor,
  bill: Bill,
  members: readonly Member[],
  overrides: Overrides,
): Promise<Warning[]> {
  const roll = members.filter(({ isOutside }) => !isOutside);
  const odd = [
    ...(overrides.absentIfMissing
      ? []
      : [...findMissing(bill.month, roll), ...(await findUncovered(db, bill.month))]),
    ...(overrides.confirmTotal ? [] : await findUnusual(mess, db, actor, bill)),
  ];
  return [
    ...guardTime(mess, actor, bill.month, overrides),
    ...warnOrRefuse(actor, odd),
    ...warnAboutMembership(bill.month, roll),
    ...(await warnAboutUnbilled(db, bill.month, members)),
    ...(await warnAboutSpent(mess, db, bill)),
    ...(await warnAboutUnmarked(mess, db, bill.month)),
  ];
}

/** Where the roll is called day by day, a day that is forgotten counts nobody as present. */
async function warnAboutUnmarked(mess: Mess, db: Knex, month: Month): Promise<Warning[]> {
  const called = new Set(await listCalledDays(db, firstDay(month), lastDay(month)));
  if (called.size === 0) return [];
  const last = [lastDay(month), today(mess)].sort()[0] ?? '';
  const unmarked = listDates(firstDay(month), last, calendarDays(month))
    .filter((date) => !called.has(date))
    .map((date) => String(Number(date.slice(-2))));
  if (unmarked.length === 0) return [];
  const sentence = `${monthName(month)} is marked day by day, and these days are not: ${nameSome(unmarked)}.`;
  return [createWarning('days_unmarked', sentence)];
}

/** A bill whose amounts were given does not know of purchases. */
async function warnAboutSpent(mess: Mess, db: Knex, bill: Bill): Promise<Warning[]> {
  if (bill.purchases !== null) return [];
  const spent = await sumPurchases(db, bill.month);
  const sum = spent.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  if (!leavesOutPurchases(bill, sum)) return [];
  const money = moneyFormat(mess.settings)(sum);
  const sentence = `Purchases of ${money} are recorded in ${monthName(bill.month)}, and this bill is not made up of them.`;
  return [createWarning('purchases_left_out', sentence)];
}

/**
 * Looks at the month alone, before anything is read.
 *
 * @throws UsageError a service token, and the month is not over
 */
export function guardTime(
  mess: Mess,
  actor: Actor,
  month: Month,
  { early }: Pick<Overrides, 'early'>,
): Warning[] {
  const current = currentMonth(mess);
  if (early || month < current) return [];
  const sentence = month > current ? 'is in the future' : 'is not over yet';
  return warnOrRefuse(actor, [new UsageError('early_bill', `${monthName(month)} ${sentence}.`)]);
}

function warnOrRefuse(actor: Actor, odd: readonly MessError[]): Warning[] {
  const [first] = odd;
  if (actor.kind === 'token' && first !== undefined) throw first;
  return odd.map(({ reason, message, about }) => ({ reason, message, about }));
}

function findMissing(month: Month, roll: readonly Member[]): MessError[] {
  const missing = roll.filter(({ daysHundredths }) => daysHundredths === null);
  if (missing.length === 0) return [];
  const named = nameSome(missing.map(({ id, name }) => `${id} ${name}`));
  return [
    new InvalidInputError(
      'attendance_missing',
      `No attendance is recorded in ${monthName(month)} for ${missing.length} on the roll: ${named}.`,
      {
        about: { month },
        details: { students: missing.map(({ id }) => id) },
      },
    ),
  ];
}

async function findUncovered(db: Knex, month: Month): Promise<MessError[]> {
  const part = await findPartialAttendance(db, month);
  if (part === undefined) return [];
  const sentence = `The attendance of ${monthName(month)} was imported for ${describeDays(part)} alone.`;
  return [new InvalidInputError('attendance_partial', sentence, { about: { month } })];
}

/** Days that may have been entered before the dates of the student were known. */
function warnAboutMembership(month: Month, roll: readonly Member[]): Warning[] {
  const beyond = roll.flatMap((student) => {
    const days = student.daysHundredths ?? 0;
    if (student.joined === null && student.left === null) return [];
    const most = daysOnRoll(student, month);
    return days > most * 100 ? [`${student.id} ${formatDays(days)} of ${most}`] : [];
  });
  if (beyond.length === 0) return [];
  const sentence = `More days than on the roll in ${monthName(month)}: ${nameSome(beyond)}.`;
  return [createWarning('beyond_membership', sentence)];
}
