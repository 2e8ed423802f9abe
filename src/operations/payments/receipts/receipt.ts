import type { Knex } from 'knex';
import { requireOwnOr } from '../../../auth/permissions.ts';
import { getRecordHead } from '../../../data/mess/audit.ts';
import {
  findEntry,
  type LedgerEntry,
  listEntriesOfStudent,
} from '../../../data/payments/ledger.ts';
import { findStudentByNo } from '../../../data/students/students.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { RecordHead } from '../../../domain/mess/record-chain.ts';
import { allocateAccount } from '../../../domain/payments/account.ts';
import { listPaid, type PaidDebt } from '../../../domain/payments/dues/allocation.ts';
import { findDueDays } from '../../../domain/payments/dues/due-days.ts';
import { DUES } from '../../../domain/payments/entry.ts';
import type { ReceiptNumber } from '../../../domain/payments/receipt.ts';
import type { Mess } from '../../mess/mess.ts';
import { LAST_DAY, readBills, toStatement } from '../accounts/account.ts';
import { getEntry, type Payment, toPayment, unknownReceipt } from './payments.ts';

/** A payment that somebody has a receipt of. */
interface ReceiptedPayment extends Payment {
  readonly receipt: string;
  readonly studentId: string;
  readonly name: string;
}

/** A payment as its receipt has it. */
export interface Receipt {
  readonly messName: string;
  readonly payment: ReceiptedPayment;
  /** What was owed when it was entered, in minor units; below 0 for credit. */
  readonly balanceBeforeMinor: bigint;
  readonly balanceMinor: bigint;
  /** What it paid when it was entered. */
  readonly paid: readonly PaidDebt[];
  /** The day on which it was taken back, `YYYY-MM-DD`, and why; null where it stands. */
  readonly reversed: { readonly date: string; readonly reason: string | null } | null;
  /** The entry of the record of changes by which it was given: the same whenever it is printed. */
  readonly head: RecordHead;
}

/**
 * The receipt of a payment, the same whenever it is printed: with what was owed when it was entered. A student
 * sees only their own.
 *
 * @throws NotFoundError no such receipt; to a student it is the same where it is somebody else's
 */
export async function readReceipt(
  mess: Mess,
  actor: Actor,
  number: ReceiptNumber,
): Promise<Receipt> {
  const signedIn = requireOwnOr(actor, 'see own dues', "see everybody's dues");
  const isOwn = signedIn.kind === 'student';
  const entry = await getEntry(mess.db, number, isOwn);
  const studentNo = entry.postings.find(({ studentNo: no }) => no !== null)?.studentNo ?? 0;
  const student = await findStudentByNo(mess.db, studentNo);
  const roll = new Map(student === undefined ? [] : [[studentNo, student]]);
  const payment = toReceipted(toPayment(entry, roll));
  if (isOwn && payment.studentId !== signedIn.id) throw unknownReceipt(number, isOwn);
  const { balanceMinor, paid } = await readAccountThen(mess.db, mess, entry, studentNo);
  const reversal =
    entry.reversedBy === null ? undefined : await findEntry(mess.db, entry.reversedBy);
  return {
    messName: mess.settings.name,
    payment,
    balanceBeforeMinor: balanceMinor - sumOnDues(entry),
    balanceMinor,
    paid,
    reversed: reversal === undefined ? null : { date: reversal.date, reason: reversal.note },
    head: await getRecordHead(mess.db, entry.enteredBy),
  };
}

/** What an entry moves of what is owed, in minor units: a deposit nothing. */
function sumOnDues({ postings }: Pick<LedgerEntry, 'postings'>): bigint {
  return postings
    .filter(({ account }) => account === DUES)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

function toReceipted(payment: Payment): ReceiptedPayment {
  const { receipt, studentId, name } = payment;
  if (receipt === null || studentId === null || name === null) {
    throw new Error('a payment without a receipt');
  }
  return { ...payment, receipt, studentId, name };
}

/** An account once an entry was written, and what that entry paid. */
interface AccountThen {
  /** In minor units. */
  readonly balanceMinor: bigint;
  readonly paid: readonly PaidDebt[];
}

/** By the bills that there were, and the entries up to it: later ones change nothing of a receipt. */
async function readAccountThen(
  db: Knex,
  mess: Pick<Mess, 'settings'>,
  { no, at }: LedgerEntry,
  studentNo: number,
): Promise<AccountThen> {
  const bills = (await readBills(db, mess, studentNo))
    .filter(({ madeAt }) => madeAt <= at)
    .map((share) => ({
      ...share,
      status: share.endedAt === null || share.endedAt <= at ? share.status : ('live' as const),
    }));
  const entries = (await listEntriesOfStudent(db, studentNo)).filter((entry) => entry.no <= no);
  const lines = toStatement(bills, studentNo, entries);
  const earlier = toStatement(
    bills,
    studentNo,
    entries.filter((entry) => entry.no < no),
  );
  const dueOf = findDueDays(mess.settings.dueDay, bills, LAST_DAY);
  return {
    balanceMinor: lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    paid: listPaid(allocateAccount(earlier, dueOf), allocateAccount(lines, dueOf)),
  };
}
