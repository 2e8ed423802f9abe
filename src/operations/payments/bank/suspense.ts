import type { Knex } from 'knex';
import { requirePermission } from '../../../auth/permissions.ts';
import { findBankLine, listSuspendedLines } from '../../../data/payments/bank-lines.ts';
import {
  findEntry,
  type LedgerEntry,
  listEntriesEnteredBy,
} from '../../../data/payments/ledger.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { BankLine } from '../../../domain/payments/bank/bank-line.ts';
import { assignParts, assignToIncome } from '../../../domain/payments/bank/line-booking.ts';
import { isCutPayer, tracePayment } from '../../../domain/payments/bank/narration.ts';
import { createPayerMatch } from '../../../domain/payments/bank/payer-match.ts';
import { writeReceipt } from '../../../domain/payments/receipt.ts';
import type { StudentRecord } from '../../../domain/students/student.ts';
import { formatMinor } from '../../../domain/values/money.ts';
import { moneyFormat } from '../../../domain/values/money-format.ts';
import { nameSome } from '../../../domain/values/text.ts';
import { ConflictError, NotFoundError } from '../../../errors.ts';
import { change } from '../../mess/change.ts';
import type { Mess } from '../../mess/mess.ts';
import { getStudent } from '../../students/get-student.ts';
import { readAccount } from '../accounts/account.ts';
import { postEntries } from '../post-entries.ts';
import { readRoll } from './decide.ts';

/** Money of which it is not known whose it is. */
export interface SuspendedMoney {
  readonly no: number;
  readonly date: string;
  /** In minor units. */
  readonly amountMinor: bigint;
  readonly account: string;
  readonly narration: string;
  readonly reference: string | null;
  /** Why nobody follows; by what is known now. */
  readonly reason: string;
  /** Whose it may be. */
  readonly suggestion: string | null;
}

/** In the order in which it came. */
export async function listSuspense(mess: Mess, actor: Actor): Promise<SuspendedMoney[]> {
  requirePermission(actor, "see everybody's dues");
  const lines = await listSuspendedLines(mess.db);
  if (lines.length === 0) return [];
  const match = createPayerMatch(await readRoll(mess.db, mess));
  return lines.map((line) => {
    const { no, date, amountMinor, account, narration, reference } = line;
    const row = { ...line, valueDate: null, balanceMinor: null };
    const payer = line.payer ?? undefined;
    const found = match(row, { ...tracePayment(row), payer, settlement: undefined });
    const [reason, suggestion] =
      found.kind === 'student'
        ? [found.why, found.studentId]
        : found.kind === 'suspense'
          ? [found.why, found.suggestion]
          : ['nobody is named', null];
    return {
      ...{ no, date, amountMinor, account, narration, reason, suggestion },
      reference: reference === '' ? null : reference,
    };
  });
}

/**
 * @throws NotFoundError no such line, or one that is no student's and not in suspense
 * @throws ConflictError it is a student's already, or was taken back
 */
export async function showSuspended(mess: Mess, actor: Actor, no: number): Promise<SuspendedMoney> {
  const found = (await listSuspense(mess, actor)).find((line) => line.no === no);
  if (found !== undefined) return found;
  await getOpenLine(mess.db, mess, no);
  throw new NotFoundError('unknown_line', `Line ${no} is not in suspense.`);
}

export interface AssignedPart {
  readonly receipt: string;
  readonly student: StudentRecord;
  /** In minor units. */
  readonly amountMinor: bigint;
  /** What is owed by now, in minor units; below 0 for credit. */
  readonly balanceMinor: bigint;
}

export interface AssignedLine {
  readonly line: BankLine;
  readonly parts: readonly AssignedPart[];
  /** Of whom it is known from now on for whom they pay; null where that is not to be learned. */
  readonly learned: string | null;
  /** Why not; null where it is, and where several share the line. */
  readonly unlearned: 'no payer' | 'payer cut off' | null;
  /** Numbers of other lines of the same payer that are in suspense. */
  readonly others: readonly number[];
}

/** A part of a line, in minor units; all of it when undefined. */
export interface GivenPart {
  readonly studentId: string;
  readonly amountMinor?: bigint | undefined;
}

/**
 * Gives a line of the bank's file to a student, or in parts to several: each gets a receipt of the day on
 * which the money came. From whom it came is known the next time.
 *
 * @param no of a line in suspense, of one that was ignored, or of one that was taken for no payment
 * @throws NotFoundError no such line or student
 * @throws ConflictError it is a student's already, or was taken back; the parts do not add up to it
 */
