import fc from 'fast-check';
import { leavesOut, money, nameOf } from '../documents.ts';
import {
  type Bill,
  billsOf,
  calendarDays,
  type Draft,
  daysOf,
  exceedsMembership,
  type Model,
  type Student,
} from '../mess-model.ts';
import { monthName, someAmount, someMonth } from './step.ts';

/** What the command line says of a bill. */
export interface Given {
  readonly month: string;
  readonly total: bigint | null;
  readonly perHead: bigint | null;
  readonly fixed: bigint | null;
  readonly fromPurchases: boolean;
  readonly days: number | null;
  readonly isDryRun: boolean;
}

/** Null but once in so many times. */
const oneIn = <T>(times: number, some: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: some });

export const rarely = fc.nat({ max: 6 }).map((n) => n === 0);

/** Two of three amounts are given by hand, or none and mostly the purchases. */
export const someGiven: fc.Arbitrary<Given> = fc.record({
  month: someMonth,
  total: oneIn(2, someAmount),
  perHead: oneIn(3, someAmount),
  fixed: oneIn(2, someAmount),
  fromPurchases: rarely,
  days: oneIn(4, fc.constantFrom(28, 30, 31)),
  isDryRun: rarely,
});

/** What the purchases of the month add up to, with or without a charge a head. */
export const fromPurchases: fc.Arbitrary<Given> = someGiven.map((given) => {
  return { ...given, total: null, fixed: null, fromPurchases: true };
});

export function toWords({
  month,
  total,
  perHead,
  fixed,
  fromPurchases,
  days,
  isDryRun,
}: Given): string[] {
  const option = (name: string, minor: bigint | null) =>
    minor === null ? [] : [name, money(minor)];
  return [
    '--month',
    month,
    ...option('--total', total),
    ...option('--per-head', perHead),
    ...option('--fixed', fixed),
    ...(fromPurchases ? ['--from-purchases'] : []),
    ...(days === null ? [] : ['--days', String(days)]),
    ...(isDryRun ? ['--dry-run'] : []),
  ];
}

export const saysTwice = ({ total, fixed, fromPurchases }: Given) =>
  fromPurchases && (total ?? fixed) !== null;

export const isTooLong = ({ month, days }: Given) => days !== null && days > calendarDays(month);

export const isFar = (minor: bigint, usual: bigint) => minor > usual * 3n || minor * 3n < usual;

/** Far in all, and for each day. */
function isUnlike(draft: Draft, previous: Draft): boolean {
  const daysIn = ({ shares }: Draft) => BigInt(shares.reduce((sum, { days }) => sum + days, 0));
  const [now, then] = [daysIn(draft), daysIn(previous)];
  const isFarEach = now === 0n || then === 0n || isFar(draft.billed * then, previous.billed * now);
  return isFar(draft.billed, previous.billed) && isFarEach;
}

/** Recorded for more days than from joining to leaving. */
const isBeyond = (model: Model, month: string, student: Student) =>
  exceedsMembership(student, month, daysOf(model, month, student) ?? 0);

/** Somebody who joins after the month, or left in the one before, and is not charged either. */
function isSomebodyOutside(model: Model, { month, shares }: Draft): boolean {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const before = new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7);
  return model.students.some(
    (each) =>
      !shares.some(({ student }) => student === each.no) &&
      ((each.joined ?? '').slice(0, 7) > month || each.left?.slice(0, 7) === before),
  );
}

/** How warnings about a draft begin. */
export function oddities(model: Model, draft: Draft, roll: readonly Student[]): string[] {
  const { month, billed } = draft;
  const missing = roll.filter((student) => daysOf(model, month, student) === undefined);
  const named = missing.map((student) => `${student.id} ${nameOf(student)}`).join(', ');
  const name = monthName(month);
  const last = model.bills
    .filter((bill) => bill.status === 'live' && bill.month !== month)
    .sort((one, other) => (one.month > other.month ? -1 : 1))
    .slice(0, 3);
  const [, usual] = last.map((bill) => bill.billed).sort((one, other) => (one < other ? -1 : 1));
  const isOdd =
    last.length === 3
      ? isFar(billed, usual ?? 0n)
      : last[0] !== undefined && isUnlike(draft, last[0]);
  return [
    ...(missing.length === 0
      ? []
      : [`No attendance is recorded in ${name} for ${missing.length} on the roll: ${named}.`]),
    ...(isOdd ? [`The bill of ${name} comes to ${''}`] : []),
    ...(roll.some((each) => isBeyond(model, month, each))
      ? [`More days than on the roll in ${name}: `]
      : []),
    ...(isSomebodyOutside(model, draft) ? [`Not billed in ${name}: `] : []),
    ...(leavesOut(model, draft) ? ['Purchases of '] : []),
  ];
}

export function store(model: Model, draft: Draft, lineAt: string): Bill {
  const revision = billsOf(model, draft.month).length + 1;
  const ends = { status: 'live', ended: null } as const;
  const bill: Bill = { ...draft, revision, madeAt: model.now, lineAt, ...ends };
  model.bills.push(bill);
  return bill;
}
