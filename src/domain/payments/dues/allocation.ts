import { dayBefore } from '../../values/date.ts';
import type { Month } from '../../values/month.ts';

/**
 * What a student is charged with: what stood before the accounts began, a bill, or the late fees of one; in
 * the order in which they are paid on one day.
 */
export const DEBT_KINDS = ['opening', 'bill', 'late fee', 'paid back'] as const;

export type DebtKind = (typeof DEBT_KINDS)[number];

/** All of one kind and month, with its revisions and reversals. */
export interface Debt {
  readonly kind: DebtKind;
  /** Of the bill; null for what has none. */
  readonly month: Month | null;
  /** `YYYY-MM-DD` */
  readonly due: string;
  /** In minor units; below 0 where the mess owes it, as an opening credit. */
  readonly amountMinor: bigint;
}

/** What is in a student's favour: payments less their reversals, deposit used, write-offs. */
export interface Favour {
  /** In minor units; below 0 for what was paid back. */
  readonly amountMinor: bigint;
  /** The bill that it was given for, which it pays first; null for none. */
  readonly month: Month | null;
  /** `YYYY-MM-DD` */
  readonly date: string;
}

export interface OutstandingDebt extends Debt {
  readonly outstandingMinor: bigint;
}

/** How what was paid meets what is owed. `Σ outstanding − credit` is the balance. */
export interface Allocation {
  /** In the order in which they are paid; also those that are. */
  readonly debts: readonly OutstandingDebt[];
  /** Paid beyond all that is owed, in minor units; 0 where anything is outstanding. */
  readonly creditMinor: bigint;
}

/**
 * Meets debts with what is in the student's favour. A month that was named is paid first, as far as its
 * bill goes; the rest goes to the oldest debt first, by due date, a bill before its late fees; what is
 * left is credit. Nothing of it is ever stored, so that a revision changes what is owed and never what
 * was paid. Source: the rule of the allocation vectors.
 */
export function allocate(debts: readonly Debt[], favours: readonly Favour[]): Allocation {
  const owed = debts.filter(({ amountMinor }) => amountMinor > 0n).sort(byDue);
  const credits = sum(debts.filter(({ amountMinor }) => amountMinor < 0n));
  const inFavour = sum(favours) - credits;
  // More was given back than is in favour: what was paid was reversed afterwards.
  if (inFavour < 0n) owed.push(paidBack(favours, -inFavour));
  let left = inFavour < 0n ? 0n : inFavour;
  const named = sumByMonth(favours);
  const paid = owed.map(({ kind, month, amountMinor }) => {
    const given = kind === 'bill' && month !== null ? (named.get(month) ?? 0n) : 0n;
    const taken = smallest(given < 0n ? 0n : given, amountMinor, left);
    left -= taken;
    return taken;
  });
  const met = owed.map((debt, place) => {
    const outstanding = debt.amountMinor - (paid[place] ?? 0n);
    const taken = smallest(outstanding, left);
    left -= taken;
    return withOutstanding(debt, outstanding - taken);
  });
  const settled = debts
    .filter(({ amountMinor }) => amountMinor <= 0n)
    .map((debt) => withOutstanding(debt, 0n));
  return { debts: [...settled, ...met].sort(byDue), creditMinor: left };
}

/** Not by spreading: of everybody's debts that takes longer than all the rest. */
function withOutstanding(
  { kind, month, due, amountMinor }: Debt,
  outstandingMinor: bigint,
): OutstandingDebt {
  return { kind, month, due, amountMinor, outstandingMinor };
}

/** What money went to: a debt, or nothing that is owed as yet. */
export type PaidDebt = Pick<Debt, 'month'> & { readonly kind: DebtKind | 'credit' };

/** What was paid between two allocations, in the order in which it is paid. */
export function listPaid(before: Allocation, after: Allocation): PaidDebt[] {
  const key = ({ kind, month }: Debt) => `${kind} ${month}`;
  const left = new Map(after.debts.map((debt) => [key(debt), debt.outstandingMinor]));
  const paid = before.debts.filter((debt) => (left.get(key(debt)) ?? 0n) < debt.outstandingMinor);
  const debts = paid.map(({ kind, month }): PaidDebt => ({ kind, month }));
  const isCredit = after.creditMinor > before.creditMinor;
  return isCredit ? [...debts, { kind: 'credit', month: null }] : debts;
}

/** The order in which debts are paid. */
function byDue(a: Debt, b: Debt): number {
  return (
    compare(a.due, b.due) ||
    DEBT_KINDS.indexOf(a.kind) - DEBT_KINDS.indexOf(b.kind) ||
    compare(a.month ?? '', b.month ?? '')
  );
}

/** It is owed at once, from the last day on which anything was taken back. */
function paidBack(favours: readonly Favour[], amountMinor: bigint): Debt {
  const backOn = favours
    .filter((favour) => favour.amountMinor < 0n)
    .map(({ date }) => date)
    .reduce((a, b) => (a > b ? a : b), '');
  return { kind: 'paid back', month: null, due: backOn && dayBefore(backOn), amountMinor };
}

function sumByMonth(favours: readonly Favour[]): Map<Month, bigint> {
  const sums = new Map<Month, bigint>();
  for (const { month, amountMinor } of favours) {
    if (month !== null) sums.set(month, (sums.get(month) ?? 0n) + amountMinor);
  }
  return sums;
}

function sum(parts: readonly { readonly amountMinor: bigint }[]): bigint {
  return parts.reduce((total, { amountMinor }) => total + amountMinor, 0n);
}

function smallest(first: bigint, ...others: readonly bigint[]): bigint {
  return others.reduce((least, each) => (each < least ? each : least), first);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
