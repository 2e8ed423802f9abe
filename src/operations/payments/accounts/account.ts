import type { Knex } from 'knex';
import { requireOwnOr } from '../../../auth/permissions.ts';
import { type BilledShareRecord, listBilledShares } from '../../../data/payments/billed-shares.ts';
import { type LedgerEntry, listEntriesOfStudent } from '../../../data/payments/ledger.ts';
import type { Actor } from '../../../domain/actor.ts';
import {
  type AccountLine,
  allocateAccount,
  type BilledShare,
  balanceLines,
  isLineKind,
  listBillLines,
  toLineKind,
} from '../../../domain/payments/account.ts';
import type { Allocation } from '../../../domain/payments/dues/allocation.ts';
import { findDueDays, withDays } from '../../../domain/payments/dues/due-days.ts';
import { DEPOSIT, DUES } from '../../../domain/payments/entry.ts';
import { writeReceipt } from '../../../domain/payments/receipt.ts';
import type { StatementLine } from '../../../domain/payments/statement-line.ts';
import { voucherOf } from '../../../domain/payments/voucher.ts';
import type { StudentRecord } from '../../../domain/students/student.ts';
import { whoseHistory } from '../../billing/expenses.ts';
import { type Mess, today } from '../../mess/mess.ts';
import { getStudent } from '../../students/get-student.ts';

/** A student's account, with how what was paid meets what was charged. */
export interface StudentAccount {
  readonly student: StudentRecord;
  /** In the order of their days, each with what was owed after it. */
  readonly lines: readonly { readonly line: StatementLine; readonly balanceMinor: bigint }[];
  /** In minor units: above 0 is owed to the mess, below 0 is credit. */
  readonly balanceMinor: bigint;
  readonly allocation: Allocation;
  /** Caution money that the mess holds, in minor units; no part of the balance. */
  readonly depositMinor: bigint;
  /** The last day that counts, `YYYY-MM-DD`. */
  readonly asOf: string;
}

/** Which part of an account is shown: days `YYYY-MM-DD`, both included. */
export interface AccountRange {
  readonly from?: string | undefined;
  /** Today when undefined. */
  readonly to?: string | undefined;
}

/** An account from a day on, with what was owed before it. */
export interface ShownAccount extends StudentAccount {
  /** In minor units. */
  readonly openingMinor: bigint;
}

/**
 * A student's account as it was at the end of a day. A student sees only their own.
 *
 * @param id whose; a student may leave it out
 * @throws NotAllowedError a student asks for somebody else, whether or not there is such a one
 * @throws NotFoundError no such student
 * @throws UsageError an admin does not say whose
 */
export async function showDues(
  mess: Mess,
  actor: Actor,
  id: string | undefined,
  { from, to }: AccountRange,
): Promise<ShownAccount> {
  const signedIn = requireOwnOr(actor, 'see own dues', "see everybody's dues");
  const student = await getStudent(mess.db, whoseHistory(signedIn, id, 'dues'));
  const account = await readAccount(mess.db, mess, student, to ?? today(mess));
  const shown = account.lines.filter(({ line }) => from === undefined || line.date >= from);
  const before = account.lines[account.lines.length - shown.length - 1];
  return { ...account, lines: shown, openingMinor: before?.balanceMinor ?? 0n };
}

/** @param asOf the last day that counts, `YYYY-MM-DD`; all days when undefined */
export async function readAccount(
  db: Knex,
  mess: Pick<Mess, 'settings'>,
  student: StudentRecord,
  asOf = LAST_DAY,
): Promise<StudentAccount> {
  const entries = (await listEntriesOfStudent(db, student.no)).filter(({ date }) => date <= asOf);
  const bills = await readBills(db, mess, student.no);
  const lines = toStatement(bills, student.no, entries).filter(({ date }) => date <= asOf);
  const balanced = balanceLines(lines);
  return {
    student,
    lines: balanced,
    balanceMinor: balanced.at(-1)?.balanceMinor ?? 0n,
    allocation: allocateAccount(lines, findDueDays(mess.settings.dueDay, bills, asOf)),
    depositMinor: -sumPostings(entries, DEPOSIT, student.no),
    asOf,
  };
}

/** After all days. */
export const LAST_DAY = '9999-12-31';

/** Every bill that is owed, also those of which the student has no share. */
export async function readBills(
  db: Knex,
  { settings }: Pick<Mess, 'settings'>,
  studentNo: number,
): Promise<(BilledShare & BilledShareRecord)[]> {
  const { accountsFrom, timeZone } = settings;
  if (accountsFrom === null) return [];
  return withDays(await listBilledShares(db, studentNo, accountsFrom), timeZone);
}

/** Lines of bills and of the ledger, in no order. */
export function toStatement(
  bills: readonly BilledShare[],
  studentNo: number,
  entries: readonly LedgerEntry[],
): StatementLine[] {
  const byNo = new Map(entries.map((entry) => [entry.no, entry]));
  return [
    ...listBillLines(bills).map(billLine),
    ...entries.flatMap((entry) => toLines(entry, studentNo, byNo)),
  ];
}

/** Nothing more is said of it. Written out: to spread one into another takes many times as long. */
function billLine({ kind, date, month, amountMinor }: AccountLine): StatementLine {
  return {
    kind,
    date,
    moneyDate: null,
    month,
    amountMinor,
    receipt: null,
    voucher: null,
    method: null,
    reference: null,
    note: null,
  };
}

function toLines(
  entry: LedgerEntry,
  studentNo: number,
  byNo: ReadonlyMap<number, LedgerEntry>,
): StatementLine[] {
  const taken = entry.reverses === null ? undefined : byNo.get(entry.reverses);
  const receipt = entry.receipt ?? taken?.receipt ?? null;
  if (!isLineKind(entry.kind)) return [];
  const kind = toLineKind(entry.kind, taken?.kind ?? null);
  return entry.postings
    .filter((posting) => posting.account === DUES && posting.studentNo === studentNo)
    .map(({ amountMinor }) => ({
      kind,
      date: entry.date,
      moneyDate: entry.moneyDate === entry.date ? null : entry.moneyDate,
      month: entry.month,
      amountMinor,
      receipt: receipt === null ? null : writeReceipt(receipt),
      voucher: voucherOf(taken ?? entry),
      method: entry.method,
      reference: entry.reference,
      note: entry.note,
    }));
}

/** In minor units; what is taken of the account is below 0. */
function sumPostings(entries: readonly LedgerEntry[], of: string, no: number): bigint {
  return entries
    .flatMap(({ postings }) => postings)
    .filter(({ account, studentNo }) => account === of && studentNo === no)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}