export async function assignLine(
  mess: Mess,
  actor: Actor,
  no: number,
  given: readonly GivenPart[],
): Promise<AssignedLine> {
  requirePermission(actor, 'import payments');
  const plain = (minor: bigint) => formatMinor(minor, mess.settings.currencyDecimals);
  const isShared = given.some(({ amountMinor }) => amountMinor !== undefined);
  const command = `payment suspense ${isShared ? 'split' : 'assign'}`;
  return change(mess, actor, command, async ({ trx, record }) => {
    const { line, entry } = await getOpenLine(trx, mess, no);
    // What a manager decided, no clerk takes back.
    if (entry.no !== line.entryNo) requirePermission(actor, 'ignore money of the bank');
    const students = new Map<string, StudentRecord>();
    for (const { studentId } of given) {
      students.set(studentId, await getStudent(trx, studentId));
    }
    const parts = given.map(({ studentId, amountMinor = line.amountMinor }) => ({
      student: students.get(studentId) as StudentRecord,
      amountMinor,
    }));
    const sum = parts.reduce((total, { amountMinor }) => total + amountMinor, 0n);
    if (sum !== line.amountMinor) {
      const money = moneyFormat(mess.settings);
      const sentence = `The parts come to ${money(sum)}, and line ${no} is ${money(line.amountMinor)}.`;
      throw new ConflictError('parts_differ', sentence);
    }
    const entries = assignParts(
      entry,
      parts.map(({ student, amountMinor }) => ({ studentNo: student.no, amountMinor })),
    );
    const posted = await postEntries(
      { trx, record },
      entries.map((each) => ({ ...each, receiptOf: each.kind === 'payment' ? 'payments' : null })),
      (numbered) => ({
        subject: `line ${no}`,
        before: { line: no, amount: plain(line.amountMinor) },
        after: {
          parts: parts.map(({ student, amountMinor }, at) => ({
            student: student.id,
            amount: plain(amountMinor),
            receipt: receiptOf(numbered[at + 1]),
          })),
        },
      }),
    );
    const assigned: AssignedPart[] = [];
    for (const [at, { student, amountMinor }] of parts.entries()) {
      const { balanceMinor } = await readAccount(trx, mess, student);
      const receipt = receiptOf(posted[at + 1]);
      assigned.push({ receipt, student, amountMinor, balanceMinor });
    }
    const { payer } = line;
    const why = payer === null ? 'no payer' : isCutPayer(payer) ? 'payer cut off' : null;
    const learned = why === null && parts.length === 1 ? payer : null;
    const unlearned = parts.length === 1 ? why : null;
    const open = payer === null ? [] : await listSuspendedLines(trx);
    const others = open.filter((each) => each.payer === payer).map((each) => each.no);
    return { line, parts: assigned, learned, unlearned, others };
  });
}

/**
 * Says of money in suspense that it is no student's: it is other income of the mess.
 *
 * @throws NotFoundError no such line
 * @throws ConflictError it is a student's, or was taken back
 */
export async function ignoreLine(
  mess: Mess,
  actor: Actor,
  no: number,
  reason: string,
): Promise<BankLine> {
  requirePermission(actor, 'ignore money of the bank');
  return change(mess, actor, 'payment suspense ignore', async ({ trx, record }) => {
    const { line, entry } = await getOpenLine(trx, mess, no);
    const amount = formatMinor(line.amountMinor, mess.settings.currencyDecimals);
    await postEntries(
      { trx, record },
      assignToIncome(entry, line.amountMinor, reason).map((each) => ({ ...each, receiptOf: null })),
      () => ({
        subject: `line ${no}`,
        before: { line: no, amount },
        after: { ignored: amount, reason },
      }),
    );
    return line;
  });
}

/**
 * What stands of a line, and is no student's: in suspense, taken for no payment, or ignored.
 *
 * @throws NotFoundError no such line
 * @throws ConflictError it is a student's, was one's and is reversed, or was taken back with its import
 */
async function getOpenLine(
  db: Knex,
  mess: Mess,
  no: number,
): Promise<{ readonly line: BankLine; readonly entry: LedgerEntry }> {
  const line = await findBankLine(db, no);
  const booked = line && (await findEntry(db, line.entryNo));
  if (line === undefined || booked === undefined) {
    throw new NotFoundError('unknown_line', `The bank's files have no line ${no}.`);
  }
  const entries = await findBookings(db, booked);
  const [entry] = entries.filter(({ reversedBy }) => reversedBy === null);
  if (entry !== undefined && entry.kind !== 'payment') return { line, entry };
  throw settledError(mess, line, entries);
}

/** As what a line is booked by now: its first entry, or what was made of that since. */
export async function findBookings(db: Knex, booked: LedgerEntry): Promise<LedgerEntry[]> {
  if (booked.reversedBy === null) return [booked];
  const back = await findEntry(db, booked.reversedBy);
  const placed = back === undefined ? [] : await listEntriesEnteredBy(db, back.enteredBy);
  const bookings = placed.filter(({ kind }) => kind === 'payment' || kind === 'income');
  const [ignored] = bookings;
  if (bookings.length === 1 && ignored?.kind === 'income') return findBookings(db, ignored);
  return bookings.length > 0 ? bookings : [booked];
}

function settledError(mess: Mess, line: BankLine, entries: readonly LedgerEntry[]): Error {
  const payments = entries.filter(({ kind }) => kind === 'payment');
  const standing = payments.filter(({ reversedBy }) => reversedBy === null);
  const receipts = standing.map(receiptOf);
  const were = payments.map(receiptOf);
  const name = (numbers: readonly string[]) =>
    `${numbers.length === 1 ? 'receipt' : 'receipts'} ${nameSome(numbers)}`;
  const sentence =
    receipts.length > 0
      ? `Line ${line.no} is that of ${name(receipts)}.`
      : were.length > 0
        ? `Line ${line.no} was that of ${name(were)}, reversed since.`
        : `Line ${line.no} was taken back with its import.`;
  const { date, amountMinor, reference } = line;
  const amount = formatMinor(amountMinor, mess.settings.currencyDecimals);
  const method = payments[0]?.method ?? null;
  const about = { receipts, money: { amount, date, method, reference: reference || null } };
  return new ConflictError('line_settled', sentence, { about });
}

function receiptOf(entry: Pick<LedgerEntry, 'receipt'> | undefined): string {
  if (entry?.receipt == null) throw new Error('a payment was posted without a receipt');
  return writeReceipt(entry.receipt);
}
