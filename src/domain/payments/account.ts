import type { BillStatus } from '../billing/bill.ts';
import { dayBefore } from '../values/date.ts';
import type { Month } from '../values/month.ts';
import {
  type Allocation,
  allocate,
  type Debt,
  type DebtKind,
  type Favour,
} from './dues/allocation.ts';
import { ENTRY_KINDS, type EntryKind } from './entry.ts';

/** What charges a student, by the kind of line. */
const DEBT_LINES = {
  opening: 'opening',
  bill: 'bill',
  revision: 'bill',
  void: 'bill',
  'late fee': 'late fee',
  waiver: 'late fee',
} as const satisfies Readonly<Record<string, DebtKind>>;

/** What is in a student's favour, or takes that back. */
const FAVOUR_LINES = ['payment', 'reversal', 'refund', 'deposit used', 'write-off'] as const;

/** What a line of an account can be. */
export const LINE_KINDS = [
  ...(Object.keys(DEBT_LINES) as (keyof typeof DEBT_LINES)[]),
  ...FAVOUR_LINES,
] as const;

export type LineKind = keyof typeof DEBT_LINES | (typeof FAVOUR_LINES)[number];

/** The kinds of entries of the ledger that charge a student; all others are in the student's favour. */
export const DEBT_ENTRIES: readonly string[] = ENTRY_KINDS.filter(isDebtLine);

/** Whether it can be the kind of a line. */
export function isLineKind(kind: string): kind is LineKind {
  return LINE_KINDS.some((each) => each === kind);
}

/** One line of a student's account, as a bank would print it. */
export interface AccountLine {
  readonly kind: LineKind;
  /** On which it stands in the books, `YYYY-MM-DD`. */
  readonly date: string;
  /** Of the money itself, by which it is due, where the books were closed by then. */
  readonly moneyDate?: string | null;
  /** Of the bill; of a payment the month that it was given for. Null for none. */
  readonly month: Month | null;
  /** In minor units: above 0 is owed to the mess, below 0 is in the student's favour. */
  readonly amountMinor: bigint;
}

/** A line, and what was owed after it. */
export interface BalancedLine<T extends AccountLine = AccountLine> {
  readonly line: T;
  readonly balanceMinor: bigint;
}

/** What one bill charges a student, of each revision that it had. */
export interface BilledShare {
  readonly month: Month;
  /** Counts up per month, from 1. */
  readonly revision: number;
  readonly status: BillStatus;
  /** In minor units; 0 where the student has no share of it. */
  readonly amountMinor: bigint;
  /** `YYYY-MM-DD` */
  readonly madeOn: string;
  /** `YYYY-MM-DD`; null for a live one. */
  readonly endedOn: string | null;
}

/**
 * The lines of bills: a revision is the difference to what stood before it, on the day when it was made,
 * and a void the negative of its bill. So what stands is always their sum, and nothing is kept twice.
 *
 * @param shares in any order
 */
export function listBillLines(shares: readonly BilledShare[]): AccountLine[] {
  const lines: AccountLine[] = [];
  let month: Month | undefined;
  /** What is charged for the month by now; undefined where it has no bill that stands. */
  let standing: bigint | undefined;
  const inOrder = [...shares].sort((a, b) => compare(a.month, b.month) || a.revision - b.revision);
  for (const share of inOrder) {
    if (share.month !== month) standing = undefined;
    month = share.month;
    const { amountMinor, madeOn, endedOn } = share;
    const kind = standing === undefined ? 'bill' : 'revision';
    lines.push({ kind, date: madeOn, month, amountMinor: amountMinor - (standing ?? 0n) });
    standing = amountMinor;
    if (share.status !== 'void') continue;
    lines.push({ kind: 'void', date: endedOn ?? madeOn, month, amountMinor: -amountMinor });
    standing = undefined;
  }
  return lines.filter(({ amountMinor }) => amountMinor !== 0n);
}

/**
 * The line that an entry of the ledger makes. What takes back what stood at the beginning, or that a late fee
 * was waived, changes what is owed, and is no payment either.
 *
 * @param taken what it takes back; null where it takes back nothing
 * @throws Error it is none that touches dues
 */
