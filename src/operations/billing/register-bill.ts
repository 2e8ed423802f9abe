import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { listBillsOfMonth } from '../../data/billing/bills.ts';
import { findClosedMonth } from '../../data/billing/closed-months.ts';
import { listCountedCharges } from '../../data/charges/charges.ts';
import { sumPurchases } from '../../data/purchases/heads.ts';
import type { Actor } from '../../domain/actor.ts';
import { type Bill, type BillAmounts, refuseBadDaysInMonth } from '../../domain/billing/bill.ts';
import { addCharged } from '../../domain/billing/charged-roll.ts';
import { sumHeads } from '../../domain/purchases/purchase.ts';
import { calendarDays, type Month, monthName } from '../../domain/values/month.ts';
import { BusyError, ConflictError } from '../../errors.ts';
import { listRoll } from '../attendance/roll.ts';
import { type ChangeScope, change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { withShares } from './bills.ts';
import { readPurchases, workOutBill } from './draft.ts';
import { guardBill, guardTime, type Overrides } from './guards.ts';
import { refuseClosed } from './refuse-closed.ts';
import { describeForAudit, digestBill, storeBill } from './store.ts';

export interface RegisterInput {
  readonly month: Month;
  readonly amounts: BillAmounts;
  /** The dividing and the fixed amount are what the purchases of the month add up to. */
  readonly fromPurchases?: boolean;
  /** Dining days; the calendar days of the month when undefined. */
  readonly daysInMonth?: number | undefined;
  /** Work it out and show it, write nothing. */
  readonly dryRun?: boolean;
  /** A month that has or had its bill, or was closed without one, is left alone. */
  readonly ifMissing?: boolean;
  readonly overrides?: Overrides;
  /** The bill that the person was shown, and agreed to; another one is not registered. */
  readonly agreedTo?: Bill | undefined;
}

/** What came of it. */
export type Registered =
  | { readonly outcome: 'registered'; readonly bill: Bill }
  /** Only with `ifMissing`: the live bill, or the last one that was voided. */
  | { readonly outcome: 'there already' | 'voided before'; readonly bill: Bill }
  | { readonly outcome: 'closed'; readonly bill: null };

const NO_OVERRIDES: Overrides = {
  early: false,
  absentIfMissing: false,
  confirmTotal: false,
};

/**
 * Registers the bill of a month: shares it over everybody on the roll and stores bill and shares in
 * one transaction. A service token is refused what a person is warned of.
 *
 * @throws ConflictError the month has its bill, or is closed
 * @throws InvalidInputError what is recorded cannot be billed
 * @throws ValueError more dining days than the month has
 * @throws UsageError a service token, and the month is not over
 */
export async function registerBill(
  mess: Mess,
  actor: Actor,
  input: RegisterInput,
): Promise<Registered> {
  requirePermission(actor, 'register bills');
  const { month } = input;
  refuseBadDaysInMonth(input.daysInMonth ?? calendarDays(month), month);
  guardTime(mess, actor, month, input.overrides ?? NO_OVERRIDES);
  if (input.dryRun) {
    const done = await findExistingBill(mess, mess.db, input);
    if (done !== undefined) return done;
    const { bill } = await draft(mess, mess.db, actor, input);
    return { outcome: 'registered', bill: { ...bill, dryRun: true } };
  }
  const register = async (scope: ChangeScope): Promise<Registered> => {
    const { trx, record } = scope;
    const done = await findExistingBill(mess, trx, input);
    if (done !== undefined) return done;
    const { bill, roll } = await draft(mess, trx, actor, input);
    if (input.agreedTo !== undefined) refuseAnother(input.agreedTo, bill);
    const studentNos = roll.map(({ no }) => no);
    const digests = { bills: { [month]: digestBill(bill, studentNos) } };
    await record({
      subject: `bill ${month}`,
      month,
      after: { ...describeForAudit(mess, bill), digests },
    });
    await storeBill(scope, bill, studentNos);
    return { outcome: 'registered', bill };
  };
  return change(mess, actor, 'bill register', register, {
    // A rival's bill is a better reason than a lost connection.
    onNotStored: async (db) => {
      await findExistingBill(mess, db, { ...input, ifMissing: false });
    },
  });
}

/**
 * What the purchases of a month add up to, for a person who is asked what to bill; undefined where
 * there is nothing to ask, since the month is left alone.
 *
 * @throws ConflictError the month has its bill, or is closed
 */
export async function findSpentToBill(
  mess: Mess,
  actor: Actor,
  input: Pick<RegisterInput, 'month' | 'ifMissing'>,
): Promise<ReturnType<typeof sumHeads> | undefined> {
  requirePermission(actor, 'register bills');
  if ((await findExistingBill(mess, mess.db, input)) !== undefined) return undefined;
  return sumHeads(await sumPurchases(mess.db, input.month));
}

/** @throws BusyError what was recorded changed meanwhile, so that the bill is another one */
function refuseAnother(agreedTo: Bill, bill: Bill): void {
  const sharesOf = ({ shares }: Bill) =>
    shares.map(({ studentId, amountMinor }) => `${studentId} ${amountMinor}`).join('\n');
  if (sharesOf(agreedTo) === sharesOf(bill)) return;
  throw new BusyError(
    'changed_meanwhile',
    `What ${monthName(bill.month)} is billed for changed meanwhile, so the bill is another one by now. Nothing was written.`,
    { about: { during: 'bill' } },
  );
}

/** @throws ConflictError there is nothing to register any more */
async function findExistingBill(
  mess: Mess,
  db: Knex,
  { month, ifMissing }: Pick<RegisterInput, 'month' | 'ifMissing'>,
): Promise<Exclude<Registered, { outcome: 'registered' }> | undefined> {
  const bills = await listBillsOfMonth(db, month);
  const live = bills.find(({ status }) => status === 'live');
  if (live !== undefined) {
    if (ifMissing) return { outcome: 'there already', bill: await withShares(mess, db, live) };
    throw new ConflictError('bill_exists', `${monthName(month)} has its bill already.`, {
      about: { month },
    });
  }
  if (!ifMissing) {
    await refuseClosed(db, [month]);
    return undefined;
  }
  const last = bills.at(-1);
  // Somebody voided it on purpose: a program must not decide to bill the month again.
  if (last !== undefined) {
    return { outcome: 'voided before', bill: await withShares(mess, db, last) };
  }
  const closed = await findClosedMonth(db, month);
  return closed && { outcome: 'closed', bill: null };
}

async function draft(mess: Mess, db: Knex, actor: Actor, input: RegisterInput) {
  const { month } = input;
  const given = { amounts: input.amounts, purchases: null };
  const { amounts, purchases } = input.fromPurchases
    ? await fromPurchases(db, month, input.amounts)
    : given;
  const charges = await listCountedCharges(db, month);
  const roll = addCharged(await listRoll(db, month), charges);
  const earlier = await listBillsOfMonth(db, month);
  const daysInMonth = input.daysInMonth ?? calendarDays(month);
  const line = { revision: (earlier.at(-1)?.revision ?? 0) + 1, rollAsOf: null };
  const inputs = { month, daysInMonth, amounts, purchases, charges };
  const bill = workOutBill(mess, inputs, roll, line);
  const overrides = input.overrides ?? NO_OVERRIDES;
  const warnings = await guardBill(mess, db, actor, bill, roll, overrides);
  return { bill: { ...bill, warnings }, roll };
}

async function fromPurchases(db: Knex, month: Month, { perHeadMinor }: BillAmounts) {
  const { totalMinor, fixedMinor, purchases } = await readPurchases(db, month);
  return { amounts: { totalMinor, perHeadMinor, fixedMinor }, purchases };
}
