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
import { nameSome } from '../../../domain/values/text.ts';
import { ConflictError, NotFoundError } from '../../../errors.ts';
import { change } from '../../mess/change.ts';
import type { Mess } from '../../mess/mess.ts';
import { getStudent } from '../../students/get-student.ts';
import { readAccount } from '../account.ts';
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
 * @param no of a line in suspense, or of one that was taken for no payment
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
  const money = (minor: bigint) => formatMinor(minor, mess.settings.currencyDecimals);
  const isShared = given.some(({ amountMinor }) => amountMinor !== undefined);
  const command = `payment suspense ${isShared ? 'split' : 'assign'}`;
  return change(mess, actor, command, async ({ trx, record }) => {
    const { line, entry } = await getOpenLine(trx, no);
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
        before: { line: no, amount: money(line.amountMinor) },
        after: {
          parts: parts.map(({ student, amountMinor }, at) => ({
            student: student.id,
            amount: money(amountMinor),
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
    const learned = payer !== null && !isCutPayer(payer) && parts.length === 1 ? payer : null;
    const open = payer === null ? [] : await listSuspendedLines(trx);
    const others = open.filter((each) => each.payer === payer).map((each) => each.no);
    return { line, parts: assigned, learned, others };
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
    const { line, entry } = await getOpenLine(trx, no);
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

/** Its entry stands, and is no student's. */
async function getOpenLine(
  db: Knex,
  no: number,
): Promise<{ readonly line: BankLine; readonly entry: LedgerEntry }> {
  const line = await findBankLine(db, no);
  const entry = line && (await findEntry(db, line.entryNo));
  if (line === undefined || entry === undefined) {
    throw new NotFoundError('unknown_line', `The bank's files have no line ${no}.`);
  }
  const isOpen = entry.reversedBy === null && entry.kind !== 'payment';
  if (isOpen) return { line, entry };
  throw new ConflictError('line_settled', await saySettled(db, line, entry));
}

async function saySettled(db: Knex, line: BankLine, entry: LedgerEntry): Promise<string> {
  if (entry.kind === 'payment') {
    return `Line ${line.no} is that of receipt ${receiptOf(entry)}.`;
  }
  const back = await findEntry(db, entry.reversedBy ?? 0);
  const placed = back === undefined ? [] : await listEntriesEnteredBy(db, back.enteredBy);
  const receipts = placed.filter(({ kind }) => kind === 'payment').map(receiptOf);
  if (receipts.length > 0) {
    const are = receipts.length === 1 ? 'receipt' : 'receipts';
    return `Line ${line.no} is that of ${are} ${nameSome(receipts)}.`;
  }
  const isIgnored = placed.some(({ kind }) => kind === 'income');
  return isIgnored
    ? `Line ${line.no} was ignored: it is other income.`
    : `Line ${line.no} was taken back with its import.`;
}

function receiptOf(entry: Pick<LedgerEntry, 'receipt'> | undefined): string {
  if (entry?.receipt == null) throw new Error('a payment was posted without a receipt');
  return writeReceipt(entry.receipt);
}
