import type { Knex } from 'knex';
import { requireOwnOr } from '../../auth/permissions.ts';
import { listBilledShares } from '../../data/payments/billed-shares.ts';
import { type LedgerEntry, listEntriesOfStudent } from '../../data/payments/ledger.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  type AccountLine,
  allocateAccount,
  balanceLines,
  type LineKind,
  listBillLines,
} from '../../domain/payments/account.ts';
import type { Allocation } from '../../domain/payments/allocation.ts';
import { DUES, type EntryKind } from '../../domain/payments/entry.ts';
import { dueDay } from '../../domain/payments/late-fee.ts';
import type { ReceiptNumber } from '../../domain/payments/receipt.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { dateIn } from '../../domain/values/date.ts';
import type { Month } from '../../domain/values/month.ts';
import { whoseHistory } from '../billing/expenses.ts';
import { type Mess, today } from '../mess/mess.ts';
import { getStudent } from '../students/get-student.ts';

/** A line of an account that an entry of the ledger made, or a bill. */
export interface StatementLine extends AccountLine {
  readonly receipt: ReceiptNumber | null;
  readonly note: string | null;
}

/** A student's account, with how what was paid meets what was charged. */
export interface StudentAccount {
  readonly student: StudentRecord;
  /** In the order of their days, each with what was owed after it. */
  readonly lines: readonly { readonly line: StatementLine; readonly balanceMinor: bigint }[];
  /** In minor units: above 0 is owed to the mess, below 0 is credit. */
  readonly balanceMinor: bigint;
  readonly allocation: Allocation;
}

/**
 * A student's account as it was at the end of a day. A student sees only their own.
 *
 * @param id whose; a student may leave it out
 * @param asOf `YYYY-MM-DD`; today when undefined
 * @throws NotAllowedError a student asks for somebody else, whether or not there is such a one
 * @throws NotFoundError no such student
 * @throws UsageError an admin does not say whose
 */
export async function showDues(
  mess: Mess,
  actor: Actor,
  id: string | undefined,
  asOf?: string,
): Promise<StudentAccount> {
  const signedIn = requireOwnOr(actor, 'see own dues', "see everybody's dues");
  const student = await getStudent(mess.db, whoseHistory(signedIn, id, 'dues'));
  return readAccount(mess.db, mess, student, asOf ?? today(mess));
}

/** @param asOf the last day that counts, `YYYY-MM-DD` */
export async function readAccount(
  db: Knex,
  mess: Pick<Mess, 'settings'>,
  student: StudentRecord,
  asOf: string,
): Promise<StudentAccount> {
  const lines = (await readLines(db, mess, student.no)).filter(({ date }) => date <= asOf);
  const balanced = balanceLines(lines);
  return {
    student,
    lines: balanced,
    balanceMinor: balanced.at(-1)?.balanceMinor ?? 0n,
    allocation: allocateAccount(lines, (month) => dueOf(mess, month)),
  };
}

/** The last day on which the bill of a month is paid in time. */
export function dueOf({ settings }: Pick<Mess, 'settings'>, month: Month): string {
  return dueDay({ due: { monthsAfter: 1, day: settings.dueDay } }, month);
}

async function readLines(
  db: Knex,
  { settings }: Pick<Mess, 'settings'>,
  studentNo: number,
): Promise<StatementLine[]> {
  const { accountsFrom, timeZone } = settings;
  const on = (at: string) => dateIn(timeZone, new Date(at));
  const bills =
    accountsFrom === null
      ? []
      : (await listBilledShares(db, studentNo, accountsFrom)).map((share) => ({
          ...share,
          madeOn: on(share.madeAt),
          endedOn: share.endedAt === null ? null : on(share.endedAt),
        }));
  const entries = await listEntriesOfStudent(db, studentNo);
  const kinds = new Map(entries.map(({ no, kind }) => [no, kind]));
  return [
    ...listBillLines(bills).map((line) => ({ ...line, receipt: null, note: null })),
    ...entries.flatMap((entry) => toLines(entry, studentNo, kinds)),
  ];
}

function toLines(
  entry: LedgerEntry,
  studentNo: number,
  kinds: ReadonlyMap<number, EntryKind>,
): StatementLine[] {
  const kind = lineKind(entry, kinds);
  return entry.postings
    .filter((posting) => posting.account === DUES && posting.studentNo === studentNo)
    .map(({ amountMinor }) => ({
      kind,
      date: entry.date,
      month: entry.month,
      amountMinor,
      receipt: entry.receipt,
      note: entry.note,
    }));
}

/** What stood at the beginning is no payment, also where it is taken back. */
function lineKind(
  { kind, reverses }: LedgerEntry,
  kinds: ReadonlyMap<number, EntryKind>,
): LineKind {
  const isOfOpening = reverses !== null && kinds.get(reverses) === 'opening';
  return isOfOpening ? 'opening' : kind;
}
