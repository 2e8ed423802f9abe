import { requirePermission } from '../../auth/permissions.ts';
import {
  type DuesSum,
  listStandingShares,
  type StandingShare,
  sumDuesApart,
  sumDuesOf,
  sumLedgerDues,
  sumStandingShares,
} from '../../data/payments/dues.ts';
import { listStudents } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import { debtKindOf, dueOfDebt } from '../../domain/payments/account.ts';
import type { Debt, Favour } from '../../domain/payments/dues/allocation.ts';
import { type DueOf, firstOfNewest } from '../../domain/payments/dues/due-days.ts';
import {
  billDebt,
  type Charged,
  type Dues,
  isOfNewest,
  sumDues,
} from '../../domain/payments/dues/dues.ts';
import type { StudentDetails } from '../../domain/students/student.ts';
import { dayAfter, startOfDay } from '../../domain/values/date.ts';
import { groupBy } from '../../domain/values/group-by.ts';
import { addMonths, monthOfDate } from '../../domain/values/month.ts';
import { foldText } from '../../domain/values/text.ts';
import { type Mess, today } from '../mess/mess.ts';
import { requireBranch } from '../students/branches.ts';
import { readDueBills } from './due-days.ts';

export interface DuesFilter {
  /** The last day that counts, `YYYY-MM-DD`; today when undefined. */
  readonly asOf?: string | undefined;
  /** Only who owes something whose due day is over. */
  readonly isOverdue?: boolean;
  /** Only who owes more than this, in minor units. */
  readonly overMinor?: bigint | undefined;
  /** Without regard to case. */
  readonly branch?: string | undefined;
  /** Only who left. */
  readonly hasLeft?: boolean;
}

/** What a student owes, or has to good. */
export interface StudentDues extends Dues {
  readonly student: StudentDetails;
}

/**
 * Everybody who owes anything or has credit, who owes most first.
 *
 * @throws NotFoundError no such branch
 */
export async function listDues(
  mess: Mess,
  actor: Actor,
  filter: DuesFilter = {},
): Promise<StudentDues[]> {
  requirePermission(actor, "see everybody's dues");
  await requireBranch(mess.db, filter.branch);
  const asOf = filter.asOf ?? today(mess);
  const charged = await readCharged(mess, asOf);
  return (await listStudents(mess.db))
    .map((student) => ({ student, ...sumDues(charged.get(student.no) ?? NOTHING, asOf) }))
    .filter((each) => isWanted(each, filter, asOf))
    .sort((a, b) => compare(b.balanceMinor, a.balanceMinor));
}

const NOTHING: Charged = { debts: [], favours: [], settledMinor: 0n };

/** How many of the newest bills are told one by one of everybody: mostly nothing is owed of older ones. */
const NEWEST = 3;

/**
 * What everybody is charged with who owes anything or has credit: of old bills the sum, where nothing is owed of them. So the database adds
 * up what is paid, and few rows are read of a mess that grew for years.
 */
export async function readCharged(mess: Mess, asOf: string): Promise<Map<number, Charged>> {
  const { db, settings } = mess;
  const until = (await startOfDay(settings.timeZone, dayAfter(asOf))).toISOString();
  const standing = { from: settings.accountsFrom ?? NEVER, until };
  const { bills, dueOf } = await readDueBills(db, mess, asOf);
  const newest = firstOfNewest(dueOf, bills, addMonths(monthOfDate(asOf), 1 - NEWEST));
  const from = newest > standing.from ? newest : standing.from;
  const billed = await sumStandingShares(db, standing);
  const shares = groupBy(
    await listStandingShares(db, { from, until }),
    ({ studentNo }) => studentNo,
  );
  const ledger = await sumLedgerDues(db);
  const apart = groupBy(await sumDuesApart(db, { from, asOf }), ({ studentNo }) => studentNo);
  const charged = new Map<number, Charged>();
  const open: number[] = [];
  for (const no of new Set([...billed.keys(), ...ledger.keys()])) {
    const later = (apart.get(no) ?? []).filter(({ isLater }) => isLater);
    const balanceMinor = (billed.get(no) ?? 0n) + (ledger.get(no) ?? 0n) - sum(later);
    // Most are: what they were charged with nobody asks.
    if (balanceMinor === 0n) continue;
    const told = toCharged(dueOf, shares.get(no) ?? [], apart.get(no) ?? []);
    const plainMinor = sum(apart.get(no) ?? []) - (ledger.get(no) ?? 0n);
    const one = {
      debts: told.debts,
      favours: [...told.favours, { month: null, date: asOf, amountMinor: plainMinor }],
      settledMinor: (billed.get(no) ?? 0n) - sum(shares.get(no) ?? []),
    };
    if (isOfNewest(one)) charged.set(no, one);
    else open.push(no);
  }
  for (let at = 0; at < open.length; at += AT_ONCE) {
    const nos = open.slice(at, at + AT_ONCE);
    const whole = groupBy(
      await listStandingShares(db, standing, nos),
      ({ studentNo }) => studentNo,
    );
    const sums = groupBy(await sumDuesOf(db, asOf, nos), ({ studentNo }) => studentNo);
    for (const no of nos) {
      charged.set(no, toCharged(dueOf, whole.get(no) ?? [], sums.get(no) ?? []));
    }
  }
  return charged;
}

/** Of how many students all is asked at once. */
const AT_ONCE = 500;

/** After all months. */
const NEVER = '9999-12';

function toCharged(
  dueOf: DueOf,
  shares: readonly StandingShare[],
  sums: readonly DuesSum[],
): Charged {
  const bills = shares.map(({ month, amountMinor }) => billDebt(month, dueOf(month), amountMinor));
  const others = new Map<string, Debt>();
  const favours: Favour[] = [];
  for (const { kind, month, amountMinor, ...sum } of sums) {
    if (sum.isLater) continue;
    const debt = debtKindOf(kind);
    if (debt === undefined) favours.push({ month, date: sum.lastDate, amountMinor: -amountMinor });
    else {
      // What was waived of a late fee, or taken back of an opening, makes it less.
      const key = `${debt} ${month}`;
      const due = dueOfDebt(debt, month, sum.firstDate, dueOf);
      const before = others.get(key) ?? { due, amountMinor: 0n };
      const oldest = before.due < due ? before.due : due;
      const sumMinor = before.amountMinor + amountMinor;
      others.set(key, { kind: debt, month, due: oldest, amountMinor: sumMinor });
    }
  }
  return { debts: [...bills, ...others.values()], favours, settledMinor: 0n };
}

function sum(amounts: readonly { readonly amountMinor: bigint }[]): bigint {
  return amounts.reduce((total, { amountMinor }) => total + amountMinor, 0n);
}

function isWanted(dues: StudentDues, filter: DuesFilter, asOf: string): boolean {
  const { student, balanceMinor, overdueMinor } = dues;
  const { isOverdue, overMinor, branch, hasLeft } = filter;
  if (balanceMinor === 0n) return false;
  if (isOverdue && overdueMinor === 0n) return false;
  if (overMinor !== undefined && balanceMinor <= overMinor) return false;
  if (branch !== undefined && foldText(student.branch) !== foldText(branch)) return false;
  return !hasLeft || (student.left !== null && student.left <= asOf);
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
