import type { Knex } from 'knex';
import type { Actor } from '../auth/actor.ts';
import { requirePermission } from '../auth/permissions.ts';
import {
  findLiveBill,
  insertBill,
  insertShares,
  listBillsOfMonth,
  sumShares,
} from '../data/bills.ts';
import type { StudentAttendance } from '../domain/attendance.ts';
import { type Bill, type BillAmounts, type BillRecord, checkDaysInMonth } from '../domain/bill.ts';
import { type DraftBill, draftBill } from '../domain/draft-bill.ts';
import { formatMinor } from '../domain/money.ts';
import { calendarDays, type Month, monthName } from '../domain/month.ts';
import { nameSome } from '../domain/text.ts';
import { ConflictError } from '../errors.ts';
import { warnAboutFuture } from './attendance.ts';
import { withShares } from './bills.ts';
import { type ChangeScope, change } from './change.ts';
import { currentMonth, type Mess } from './mess.ts';
import { listRoll } from './roll.ts';

export interface RegisterInput {
  readonly month: Month;
  readonly amounts: BillAmounts;
  /** Dining days; the calendar days of the month when undefined. */
  readonly daysInMonth?: number | undefined;
  /** Work it out and show it, write nothing. */
  readonly dryRun?: boolean;
  /** A month that has its bill is left alone. */
  readonly ifMissing?: boolean;
}

/**
 * Registers the bill of a month: shares it over everybody on the roll and stores bill and shares in
 * one transaction.
 *
 * @returns the bill, and whether it was there already (only with `ifMissing`)
 * @throws ConflictError the month has its bill
 * @throws InvalidInputError what is recorded cannot be billed
 * @throws ValueError more dining days than the month has
 */
export async function registerBill(
  mess: Mess,
  actor: Actor,
  input: RegisterInput,
): Promise<{ readonly bill: Bill; readonly alreadyRegistered: boolean }> {
  requirePermission(actor, 'register bills');
  const { month, amounts } = input;
  const daysInMonth = checkDaysInMonth(input.daysInMonth ?? calendarDays(month), month);
  if (input.dryRun) {
    const existing = await findExisting(mess.db, input);
    if (existing) return { bill: existing, alreadyRegistered: true };
    const { bill } = await draft(mess, mess.db, month, daysInMonth, amounts);
    return { bill: { ...bill, dryRun: true }, alreadyRegistered: false };
  }
  const register = async ({ trx, operationId, at, record }: ChangeScope) => {
    const existing = await findExisting(trx, input);
    if (existing) return { bill: existing, alreadyRegistered: true };
    const { bill, roll } = await draft(mess, trx, month, daysInMonth, amounts);
    await record({
      subject: `bill ${month}`,
      month,
      after: describeForAudit(mess, bill, roll.length),
    });
    await insertBill(trx, { ...bill, registeredAt: at, operationId });
    await insertShares(
      trx,
      bill,
      roll.map(({ no }) => no),
    );
    await assertAddsUp(trx, bill);
    return { bill, alreadyRegistered: false };
  };
  return change(mess, actor, 'bill register', register, {
    // A rival's bill is a better reason than a lost connection.
    onNotStored: async (db) => {
      await findExisting(db, { ...input, ifMissing: false });
    },
  });
}

async function findExisting(db: Knex, input: RegisterInput): Promise<Bill | undefined> {
  const live = await findLiveBill(db, input.month);
  if (live === undefined) return undefined;
  if (input.ifMissing) return withShares(db, live);
  const { month } = input;
  throw new ConflictError(`${monthName(month)} has its bill already.`, {
    hint: `mess bill show --month ${month}, or to take it back: mess bill void --month ${month} --reason TEXT`,
  });
}

async function draft(
  mess: Mess,
  db: Knex,
  month: Month,
  daysInMonth: number,
  amounts: BillAmounts,
): Promise<{ bill: Bill; roll: readonly StudentAttendance[] }> {
  const roll = await listRoll(db, month);
  const drafted = draftBill(month, daysInMonth, amounts, roll);
  const earlier = await listBillsOfMonth(db, month);
  const bill: Bill = {
    month,
    daysInMonth,
    ...amounts,
    billedMinor: drafted.billedMinor,
    revision: (earlier.at(-1)?.revision ?? 0) + 1,
    status: 'live',
    origin: 'computed',
    stale: false,
    dryRun: false,
    registeredAt: mess.now().toISOString(),
    shares: drafted.shares.map((share) => ({
      studentId: share.student.id,
      name: share.student.name,
      branch: share.student.branch,
      daysHundredths: share.daysHundredths,
      dividingMinor: share.dividingMinor,
      perHeadMinor: share.perHeadMinor,
      fixedMinor: share.fixedMinor,
      amountMinor: share.amountMinor,
    })),
    warnings: warnings(mess, drafted),
  };
  return { bill, roll };
}

function warnings(mess: Mess, drafted: DraftBill<StudentAttendance>): string[] {
  const { month } = drafted;
  const missing = drafted.shares
    .map(({ student }) => student)
    .filter(({ daysHundredths }) => daysHundredths === null);
  return [
    ...warnAboutFuture(mess, [month]),
    ...(month === currentMonth(mess) ? [`${monthName(month)} is not over yet.`] : []),
    ...(missing.length === 0
      ? []
      : [
          `No attendance is recorded in ${monthName(month)} for ${missing.length} on the roll: ` +
            `${nameSome(missing.map(({ id, name }) => `${id} ${name}`))}.`,
        ]),
  ];
}

/**
 * What is stored must add up to the bill; otherwise the transaction is rolled back. The database
 * adds, so that what it kept is checked and not what was meant.
 */
async function assertAddsUp(trx: Knex.Transaction, bill: Bill): Promise<void> {
  const sum = await sumShares(trx, bill.month, bill.revision);
  const addsUp =
    sum.count === bill.shares.length &&
    sum.amount === bill.billedMinor &&
    sum.dividing === (bill.totalMinor ?? 0n) &&
    sum.fixed === (bill.fixedMinor ?? 0n);
  if (!addsUp) throw new Error(`the shares of ${bill.month} do not add up to the bill`);
}

function describeForAudit(mess: Mess, bill: BillRecord, students: number): unknown {
  const money = (minor: bigint | null) =>
    minor === null ? null : formatMinor(minor, mess.settings.currencyDecimals);
  return {
    revision: bill.revision,
    daysInMonth: bill.daysInMonth,
    total: money(bill.totalMinor),
    perHead: money(bill.perHeadMinor),
    fixed: money(bill.fixedMinor),
    billed: money(bill.billedMinor),
    students,
  };
}
