import { requirePermission } from '../../auth/permissions.ts';
import { listStandingShares, sumDues as sumLedgerDues } from '../../data/payments/dues.ts';
import { listStudents } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Debt, Favour } from '../../domain/payments/allocation.ts';
import { billDebt, type Dues, sumDues } from '../../domain/payments/dues.ts';
import type { StudentDetails } from '../../domain/students/student.ts';
import { dayAfter, startOfDay } from '../../domain/values/date.ts';
import { foldText } from '../../domain/values/text.ts';
import { type Mess, today } from '../mess/mess.ts';
import { dueOf } from './account.ts';

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

/** Everybody who owes anything or has credit, who owes most first. */
export async function listDues(
  mess: Mess,
  actor: Actor,
  filter: DuesFilter = {},
): Promise<StudentDues[]> {
  requirePermission(actor, "see everybody's dues");
  const asOf = filter.asOf ?? today(mess);
  const { debts, favours } = await readDebts(mess, asOf);
  return (await listStudents(mess.db))
    .map((student) => ({
      student,
      ...sumDues(debts.get(student.no) ?? [], favours.get(student.no) ?? [], asOf),
    }))
    .filter((each) => isWanted(each, filter, asOf))
    .sort((a, b) => compare(b.balanceMinor, a.balanceMinor));
}

/** What each student was charged and has paid, by their numbers. */
export interface Debts {
  readonly debts: ReadonlyMap<number, readonly Debt[]>;
  readonly favours: ReadonlyMap<number, readonly Favour[]>;
}

/** @param asOf the last day that counts, `YYYY-MM-DD` */
export async function readDebts(mess: Mess, asOf: string): Promise<Debts> {
  const { accountsFrom, timeZone } = mess.settings;
  const until = (await startOfDay(timeZone, dayAfter(asOf))).toISOString();
  const shares =
    accountsFrom === null ? [] : await listStandingShares(mess.db, accountsFrom, until);
  const debts = new Map<number, Debt[]>();
  const favours = new Map<number, Favour[]>();
  for (const { studentNo, month, amountMinor } of shares) {
    listOf(debts, studentNo).push(billDebt(month, dueOf(mess, month), amountMinor));
  }
  for (const { studentNo, kind, month, date, amountMinor } of await sumLedgerDues(mess.db, asOf)) {
    if (kind === 'opening') {
      listOf(debts, studentNo).push({ kind, month: null, due: date, amountMinor });
    } else listOf(favours, studentNo).push({ month, date, amountMinor: -amountMinor });
  }
  return { debts, favours };
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

function listOf<T>(lists: Map<number, T[]>, no: number): T[] {
  const list = lists.get(no) ?? [];
  lists.set(no, list);
  return list;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
