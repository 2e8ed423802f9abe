import type { Knex } from 'knex';
import { requirePermission } from '../../../auth/permissions.ts';
import { listBills as listStoredBills } from '../../../data/billing/bills.ts';
import { listClosedMonths } from '../../../data/billing/closed-months.ts';
import { listKnownMonths } from '../../../data/billing/months.ts';
import { eraseLinesOfStudent } from '../../../data/payments/erase-bank-lines.ts';
import { findStudent } from '../../../data/students/students.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { StudentDetails, StudentRecord } from '../../../domain/students/student.ts';
import { moneyFormat } from '../../../domain/values/money-format.ts';
import { addMonths, type Month, monthName, monthOfDate } from '../../../domain/values/month.ts';
import { ConflictError } from '../../../errors.ts';
import { listBills } from '../../billing/bills.ts';
import { type Mess, today } from '../../mess/mess.ts';
import { type Anonymised, anonymiseStudent, requireDeparted } from '../../students/anonymise.ts';
import { getStudent } from '../../students/get-student.ts';
import { readAccount, type StudentAccount } from '../accounts/account.ts';
import { requireAccounts } from '../accounts/require.ts';

/** What is to be done when a student leaves for good. All amounts in minor units. */
export interface Settlement extends StudentAccount {
  /** The last bill that the student has a share of; null for none. */
  readonly lastBill: { readonly month: Month; readonly amountMinor: bigint } | null;
  /** Months up to that of leaving whose bill is still to come, in order. */
  readonly unbilled: readonly Month[];
  /** How much of the deposit would pay what is owed. */
  readonly fromDepositMinor: bigint;
  /** What is still owed then. */
  readonly toCollectMinor: bigint;
  /** Of the deposit, once what is owed is paid out of it. */
  readonly depositBackMinor: bigint;
  /** Of what was paid too much. */
  readonly creditBackMinor: bigint;
}

/**
 * How the accounts of a student stand who leaves for good: nothing is changed by looking.
 *
 * @throws NotFoundError no such student
 * @throws ConflictError no accounts are kept yet
 */
export async function settleStudent(mess: Mess, actor: Actor, id: string): Promise<Settlement> {
  requirePermission(actor, "see everybody's dues");
  const from = requireAccounts(mess);
  const student = await getStudent(mess.db, id);
  const account = await readAccount(mess.db, mess, student);
  const { balanceMinor, depositMinor } = account;
  const owedMinor = balanceMinor > 0n ? balanceMinor : 0n;
  const fromDepositMinor = owedMinor < depositMinor ? owedMinor : depositMinor;
  const billed = account.allocation.debts.filter(({ kind, amountMinor }) => {
    return kind === 'bill' && amountMinor !== 0n;
  });
  const last = billed.at(-1);
  const live = new Set((await listBills(mess, actor, 'live')).map(({ month }) => month));
  return {
    ...account,
    lastBill: last?.month == null ? null : { month: last.month, amountMinor: last.amountMinor },
    unbilled: listMonths(beginningOf(student, from), student.left ?? today(mess)).filter(
      (month) => !live.has(month),
    ),
    fromDepositMinor,
    toCollectMinor: owedMinor - fromDepositMinor,
    depositBackMinor: depositMinor - fromDepositMinor,
    creditBackMinor: balanceMinor < 0n ? -balanceMinor : 0n,
  };
}

/** The first month of the accounts in which the student may be billed. */
function beginningOf({ joined }: StudentRecord, from: Month): Month {
  const month = joined === null ? from : monthOfDate(joined);
  return month > from ? month : from;
}

function listMonths(from: Month, lastDay: string): Month[] {
  const months: Month[] = [];
  for (let month = from; month <= monthOfDate(lastDay); month = addMonths(month, 1)) {
    months.push(month);
  }
  return months;
}

/**
 * A sentence on what a student owes, or the mess the student; undefined where there is nothing of it.
 *
 * @throws NotFoundError no such student
 */
export async function sayOpenAccount(
  mess: Mess,
  actor: Actor,
  id: string,
): Promise<string | undefined> {
  requirePermission(actor, "see everybody's dues");
  return describeOpen(mess, await readAccount(mess.db, mess, await getStudent(mess.db, id)));
}

/**
 * Takes the name, the phone number and the address of a student who left out of the mess, unless anything is owed or
 * held: it could not be paid to anybody any more.
 *
 * @throws NotFoundError no such student
 * @throws ConflictError the student has not left, has a balance or a deposit, or is still to be billed
 * @throws FailureError an entry that names the student is not what was written
 */
export function anonymiseSettled(mess: Mess, actor: Actor, id: string): Promise<Anonymised> {
  return anonymiseStudent(mess, actor, id, {
    refuseUnsettled: (trx, student) => refuseOpen(trx, mess, student),
    eraseLines: (trx, { no }) => eraseLinesOfStudent(trx, no),
  });
}

/**
 * The student who is to be anonymised, before anybody is asked whether that is meant.
 *
 * @throws NotFoundError no such student, nor was there one
 * @throws ConflictError the student has not left, has a balance or a deposit, or is still to be billed
 */
export async function requireSettled(
  mess: Mess,
  actor: Actor,
  id: string,
): Promise<StudentDetails> {
  const departed = await requireDeparted(mess, actor, id, today(mess));
  const student = await findStudent(mess.db, id);
  if (student !== undefined) await refuseOpen(mess.db, mess, student);
  return departed;
}

async function refuseOpen(db: Knex, mess: Mess, student: StudentRecord): Promise<void> {
  const sentence =
    describeOpen(mess, await readAccount(db, mess, student)) ??
    (await describeUnbilled(db, mess, student));
  if (sentence === undefined) return;
  throw new ConflictError('account_open', sentence, { about: { id: student.id } });
}

/** Of a month in which nothing is recorded, or that was closed without a bill, there is none to come. */
async function describeUnbilled(
  db: Knex,
  { settings: { accountsFrom } }: Mess,
  student: StudentRecord,
): Promise<string | undefined> {
  if (accountsFrom === null || student.left === null) return undefined;
  const bills = await listStoredBills(db, 'live');
  const closed = (await listClosedMonths(db)).map(({ month }) => month);
  const done = new Set([...closed, ...bills.map(({ month }) => month)]);
  const known = new Set(await listKnownMonths(db));
  const open = listMonths(beginningOf(student, accountsFrom), student.left)
    .filter((month) => known.has(month) && !done.has(month))
    .map(monthName);
  return open.length === 0
    ? undefined
    : `${student.id} is still to be billed for ${open.join(', ')}.`;
}

function describeOpen(
  mess: Mess,
  { student, balanceMinor, depositMinor }: StudentAccount,
): string | undefined {
  const money = moneyFormat(mess.settings);
  const parts = [
    ...(balanceMinor > 0n ? [`owes ${money(balanceMinor)}`] : []),
    ...(balanceMinor < 0n ? [`has credit of ${money(-balanceMinor)}`] : []),
    ...(depositMinor !== 0n ? [`has a deposit of ${money(depositMinor)}`] : []),
  ];
  return parts.length === 0 ? undefined : `${student.id} ${parts.join(' and ')}.`;
}
