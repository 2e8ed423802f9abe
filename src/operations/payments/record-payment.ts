import { requirePermission } from '../../auth/permissions.ts';
import {
  findByReference,
  insertEntry,
  insertReceipt,
  nextReceipt,
} from '../../data/payments/ledger.ts';
import type { Actor } from '../../domain/actor.ts';
import { type Method, moneyPostings } from '../../domain/payments/entry.ts';
import { financialYear, type ReceiptNumber, writeReceipt } from '../../domain/payments/receipt.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { formatMinor } from '../../domain/values/money.ts';
import type { Month } from '../../domain/values/month.ts';
import { ConflictError, ValueError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import { type Mess, today } from '../mess/mess.ts';
import { getStudent } from '../students/get-student.ts';
import { readAccount } from './account.ts';
import { requireAccounts } from './require-accounts.ts';

/** The first month of a financial year. */
const YEAR_BEGINS = 4;

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
  readonly receipt: ReceiptNumber;
  readonly student: StudentRecord;
  readonly payment: Required<Omit<PaymentDetails, 'studentId' | 'isAgain'>>;
  /** What was owed, in minor units; below 0 for credit. */
  readonly balanceBeforeMinor: bigint;
  readonly balanceMinor: bigint;
}

/**
 * Takes money of a student, and gives the next receipt of the financial year of the money.
 *
 * @throws NotFoundError no such student
 * @throws ConflictError no accounts are kept yet; another receipt has the reference
 * @throws ValueError the day is yet to come
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
    if (reference !== null && !details.isAgain) await refuseTakenReference(trx, reference);
    const before = await readAccount(trx, mess, student, LAST_DAY);
    const receipt = await nextReceipt(trx, financialYear(date, YEAR_BEGINS));
    const sequence = await record({
      subject: student.id,
      month: month ?? undefined,
      after: {
        receipt: writeReceipt(receipt),
        student: student.id,
        amount: formatMinor(amountMinor, mess.settings.currencyDecimals),
        date,
        method,
        reference,
        note,
      },
    });
    const entry = {
      kind: 'payment',
      date,
      moneyDate: date,
      month,
      method,
      reference,
      note,
      reverses: null,
      postings: moneyPostings(student.no, method, amountMinor),
    } as const;
    await insertReceipt(trx, receipt, await insertEntry(trx, entry, sequence));
    return {
      receipt,
      student,
      payment: { amountMinor, date, method, reference, month, note },
      balanceBeforeMinor: before.balanceMinor,
      balanceMinor: before.balanceMinor - amountMinor,
    };
  });
}

/** All that stands on an account, also what is dated after today. */
const LAST_DAY = '9999-12-31';

async function refuseTakenReference(
  trx: Parameters<typeof findByReference>[0],
  reference: string,
): Promise<void> {
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
