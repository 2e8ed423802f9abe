import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { endBill, getRollAsOf } from '../../data/billing/bills.ts';
import { listCountedCharges } from '../../data/charges/charges.ts';
import type { Actor } from '../../domain/actor.ts';
import { type Bill, type BillRecord, refuseBadDaysInMonth } from '../../domain/billing/bill.ts';
import { addCharged, type Member } from '../../domain/billing/charged-roll.ts';
import {
  type BillRevised,
  compareBills,
  type GivenAmounts,
  isSameBill,
  reviseAmounts,
} from '../../domain/billing/revision.ts';
import { isUnusual } from '../../domain/billing/usual-bill.ts';
import { daysAsNumber } from '../../domain/values/days.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { calendarDays, type Month, monthName } from '../../domain/values/month.ts';
import { BusyError, createWarning, UsageError, ValueError, type Warning } from '../../errors.ts';
import { type ChangeScope, change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { getBill, withShares } from './bills.ts';
import { type BillInputs, readPurchases, workOutBill } from './draft.ts';
import { guardBill } from './guards.ts';
import { refuseClosed } from './refuse-closed.ts';
import { listRollOf } from './stale-bills.ts';
import { describeForAudit, digestBill, storeBill } from './store.ts';

export interface ReviseInput {
  readonly month: Month;
  /** What is not given stays as it is; of a bill made of purchases, these are looked at again. */
  readonly amounts: GivenAmounts;
  /** The dividing and the fixed amount are what the purchases of the month add up to. */
  readonly fromPurchases: boolean;
  /** Dining days; those of the bill when undefined. */
  readonly daysInMonth: number | undefined;
}

/** A revision that was worked out; nothing is written yet, so that it can be looked at first. */
export interface PlannedRevision {
  readonly revised: BillRevised;
  /**
   * Writes it in one transaction: the bill of before is superseded, and stays readable. Gives the
   * revision as of its turn: what it rests on is the same, but what else is told of the old bill
   * (what was changed since, warnings) may have moved on.
   *
   * @throws BusyError what was looked at is another by now
   */
  write(reason: string): Promise<BillRevised>;
}

interface Draft {
  readonly revised: BillRevised;
  readonly after: Bill;
  readonly roll: readonly Member[];
}

/**
 * Works a month's bill out anew, writing nothing: over attendance and the roll as they are recorded
 * now, with the amounts given or those it has.
 *
 * @throws NotFoundError the month has no live bill
 * @throws ConflictError the month is closed
 * @throws InvalidInputError what is recorded cannot be billed
 * @throws UsageError of a bill that was taken over the amounts must be given
 * @throws ValueError more dining days than the month has
 */
export async function planRevision(
  mess: Mess,
  actor: Actor,
  input: ReviseInput,
): Promise<PlannedRevision> {
  requirePermission(actor, 'revise bills');
  const { month } = input;
  await refuseClosed(mess.db, [month]);
  const planned = await draft(mess, mess.db, actor, input);
  return {
    revised: planned.revised,
    write: (reason) =>
      change(mess, actor, 'bill revise', (scope) =>
        write(mess, actor, input, planned, reason, scope),
      ),
  };
}

async function draft(mess: Mess, db: Knex, actor: Actor, input: ReviseInput): Promise<Draft> {
  const live = await getBill(db, input.month);
  const onRoll = await listRollOf(db, live);
  const before = await withShares(mess, db, live, onRoll);
  const charges = await listCountedCharges(db, input.month);
  const inputs = { ...(await readInputs(db, before, input)), charges };
  const roll = addCharged(onRoll, charges);
  const after = workOutBill(mess, inputs, roll, {
    revision: before.revision + 1,
    rollAsOf: (await getRollAsOf(db, before)).sequence,
  });
  const overrides = { early: true, absentIfMissing: false, confirmTotal: false };
  const warnings = await guardBill(mess, db, actor, after, roll, overrides);
  const isUnusualAnyway = warnings.some(({ reason }) => reason === 'unusual_bill');
  const changes = warnAboutChanges(mess, before, after).filter(
    ({ reason }) => reason !== 'unusual_revision' || !isUnusualAnyway,
  );
  const revised = compareBills(before, { ...after, warnings: [...warnings, ...changes] });
  return { revised, after, roll };
}

/** What a person who wanted to mend a bill may not have meant. */
function warnAboutChanges({ settings }: Mess, before: Bill, after: Bill): Warning[] {
  const money = moneyFormat(settings);
  const warnings: Warning[] = [];
  if (before.purchases !== null && after.purchases === null) {
    const sentence =
      'With amounts given, the bill is no longer made up of the purchases of the month.';
    warnings.push(createWarning('purchases_dropped', sentence));
  }
  const sharedBefore = before.totalMinor ?? before.fixedMinor;
  const shared = after.totalMinor ?? after.fixedMinor;
  if (before.perHeadMinor !== null && sharedBefore === null && shared !== null) {
    const perHead = money(after.perHeadMinor ?? 0n);
    const sentence = `Everybody would pay for the ${money(shared)} besides the ${perHead} per head.`;
    warnings.push(createWarning('part_added', sentence));
  }
  if (isUnusual(after.billedMinor, before.billedMinor)) {
    const relation =
      after.billedMinor > before.billedMinor ? 'more than three times' : 'less than a third of';
    const sentence = `The bill comes to ${money(after.billedMinor)}, ${relation} the ${money(before.billedMinor)} of revision ${before.revision}.`;
    warnings.push(createWarning('unusual_revision', sentence));
  }
  return warnings;
}

async function readInputs(
  db: Knex,
  before: Bill,
  input: ReviseInput,
): Promise<Omit<BillInputs, 'charges'>> {
  const { month, amounts: given } = input;
  const isRecorded = before.origin === 'recorded';
  const days = input.daysInMonth ?? before.daysInMonth ?? calendarDays(month);
  const daysInMonth = refuseBadDaysInMonth(days, month);
  const isGiven = given.totalMinor !== undefined || given.fixedMinor !== undefined;
  if (isGiven) refuseHalf(before, given);
  if (input.fromPurchases || (before.purchases !== null && !isGiven)) {
    const { totalMinor, fixedMinor, purchases } = await readPurchases(db, month);
    const perHeadMinor = given.perHeadMinor ?? (isRecorded ? null : before.perHeadMinor);
    return { month, daysInMonth, amounts: { totalMinor, perHeadMinor, fixedMinor }, purchases };
  }
  return { month, daysInMonth, amounts: requireAmounts(before, given), purchases: null };
}

/**
 * Of a bill that is made up of purchases the amount that is not given would stay as it was then, and
 * whatever was bought since would never be billed.
 */
function refuseHalf({ month, purchases, totalMinor, fixedMinor }: Bill, given: GivenAmounts): void {
  if (purchases === null) return;
  const missing = [
    ...(totalMinor !== null && given.totalMinor === undefined ? (['total'] as const) : []),
    ...(fixedMinor !== null && given.fixedMinor === undefined ? (['fixed'] as const) : []),
  ];
  if (missing.length === 0) return;
  throw new UsageError(
    'part_missing',
    `The bill of ${monthName(month)} is made up of purchases, so all of its amounts must be given.`,
    { about: { month, missing } },
  );
}

function requireAmounts(before: BillRecord, given: GivenAmounts) {
  try {
    return reviseAmounts(before, given);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new UsageError('amount_missing', `${monthName(before.month)}: ${error.message}.`);
  }
}

async function write(
  mess: Mess,
  actor: Actor,
  input: ReviseInput,
  planned: Draft,
  reason: string,
  scope: ChangeScope,
): Promise<BillRevised> {
  const { trx, record } = scope;
  const { month } = input;
  await refuseClosed(trx, [month]);
  // What the person agreed to, and nothing else, is written.
  const { revised, after, roll } = await draft(mess, trx, actor, input);
  const before = planned.revised.before;
  if (revised.before.revision !== before.revision || !isSameBill(after, planned.after)) {
    throw new BusyError(
      'changed_meanwhile',
      `What the bill of ${monthName(month)} rests on was changed meanwhile. Nothing was written.`,
      { about: { during: 'revision' } },
    );
  }
  const studentNos = roll.map(({ no }) => no);
  const digests = { bills: { [month]: digestBill(after, studentNos) } };
  const auditSequence = await record({
    subject: `bill ${month}`,
    month,
    before: { ...describeForAudit(mess, before), ...describeDays(revised, 'before') },
    after: { ...describeForAudit(mess, after), ...describeDays(revised, 'after'), reason, digests },
  });
  await endBill(trx, before, { status: 'superseded', reason, auditSequence });
  await storeBill(scope, after, studentNos);
  return revised;
}

/** So many students are named in the record of changes. */
const MAX_NAMED = 1000;

/** Whose days are others in the revision, and who came or went: for the record of changes. */
function describeDays({ shares, removed }: BillRevised, side: 'before' | 'after'): object {
  const days: Record<string, number> = {};
  const changed = shares.filter(
    ({ share, before }) => before !== undefined && before.daysHundredths !== share.daysHundredths,
  );
  for (const { share, before } of changed.slice(0, MAX_NAMED)) {
    const shown = side === 'before' ? before : share;
    days[share.studentId] = daysAsNumber(shown?.daysHundredths ?? 0);
  }
  const added = shares.flatMap(({ share, before }) =>
    before === undefined ? [share.studentId] : [],
  );
  const gone = removed.map(({ studentId }) => studentId);
  return {
    ...(changed.length > 0 && { days }),
    ...(side === 'after' && added.length > 0 && { added: added.slice(0, MAX_NAMED) }),
    ...(side === 'after' && gone.length > 0 && { removed: gone.slice(0, MAX_NAMED) }),
  };
}
