import type { Knex } from 'knex';
import { type Permission, requirePermission } from '../../../auth/permissions.ts';
import { findLastCount } from '../../../data/payments/books.ts';
import type { LedgerEntry } from '../../../data/payments/ledger.ts';
import { listStudents } from '../../../data/students/students.ts';
import type { Actor } from '../../../domain/actor.ts';
import { CASH, CASH_COUNT, type EntryKind, reversalOf } from '../../../domain/payments/entry.ts';
import { writeReceipt } from '../../../domain/payments/receipt.ts';
import { type Numbered, writeVoucher } from '../../../domain/payments/voucher.ts';
import type { StudentRecord } from '../../../domain/students/student.ts';
import { formatMinor } from '../../../domain/values/money.ts';
import { ConflictError } from '../../../errors.ts';
import { change } from '../../mess/change.ts';
import { type Mess, today } from '../../mess/mess.ts';
import { readAccount } from '../accounts/account.ts';
import { draftReturn } from '../bank/reopen.ts';
import { refuseBeyondDeposit } from '../deposits.ts';
import { postEntries } from '../post-entries.ts';
import { getNumbered, type Payment, toPayment } from './payments.ts';

export interface ReversedPayment {
  readonly payment: Payment;
  /** What the student owes by now, in minor units; null where it is of no student. */
  readonly balanceMinor: bigint | null;
  /** The line of the bank's file whose money is in suspense again by it; null where there is none. */
  readonly suspendedLine: number | null;
}

/** Why, and whether it is that the bank took the money back: then it is nowhere any more. */
export interface ReversalDetails {
  readonly reason: string;
  readonly isBounced?: boolean;
}

/** What else one must be allowed who takes an entry of a kind back: what it takes to make one. */
const ALSO: Partial<Record<EntryKind, Permission>> = {
  refund: 'refund payments',
  waiver: 'waive late fees',
  'write-off': 'write off dues',
  'deposit used': 'use and refund deposits',
  'deposit refund': 'use and refund deposits',
  'cash count': 'count the cash',
};

/**
 * Takes a payment back, or another entry that has a number, by an entry of today that undoes it exactly. A
 * receipt keeps its number. Money that came by the bank's file is in suspense from then on: the bank has it.
 *
 * @throws NotAllowedError it takes a higher role to make such an entry
 * @throws NotFoundError no such receipt or voucher
 * @throws ConflictError it is taken back already; of a deposit less is held by now; the box was counted again
 */
export async function reversePayment(
  mess: Mess,
  actor: Actor,
  number: Numbered,
  { reason, isBounced = false }: ReversalDetails,
): Promise<ReversedPayment> {
  requirePermission(actor, 'reverse payments');
  return change(mess, actor, 'payment reverse', async ({ trx, record }) => {
    const entry = await getNumbered(trx, number);
    requirePermission(actor, ALSO[entry.kind] ?? 'reverse payments');
    const students = await listStudents(trx);
    const payment = toPayment(entry, new Map(students.map((each) => [each.no, each])));
    const student = students.find(({ id }) => id === payment.studentId);
    await refuseIrreversible(trx, mess, { number, entry, payment, student });
    const written = writeNumber(number);
    const kind = 'voucher' in number ? { kind: entry.kind } : {};
    const who = student === undefined ? {} : { student: student.id };
    const amount = formatMinor(payment.amountMinor, mess.settings.currencyDecimals);
    const reversal = { ...reversalOf(entry, today(mess)), receiptOf: null, note: reason };
    const back = isBounced ? undefined : await draftReturn(trx, entry, reversal);
    const drafts = back === undefined ? [reversal] : [reversal, back.draft];
    await postEntries({ trx, record }, drafts, () => ({
      subject: student?.id ?? 'cash',
      before: { ['receipt' in number ? 'receipt' : 'voucher']: written, ...kind, ...who, amount },
      after: {
        reversed: written,
        reason,
        ...(isBounced ? { bounced: true } : {}),
        ...(back === undefined ? {} : { suspense: back.line.no }),
      },
    }));
    const account = student && (await readAccount(trx, mess, student));
    const balanceMinor = account?.balanceMinor ?? null;
    const suspendedLine = back?.line.no ?? null;
    return { payment: { ...payment, isReversed: true }, balanceMinor, suspendedLine };
  });
}

function writeNumber(number: Numbered): string {
  return 'receipt' in number ? writeReceipt(number.receipt) : writeVoucher(number.voucher);
}

async function refuseIrreversible(
  trx: Knex,
  mess: Mess,
  {
    number,
    entry,
    payment,
    student,
  }: {
    readonly number: Numbered;
    readonly entry: LedgerEntry;
    readonly payment: Payment;
    readonly student: StudentRecord | undefined;
  },
): Promise<void> {
  if (entry.reversedBy !== null) {
    const what = 'receipt' in number ? 'Receipt' : 'Voucher';
    const sentence = `${what} ${writeNumber(number)} is reversed already.`;
    throw new ConflictError('receipt_reversed', sentence);
  }
  if (entry.kind === 'deposit' && student !== undefined) {
    refuseBeyondDeposit(mess, await readAccount(trx, mess, student), payment.amountMinor);
  }
  if (entry.kind !== CASH_COUNT) return;
  // What is missing by an older count is in the box of the newer one: taken back, it would be missing twice.
  const last = await findLastCount(trx, CASH);
  if (last === undefined || last.no === entry.no) return;
  const voucher = writeVoucher(last.no);
  const sentence = `The box was counted again after ${writeNumber(number)}: ${voucher} is the last count.`;
  throw new ConflictError('counted_since', sentence, { about: { voucher } });
}
