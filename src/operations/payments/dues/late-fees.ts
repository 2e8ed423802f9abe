import type { Knex } from 'knex';
import { requirePermission } from '../../../auth/permissions.ts';
import {
  type BillShare,
  listDuesOfBilled,
  listSharesOfBilled,
} from '../../../data/payments/accounts.ts';
import { listStudents } from '../../../data/students/students.ts';
import type { Actor } from '../../../domain/actor.ts';
import { readLateFee } from '../../../domain/mess/late-fee-terms.ts';
import {
  type AccountLine,
  allocateToBills,
  findPaidOn,
  type LineKind,
  listBillLines,
  toLineKind,
} from '../../../domain/payments/account.ts';
import type { DueOf } from '../../../domain/payments/dues/due-days.ts';
import {
  computeLateFee,
  findFirstFeeDay,
  type LateFeePolicy,
} from '../../../domain/payments/dues/late-fee.ts';
import { commonAccount, duesOf, LATE_FEES, transfer } from '../../../domain/payments/entry.ts';
import { formatMinor } from '../../../domain/values/money.ts';
import { type Month, monthName } from '../../../domain/values/month.ts';
import { BusyError, ConflictError, ValueError } from '../../../errors.ts';
import { getBill } from '../../billing/bills.ts';
import { change } from '../../mess/change.ts';
import { type Mess, today } from '../../mess/mess.ts';
import { requireAccounts } from '../accounts/require.ts';
import { type DatedMadeBill, readDueBills } from '../due-days.ts';
import { type Draft, draftOf, postEntries } from '../post-entries.ts';

/** What one student is to pay for being late with one bill. All amounts in minor units. */
export interface StudentLateFee {
  readonly studentNo: number;
  readonly studentId: string;
  readonly name: string;
  /** Of the bill. */
  readonly outstandingMinor: bigint;
  /** `YYYY-MM-DD`; null while something is outstanding. */
  readonly paidOn: string | null;
  /** What was entered before. */
  readonly enteredMinor: bigint;
  /** What is still to be entered. */
  readonly amountMinor: bigint;
}

export interface LateFees {
  readonly month: Month;
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  /** The last day on which the bill is paid in time, `YYYY-MM-DD`; null of a bill before the accounts. */
  readonly dueOn: string | null;
  /** The first day on which there is a late fee of it. */
  readonly beginsOn: string | null;
  /** Of whom there is anything to enter, in the order of their ids. */
  readonly fees: readonly StudentLateFee[];
  /** Of whom more was entered, and not waived, than is known by now to be right; in minor units. */
  readonly tooMuch: readonly { readonly studentId: string; readonly amountMinor: bigint }[];
}

/** Late fees that are to be looked at before they are entered. */
export interface PlannedLateFees extends LateFees {
  /**
   * Enters them.
   *
   * @throws BusyError they are others by now
   */
  write(): Promise<void>;
}

/**
 * What is to be paid by now for being late with the bill of a month, beyond what was entered before: the
 * same day twice enters nothing twice, and a day that was left out loses nothing. What was waived is not
 * entered again, and there is no fee on a fee.
 *
 * @param asOf the last day that counts, `YYYY-MM-DD`; today when undefined
 * @throws NotFoundError the month has no bill
 * @throws ConflictError no accounts are kept yet, or there are no late fees
 * @throws ValueError the day is yet to come
 */
export async function planLateFees(
  mess: Mess,
  actor: Actor,
  month: Month,
  asOf = today(mess),
): Promise<PlannedLateFees> {
  requirePermission(actor, 'enter late fees');
  if (asOf > today(mess)) throw new ValueError('in_the_future', `${asOf} is yet to come`);
  const planned = await findLateFees(mess.db, mess, month, asOf);
  return { ...planned, write: () => writeLateFees(mess, actor, planned) };
}

async function writeLateFees(mess: Mess, actor: Actor, planned: LateFees): Promise<void> {
  const { month, asOf, fees } = planned;
  await change(mess, actor, 'dues fines', async ({ trx, record }) => {
    if (!isSame(await findLateFees(trx, mess, month, asOf), planned)) {
      const sentence = `The late fees of ${monthName(month)} are others by now.`;
      throw new BusyError('changed_meanwhile', sentence, { about: { during: 'late fees' } });
    }
    const drafts = fees.map(({ studentNo, amountMinor }): Draft => {
      const postings = transfer(commonAccount(LATE_FEES), duesOf(studentNo), amountMinor);
      return draftOf({ kind: 'late fee', date: asOf, month, postings });
    });
    const totalMinor = fees.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    await postEntries({ trx, record }, drafts, () => ({
      subject: `late fees ${month}`,
      month,
      after: {
        students: fees.length,
        amount: formatMinor(totalMinor, mess.settings.currencyDecimals),
      },
    }));
  });
}

function isSame(a: LateFees, b: LateFees): boolean {
  return (
    a.asOf === b.asOf &&
    a.fees.length === b.fees.length &&
    a.fees.every(({ studentNo, amountMinor }, index) => {
      const other = b.fees[index];
      return other?.studentNo === studentNo && other.amountMinor === amountMinor;
    })
  );
}

