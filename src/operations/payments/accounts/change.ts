import type { Knex } from 'knex';
import type { Actor } from '../../../domain/actor.ts';
import type { EntryKind, Method, Posting } from '../../../domain/payments/entry.ts';
import { writeReceipt } from '../../../domain/payments/receipt.ts';
import { voucherOf } from '../../../domain/payments/voucher.ts';
import type { StudentRecord } from '../../../domain/students/student.ts';
import { formatMinor } from '../../../domain/values/money.ts';
import type { Month } from '../../../domain/values/month.ts';
import { ValueError } from '../../../errors.ts';
import { change } from '../../mess/change.ts';
import { type Mess, today } from '../../mess/mess.ts';
import { getStudent } from '../../students/get-student.ts';
import { type Draft, draftOf, postEntries } from '../post-entries.ts';
import { readAccount, type StudentAccount } from './account.ts';
import { requireAccounts } from './require.ts';

/** An entry that is to be made, once the account is known. */
export interface PlannedEntry {
  readonly kind: EntryKind;
  /** In minor units. */
  readonly amountMinor: bigint;
  readonly postings: readonly Posting[];
  /** Of the money, `YYYY-MM-DD`; today when undefined. */
  readonly date?: string | undefined;
  readonly month?: Month | null;
  readonly method?: Method | null;
  readonly reference?: string | null;
  readonly note?: string | null;
  readonly receiptOf?: Draft['receiptOf'];
}

/** An entry beside payments that was made, and how the account stands after it. */
export interface AccountChange {
  readonly student: StudentRecord;
  readonly kind: EntryKind;
  /** As it is printed; null for none. */
  readonly receipt: string | null;
  /** By which it can be taken back, as it is printed; null for what has a receipt. */
  readonly voucher: string | null;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly month: Month | null;
  readonly method: Method | null;
  readonly reference: string | null;
  readonly note: string | null;
  readonly amountMinor: bigint;
  /** What is owed, in minor units; below 0 for credit. */
  readonly balanceMinor: bigint;
  /** Caution money that is held, in minor units. */
  readonly depositMinor: bigint;
}

/**
 * Makes one entry on the accounts of a student.
 *
 * @param command as it is typed, such as `deposit use`
 * @param plan says which, knowing the account; to be refused there
 * @throws NotFoundError no such student
 * @throws ConflictError no accounts are kept yet
 * @throws ValueError the day is yet to come
 */
export async function changeAccount(
  mess: Mess,
  actor: Actor,
  command: string,
  id: string,
  plan: (account: StudentAccount, trx: Knex.Transaction) => PlannedEntry | Promise<PlannedEntry>,
): Promise<AccountChange> {
  return change(mess, actor, command, async ({ trx, record }) => {
    requireAccounts(mess);
    const student = await getStudent(trx, id);
    const now = today(mess);
    const planned = await plan(await readAccount(trx, mess, student), trx);
    const { kind, amountMinor, postings, date = now, receiptOf = null } = planned;
    const { month = null, method = null, reference = null, note = null } = planned;
    if (date > now) throw new ValueError('in_the_future', `${date} is yet to come`);
    const said = { date, month, method, reference, note };
    const draft = draftOf({ kind, ...said, receiptOf, postings });
    const [entry] = await postEntries({ trx, record }, [draft], ([posted]) => ({
      subject: student.id,
      month: month ?? undefined,
      after: {
        ...(posted?.receipt ? { receipt: writeReceipt(posted.receipt) } : {}),
        kind,
        student: student.id,
        amount: formatMinor(amountMinor, mess.settings.currencyDecimals),
        ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null)),
      },
    }));
    const receipt = entry?.receipt == null ? null : writeReceipt(entry.receipt);
    const voucher = entry === undefined ? null : voucherOf(entry);
    const { balanceMinor, depositMinor } = await readAccount(trx, mess, student);
    return { student, kind, receipt, voucher, ...said, amountMinor, balanceMinor, depositMinor };
  });
}
