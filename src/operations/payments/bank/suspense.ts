import { requirePermission } from '../../../auth/permissions.ts';
import { listStudents } from '../../../data/students/students.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { BankLine } from '../../../domain/payments/bank/bank-line.ts';
import {
  assignParts,
  assignToIncome,
  sumMoney,
} from '../../../domain/payments/bank/line-booking.ts';
import { createNameFinder } from '../../../domain/payments/bank/named-students.ts';
import { isCutPayer, tracePayment } from '../../../domain/payments/bank/narration.ts';
import { createPayerMatch } from '../../../domain/payments/bank/payer-match.ts';
import { reversalOf } from '../../../domain/payments/entry.ts';
import type { StudentRecord } from '../../../domain/students/student.ts';
import { formatMinor } from '../../../domain/values/money.ts';
import { moneyFormat } from '../../../domain/values/money-format.ts';
import { ConflictError, createWarning, NotFoundError, type Warning } from '../../../errors.ts';
import { change } from '../../mess/change.ts';
import { type Mess, today } from '../../mess/mess.ts';
import { getStudent } from '../../students/get-student.ts';
import { readAccount } from '../accounts/account.ts';
import { postEntries } from '../post-entries.ts';
import { getOpenLine, listSuspendedLines, receiptOf } from './bookings.ts';
import { readRoll } from './decide.ts';
import type { MoneyOfLine } from './reopen.ts';

/** Money of which it is not known whose it is. */
export interface SuspendedMoney {
  readonly no: number;
  readonly date: string;
  /** What of the line is in suspense, in minor units. */
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
  return lines.map(({ line, entries }) => {
    const { no, date, account, narration, reference } = line;
    const amountMinor = sumMoney(entries);
    const row = { ...line, amountMinor, valueDate: null, balanceMinor: null };
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
  /** With what of it was assigned as its amount. */
  readonly line: BankLine;
  readonly parts: readonly AssignedPart[];
  /** Of whom it is known from now on for whom they pay; null where that is not to be learned. */
  readonly learned: string | null;
  /** Why not; null where it is, and where several share the line. */
  readonly unlearned: 'no payer' | 'payer cut off' | null;
  /** Numbers of other lines of the same payer that are in suspense. */
  readonly others: readonly number[];
  /** Its note names others. */
  readonly warnings: readonly Warning[];
}

/** A part of a line, in minor units; all that is open of it when undefined. */
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
    const { line: whole, entries: open } = await getOpenLine(trx, mess, no);
    const line = { ...whole, amountMinor: sumMoney(open) };
    // What a manager decided, no clerk takes back.
    const isIgnored = open.some((each) => each.kind === 'income' && each.no !== line.entryNo);
    if (isIgnored) requirePermission(actor, 'ignore money of the bank');
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
      const all = line.amountMinor === whole.amountMinor;
      const is = all ? `line ${no} is` : `of line ${no} there is to assign`;
      const sentence = `The parts come to ${money(sum)}, and ${is} ${money(line.amountMinor)}.`;
      throw new ConflictError('parts_differ', sentence);
    }
    const entries = assignParts(
      open,
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
            receipt: receiptOf(numbered[at + open.length]),
          })),
        },
      }),
    );
    const assigned: AssignedPart[] = [];
    for (const [at, { student, amountMinor }] of parts.entries()) {
      const { balanceMinor } = await readAccount(trx, mess, student);
      const receipt = receiptOf(posted[at + open.length]);
      assigned.push({ receipt, student, amountMinor, balanceMinor });
    }
    const { payer } = line;
    const why = payer === null ? 'no payer' : isCutPayer(payer) ? 'payer cut off' : null;
    const learned = why === null && parts.length === 1 ? payer : null;
    const unlearned = parts.length === 1 ? why : null;
    const suspended = payer === null ? [] : await listSuspendedLines(trx);
    const others = suspended.flatMap((each) => (each.line.payer === payer ? [each.line.no] : []));
    const warnings = warnOfNamed(await listStudents(trx), line, [...students.values()]);
    return { line, parts: assigned, learned, unlearned, others, warnings };
  });
}

/** Where the note names students by their ids, and somebody who is none of them gets the money. */
function warnOfNamed(
  roll: readonly StudentRecord[],
  { narration }: Pick<BankLine, 'narration'>,
  getting: readonly StudentRecord[],
): Warning[] {
  const { byCode, byId } = createNameFinder(roll.map(({ id }) => id))(narration);
  const named = [...new Set([...byCode, ...byId])];
  if (named.length === 0 || getting.every(({ id }) => named.includes(id))) return [];
  return [createWarning('named_otherwise', `Its note names ${named.join(' and ')}.`)];
}

/**
 * Says of money in suspense that it is no student's: it is other income of the mess, or, where the bank took
 * it back, in the books no more.
 *
 * @throws NotFoundError no such line
 * @throws ConflictError it is a student's, or was taken back
 */
export async function ignoreLine(
  mess: Mess,
  actor: Actor,
  no: number,
  { reason, isBounced }: { readonly reason: string; readonly isBounced: boolean },
): Promise<MoneyOfLine> {
  requirePermission(actor, 'ignore money of the bank');
  return change(mess, actor, 'payment suspense ignore', async ({ trx, record }) => {
    const { line, entries } = await getOpenLine(trx, mess, no);
    const amountMinor = sumMoney(entries);
    const amount = formatMinor(amountMinor, mess.settings.currencyDecimals);
    const drafts = isBounced
      ? entries.map((entry) => ({ ...reversalOf(entry, today(mess)), note: reason }))
      : assignToIncome(entries, reason);
    await postEntries(
      { trx, record },
      drafts.map((each) => ({ ...each, receiptOf: null })),
      () => ({
        subject: `line ${no}`,
        before: { line: no, amount },
        after: { [isBounced ? 'bounced' : 'ignored']: amount, reason },
      }),
    );
    return { no, date: line.date, amountMinor };
  });
}
