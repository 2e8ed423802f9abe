import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import {
  findEntryOfReceipt,
  type LedgerEntry,
  listEntriesBetween,
} from '../../data/payments/ledger.ts';
import { listStudents } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import { METHODS, type Method, reversalOf } from '../../domain/payments/entry.ts';
import { type ReceiptNumber, writeReceipt } from '../../domain/payments/receipt.ts';
import type { StudentDetails } from '../../domain/students/student.ts';
import { formatMinor } from '../../domain/values/money.ts';
import type { Month } from '../../domain/values/month.ts';
import { ConflictError, NotFoundError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import { type Mess, today } from '../mess/mess.ts';
import { readAccount } from './account.ts';
import { refuseBeyondDeposit } from './deposits.ts';
import { postEntries } from './post-entries.ts';

/** A payment as it is listed, with who gave it. */
export interface Payment {
  readonly receipt: string;
  readonly studentId: string;
  readonly name: string;
  /** In minor units. */
  readonly amountMinor: bigint;
  /** Of the money, `YYYY-MM-DD`. */
  readonly date: string;
  readonly method: Method | null;
  readonly reference: string | null;
  readonly month: Month | null;
  readonly note: string | null;
  /** Who entered it; null for the database's holder. */
  readonly by: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly isReversed: boolean;
}

export interface PaymentFilter {
  /** Days of the money, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly method?: Method | undefined;
  /** Who entered it, without regard to case. */
  readonly by?: string | undefined;
  /** Also those that were reversed. */
  readonly hasReversed?: boolean;
}

/** What came in by one method, without what was reversed. */
export interface MethodTotal {
  readonly method: Method;
  readonly count: number;
  /** In minor units. */
  readonly amountMinor: bigint;
}

/** In the order in which they were entered. */
export async function listPayments(
  mess: Mess,
  actor: Actor,
  { from, to, method, by, hasReversed = false }: PaymentFilter,
): Promise<{ readonly payments: readonly Payment[]; readonly totals: readonly MethodTotal[] }> {
  requirePermission(actor, "see everybody's dues");
  const entries = await listEntriesBetween(mess.db, ['payment'], from, to);
  const roll = new Map((await listStudents(mess.db)).map((each) => [each.no, each]));
  const payments = entries
    .map((entry) => toPayment(entry, roll))
    .filter(
      (each) =>
        (hasReversed || !each.isReversed) &&
        (method === undefined || each.method === method) &&
        (by === undefined || each.by?.toLowerCase() === by.toLowerCase()),
    );
  return { payments, totals: sumByMethod(payments) };
}

function sumByMethod(payments: readonly Payment[]): MethodTotal[] {
  return METHODS.map((method) => {
    const those = payments.filter((each) => each.method === method && !each.isReversed);
    const amountMinor = those.reduce((sum, each) => sum + each.amountMinor, 0n);
    return { method, count: those.length, amountMinor };
  }).filter(({ count }) => count > 0);
}

/** @throws NotFoundError no such receipt */
export async function showPayment(
  mess: Mess,
  actor: Actor,
  receipt: ReceiptNumber,
): Promise<Payment> {
  requirePermission(actor, "see everybody's dues");
  const roll = new Map((await listStudents(mess.db)).map((each) => [each.no, each]));
  return toPayment(await getEntry(mess.db, receipt), roll);
}

export interface ReversedPayment {
  readonly payment: Payment;
  /** What the student owes by now, in minor units. */
  readonly balanceMinor: bigint;
}

/**
 * Takes a payment back, by an entry of today. Its receipt keeps its number.
 *
 * @throws NotFoundError no such receipt
 * @throws ConflictError it is taken back already; of a deposit less is held by now
 */
export async function reversePayment(
  mess: Mess,
  actor: Actor,
  receipt: ReceiptNumber,
  reason: string,
): Promise<ReversedPayment> {
  requirePermission(actor, 'reverse payments');
  return change(mess, actor, 'payment reverse', async ({ trx, record }) => {
    const entry = await getEntry(trx, receipt);
    const written = writeReceipt(receipt);
    if (entry.reversedBy !== null) {
      throw new ConflictError('receipt_reversed', `Receipt ${written} is reversed already.`);
    }
    const students = await listStudents(trx);
    const payment = toPayment(entry, new Map(students.map((each) => [each.no, each])));
    const amount = formatMinor(payment.amountMinor, mess.settings.currencyDecimals);
    const student = students.find(({ id }) => id === payment.studentId);
    if (student === undefined) throw new Error(`${payment.studentId} is not on the roll`);
    if (entry.kind === 'deposit') {
      refuseBeyondDeposit(mess, await readAccount(trx, mess, student), payment.amountMinor);
    }
    const reversal = { ...reversalOf(entry, today(mess)), receiptOf: null, note: reason };
    await postEntries({ trx, record }, [reversal], () => ({
      subject: payment.studentId,
      before: { receipt: written, student: payment.studentId, amount },
      after: { reversed: written, reason },
    }));
    const { balanceMinor } = await readAccount(trx, mess, student);
    return { payment: { ...payment, isReversed: true }, balanceMinor };
  });
}

/** @throws NotFoundError no such receipt */
export async function getEntry(db: Knex, receipt: ReceiptNumber): Promise<LedgerEntry> {
  const entry = await findEntryOfReceipt(db, receipt);
  if (entry !== undefined) return entry;
  throw new NotFoundError('unknown_receipt', `There is no receipt ${writeReceipt(receipt)}.`);
}

export function toPayment(entry: LedgerEntry, roll: ReadonlyMap<number, StudentDetails>): Payment {
  const posting = entry.postings.find(({ studentNo }) => studentNo !== null);
  const student = roll.get(posting?.studentNo ?? 0);
  if (posting === undefined || student === undefined || entry.receipt === null) {
    throw new Error(`entry ${entry.no} is no payment of a student`);
  }
  return {
    receipt: writeReceipt(entry.receipt),
    studentId: student.id,
    name: student.name,
    amountMinor: -posting.amountMinor,
    date: entry.moneyDate,
    method: entry.method,
    reference: entry.reference,
    month: entry.month,
    note: entry.note,
    by: entry.by,
    at: entry.at,
    isReversed: entry.reversedBy !== null,
  };
}