async function findLateFees(db: Knex, mess: Mess, month: Month, asOf: string): Promise<LateFees> {
  const from = requireAccounts(mess);
  const policy = getPolicy(mess);
  const bill = await getBill(db, month);
  if (month < from) return { month, asOf, dueOn: null, beginsOn: null, fees: [], tooMuch: [] };
  const { bills, dueOf } = await readDueBills(db, mess, asOf);
  const accounts = await readAccountsOf(db, bills, from, bill);
  const found = (await listStudents(db)).map((student) => ({
    ...{ studentNo: student.no, studentId: student.id, name: student.name },
    ...feeOf({ policy, dueOf, month, asOf }, accounts.get(student.no) ?? []),
  }));
  const fees = found.filter(({ amountMinor }) => amountMinor > 0n);
  const tooMuch = found.flatMap(({ studentId, tooMuchMinor }) =>
    tooMuchMinor > 0n ? [{ studentId, amountMinor: tooMuchMinor }] : [],
  );
  const dueOn = dueOf(month);
  const beginsOn = findFirstFeeDay(policy, { month, dueOn });
  return { month, asOf, dueOn, beginsOn, fees, tooMuch };
}

function getPolicy({ settings }: Mess): LateFeePolicy {
  const terms = readLateFee(settings.lateFee, settings.currencyDecimals);
  if (terms !== null) return { ...terms, due: { monthsAfter: 1, day: settings.dueDay } };
  throw new ConflictError('no_late_fee', 'This mess has no late fees.');
}

/** Of which bill, up to which day, and by which rules. */
interface FeesOf extends Pick<LateFees, 'month' | 'asOf'> {
  readonly policy: LateFeePolicy;
  readonly dueOf: DueOf;
}

function feeOf(
  { policy, dueOf, month, asOf }: FeesOf,
  all: readonly AccountLine[],
): Omit<StudentLateFee, 'studentNo' | 'studentId' | 'name'> & { readonly tooMuchMinor: bigint } {
  const lines = all.filter(({ date }) => date <= asOf);
  const bill = allocateToBills(lines, dueOf).debts.find(
    (debt) => debt.kind === 'bill' && debt.month === month,
  );
  // Also what was entered for a later day: an earlier one enters nothing beside it.
  const sumOf = (kind: LineKind) =>
    all
      .filter((line) => line.kind === kind && line.month === month)
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const [enteredMinor, waivedMinor] = [sumOf('late fee'), -sumOf('waiver')];
  const tooMuchOf = (excessMinor: bigint) =>
    excessMinor > waivedMinor ? excessMinor - waivedMinor : 0n;
  // Who was billed nothing has nothing to be late with.
  if (bill === undefined || bill.amountMinor <= 0n) {
    const tooMuchMinor = tooMuchOf(enteredMinor);
    return { outstandingMinor: 0n, paidOn: null, enteredMinor, amountMinor: 0n, tooMuchMinor };
  }
  const { outstandingMinor } = bill;
  const paidOn = outstandingMinor > 0n ? null : findPaidOn(lines, month, dueOf);
  const late = {
    month,
    outstandingMinor,
    paidOn,
    postedMinor: enteredMinor,
    dueOn: dueOf(month),
  };
  const { toPostMinor: amountMinor, excessMinor } = computeLateFee(policy, late, asOf);
  const tooMuchMinor = tooMuchOf(excessMinor);
  return { outstandingMinor, paidOn, enteredMinor, amountMinor, tooMuchMinor };
}

/**
 * The accounts of everybody who has a share of a bill, by the numbers of the students, on the days of the
 * money: who paid in time is not late because the books were closed.
 */
async function readAccountsOf(
  db: Knex,
  bills: readonly DatedMadeBill[],
  from: Month,
  billed: { readonly month: Month; readonly revision: number },
): Promise<ReadonlyMap<number, readonly AccountLine[]>> {
  const shares = new Map<number, Map<string, bigint>>();
  const key = ({ month, revision }: Pick<BillShare, 'month' | 'revision'>) =>
    `${month} ${revision}`;
  for (const share of await listSharesOfBilled(db, from, billed)) {
    const of = shares.get(share.studentNo) ?? new Map<string, bigint>();
    shares.set(share.studentNo, of.set(key(share), share.amountMinor));
  }
  const accounts = new Map<number, AccountLine[]>();
  for (const [no, of] of shares) {
    const all = bills.map((bill) => ({ ...bill, amountMinor: of.get(key(bill)) ?? 0n }));
    accounts.set(no, listBillLines(all));
  }
  for (const posting of await listDuesOfBilled(db, billed)) {
    const { studentNo, kind, takenKind, moneyDate: date, month, amountMinor } = posting;
    // Not the first open day: who paid in time did so also where the books were closed by then.
    accounts.get(studentNo)?.push({ kind: toLineKind(kind, takenKind), date, month, amountMinor });
  }
  return accounts;
}
