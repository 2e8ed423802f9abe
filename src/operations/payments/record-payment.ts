import { requirePermission } from '../../auth/permissions.ts';
import { listLinesByReference } from '../../data/payments/bank-lines.ts';
import { findByReference, findEntry, type NumberedEntry } from '../../data/payments/ledger.ts';
import type { Actor } from '../../domain/actor.ts';
import { refuseTooOld } from '../../domain/mess/date-doubt.ts';
import { commonAccount, duesOf, type Method, transfer } from '../../domain/payments/entry.ts';
import { writeReceipt } from '../../domain/payments/receipt.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { formatMinor } from '../../domain/values/money.ts';
import type { Month } from '../../domain/values/month.ts';
import { ConflictError, ValueError, type Warning } from '../../errors.ts';
import { change } from '../mess/change.ts';
import { type Mess, today } from '../mess/mess.ts';
import { getStudent } from '../students/get-student.ts';
import { readAccount } from './accounts/account.ts';
import { requireAccounts } from './accounts/require.ts';
import { standing, traceBookings } from './bank/bookings.ts';
import { draftOf, postEntries } from './post-entries.ts';
import { warnAboutPayment } from './receipts/payment-doubts.ts';

export interface PaymentDetails {
  readonly studentId: string;
  /** In minor units. */
  readonly amountMinor: bigint;
  /** Of the money, `YYYY-MM-DD`; today when undefined. */
  readonly date?: string | undefined;
  readonly method: Method;
  readonly reference: string | null;
  /** The bill that it is given for, which it pays first. */
  readonly month: Month | null;
  readonly note: string | null;
  /** A reference that another receipt has is taken. */
  readonly isAgain: boolean;
}

export interface RecordedPayment {
  /** As it is printed. */
  readonly receipt: string;
  readonly student: StudentRecord;
  readonly payment: Omit<PaymentDetails, 'studentId' | 'isAgain' | 'date'> & {
    readonly date: string;
  };
  /** What was owed, in minor units; below 0 for credit. */
  readonly balanceBeforeMinor: bigint;
  readonly balanceMinor: bigint;
  readonly warnings: readonly Warning[];
}

/**
 * Takes money of a student, and gives the next receipt of the financial year of the money.
 *
 * @throws NotFoundError no such student
 * @throws ConflictError no accounts are kept yet; another receipt has the reference, or
 *   money of the bank that is in suspense or was ignored
 * @throws ValueError the day is yet to come, or of another century
 */
export async function recordPayment(
  mess: Mess,
  actor: Actor,
  details: PaymentDetails,
): Promise<RecordedPayment> {
  requirePermission(actor, 'record payments');
  return change(mess, actor, 'payment record', async ({ trx, record }) => {
    requireAccounts(mess);
    const student = await getStudent(trx, details.studentId);
    const now = today(mess);
    const { date = now, amountMinor, method, reference, month, note } = details;
    if (date > now) throw new ValueError('in_the_future', `${date} is yet to come`);
    refuseTooOld(date);
    if (reference !== null && !details.isAgain) await refuseTakenReference(trx, reference);
    const before = await readAccount(trx, mess, student);
    const draft = draftOf({
      ...{ kind: 'payment', date, receiptOf: 'payments', month, method, reference, note },
      postings: transfer(duesOf(student.no), commonAccount(method), amountMinor),
    });
    const [entry] = await postEntries({ trx, record }, [draft], ([posted]) => ({
      subject: student.id,
      month: month ?? undefined,
      after: {
        receipt: writtenReceipt(posted),
        student: student.id,
        amount: formatMinor(amountMinor, mess.settings.currencyDecimals),
        date,
        method,
        reference,
        note,
      },
    }));
    const receipt = writtenReceipt(entry);
    return {
      receipt,
      student,
      payment: { amountMinor, date, method, reference, month, note },
      balanceBeforeMinor: before.balanceMinor,
      balanceMinor: before.balanceMinor - amountMinor,
      warnings: warnAboutPayment(mess, before, { amountMinor, date, method, reference, month }),
    };
  });
}

/** @throws ConflictError another receipt that stands has it */
export async function refuseTakenReference(
  trx: Parameters<typeof findByReference>[0],
  reference: string,
): Promise<void> {
  for (const { no, entryNo } of await listLinesByReference(trx, reference)) {
    const booked = await findEntry(trx, entryNo);
    const bookings = booked === undefined ? [] : await traceBookings(trx, booked);
    const booking = standing(bookings).find(({ kind }) => kind !== 'payment');
    if (booking === undefined) continue;
    const where = booking.kind === 'income' ? ', which was ignored' : ' in suspense';
    const sentence = `${reference} is in the bank's file, as line ${no}${where}.`;
    throw new ConflictError('reference_suspended', sentence, { about: { no } });
  }
  const taken = await findByReference(trx, reference);
  if (taken?.receipt == null) return;
  const receipt = writeReceipt(taken.receipt);
  throw new ConflictError(
    'reference_taken',
    `${reference} is that of receipt ${receipt} already.`,
    {
      about: { receipt },
    },
  );
}

function writtenReceipt(entry: NumberedEntry | undefined): string {
  if (entry?.receipt == null) throw new Error('a payment was posted without a receipt');
  return writeReceipt(entry.receipt);
}