export function toLineKind(kind: EntryKind, taken: EntryKind | null): LineKind {
  if (taken === 'opening' || taken === 'waiver') return taken;
  const found = LINE_KINDS.find((each) => each === kind);
  if (found === undefined) throw new Error(`a ${kind} touches no dues`);
  return found;
}

/** In the order of their days; those of one day as they come. @param until the last day that counts */
export function balanceLines<T extends AccountLine>(
  lines: readonly T[],
  until?: string,
): BalancedLine<T>[] {
  let balanceMinor = 0n;
  return [...lines]
    .sort((a, b) => compare(a.date, b.date))
    .filter(({ date }) => until === undefined || date <= until)
    .map((line) => {
      balanceMinor += line.amountMinor;
      return { line, balanceMinor };
    });
}

/**
 * How what was paid meets what was charged.
 *
 * @param dueOf the last day on which the bill of a month is paid in time
 */
export function allocateAccount(
  lines: readonly AccountLine[],
  dueOf: (month: Month) => string,
): Allocation {
  const debts = new Map<string, Debt>();
  const favours: Favour[] = [];
  for (const { kind, month, amountMinor, ...line } of lines) {
    const date = line.moneyDate ?? line.date;
    const of = isDebtLine(kind) ? DEBT_LINES[kind] : undefined;
    if (of === undefined) {
      favours.push({ month, date, amountMinor: -amountMinor });
      continue;
    }
    const key = `${of} ${month}`;
    const due = dueOfDebt(of, month, date, dueOf);
    const before = debts.get(key);
    debts.set(key, {
      kind: of,
      month,
      // What stood before the accounts began is due from its first day on.
      due: before !== undefined && before.due < due ? before.due : due,
      amountMinor: amountMinor + (before?.amountMinor ?? 0n),
    });
  }
  return allocate([...debts.values()], favours);
}

/**
 * The last day on which a debt is paid in time. A late fee is owed from the day on which it was entered, and not
 * from that of its bill: so it takes nothing of what is paid for a later bill that was due by then.
 *
 * @param date of its entry, `YYYY-MM-DD`
 * @param dueOf the last day on which the bill of a month is paid in time
 */
export function dueOfDebt(
  kind: DebtKind,
  month: Month | null,
  date: string,
  dueOf: (month: Month) => string,
): string {
  if (month === null) return date;
  const due = dueOf(month);
  if (kind !== 'late fee') return due;
  const eve = dayBefore(date);
  return eve > due ? eve : due;
}

/**
 * The same, where what is owed for being late is paid last: so nobody is late with a bill for not having paid a
 * late fee.
 */
export function allocateToBills(
  lines: readonly AccountLine[],
  dueOf: (month: Month) => string,
): Allocation {
  const feesLast = lines.map((line) =>
    debtKindOf(line.kind) === 'late fee' ? { ...line, month: null, date: LAST_DAY } : line,
  );
  return allocateAccount(feesLast, dueOf);
}

/** After all days. */
const LAST_DAY = '9999-12-31';

/**
 * The day of the money by which nothing of a month's bill was outstanding any more; null while something is. It
 * does not matter when the bill was made: who has paid before it has paid in time.
 *
 * @param lines of one student, all of them
 */
export function findPaidOn(
  lines: readonly AccountLine[],
  month: Month,
  dueOf: (month: Month) => string,
): string | null {
  const favours = lines.filter(({ kind }) => !isDebtLine(kind));
  const days = [...new Set(favours.map(({ date }) => date))].sort();
  let paidOn: string | null = null;
  // From the newest back: mostly there are few since a bill was paid.
  for (const day of days.reverse()) {
    const known = lines.filter(({ kind, date }) => isDebtLine(kind) || date <= day);
    const bill = allocateToBills(known, dueOf).debts.find(
      (debt) => debt.kind === 'bill' && debt.month === month,
    );
    if (bill === undefined || bill.outstandingMinor > 0n) break;
    paidOn = day;
  }
  return paidOn;
}

/** What kind of debt an entry makes; undefined where it is in the student's favour, or takes that back. */
export function debtKindOf(kind: EntryKind | LineKind): DebtKind | undefined {
  return isDebtLine(kind) ? DEBT_LINES[kind] : undefined;
}

function isDebtLine(kind: string): kind is keyof typeof DEBT_LINES {
  return kind in DEBT_LINES;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
