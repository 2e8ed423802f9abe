import { requirePermission } from '../../auth/permissions.ts';
import { getRecordHead } from '../../data/mess/audit.ts';
import { listSharesOfMonths } from '../../data/payments/accounts.ts';
import { listDepositSums } from '../../data/payments/deposits.ts';
import { type LedgerEntry, listDuesEntriesSince } from '../../data/payments/ledger.ts';
import { listStudents } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Bill, Share } from '../../domain/billing/bill.ts';
import type { Charge } from '../../domain/charges/charge.ts';
import type { RecordHead } from '../../domain/mess/record-chain.ts';
import type { BilledShare } from '../../domain/payments/account.ts';
import type { OutstandingDebt } from '../../domain/payments/dues/allocation.ts';
import { allocateCharged, balanceOf } from '../../domain/payments/dues/dues.ts';
import { DUES } from '../../domain/payments/entry.ts';
import type { StatementLine } from '../../domain/payments/statement-line.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { groupBy } from '../../domain/values/group-by.ts';
import { firstDay, type Month } from '../../domain/values/month.ts';
import { showBill } from '../billing/bills.ts';
import { type Mess, today } from '../mess/mess.ts';
import { asOfOneMoment } from '../mess/snapshot.ts';
import { toStatement } from '../payments/accounts/account.ts';
import { type DatedMadeBill, readDueBills } from '../payments/due-days.ts';
import { readCharged } from '../payments/list-dues.ts';

/** What a student gets at the end of a month. Amounts in minor units. */
export interface StudentStatement {
  readonly student: StudentRecord;
  readonly share: Share;
  /** The student's charges in the bill. */
  readonly charges: readonly Charge[];
  /** The account from the first day of the month on; null where the bill is not owed. */
  readonly account: StatementAccount | null;
}

export interface StatementAccount {
  readonly student: StudentRecord;
  readonly openingMinor: bigint;
  readonly lines: readonly { readonly line: StatementLine; readonly balanceMinor: bigint }[];
  readonly balanceMinor: bigint;
  readonly allocation: { readonly debts: readonly OutstandingDebt[] };
  readonly depositMinor: bigint;
  /** `YYYY-MM-DD` */
  readonly asOf: string;
}

/** The statements of everybody who has a share of a month's bill. */
export interface Statements {
  readonly bill: Bill;
  /** Up to when it is to be paid, `YYYY-MM-DD`; null where the bill is not owed. */
  readonly dueOn: string | null;
  readonly asOf: string;
  readonly statements: readonly StudentStatement[];
  readonly head: RecordHead;
}

/**
 * Everybody's bill of a month with why it is that, and how their account stands: read at once, whoever many they
 * are.
 *
 * @throws NotFoundError the month has no live bill
 */
export const readStatements = asOfOneMoment(gatherStatements);

async function gatherStatements(mess: Mess, actor: Actor, month: Month): Promise<Statements> {
  requirePermission(actor, "see everybody's dues");
  const { db, settings } = mess;
  const bill = await showBill(mess, actor, month);
  const asOf = today(mess);
  const { accountsFrom } = settings;
  const isOwed = accountsFrom !== null && month >= accountsFrom;
  const byId = new Map((await listStudents(db)).map((student) => [student.id, student]));
  const accountOf = isOwed ? await readAccounts(mess, firstDay(month), asOf) : null;
  const charges = groupBy(bill.charges, ({ studentId }) => studentId);
  return {
    bill,
    dueOn: isOwed ? (await readDueBills(db, mess, asOf)).dueOf(month) : null,
    asOf,
    statements: bill.shares.map((share) => {
      const student = byId.get(share.studentId);
      if (student === undefined) throw new Error(`nobody is ${share.studentId}`);
      return {
        student,
        share,
        charges: charges.get(share.studentId) ?? [],
        account: accountOf?.(student) ?? null,
      };
    }),
    head: await getRecordHead(db),
  };
}

/** The accounts of all, each made when it is asked for. */
async function readAccounts(
  mess: Mess,
  from: string,
  asOf: string,
): Promise<(student: StudentRecord) => StatementAccount> {
  const { db } = mess;
  const { bills } = await readDueBills(db, mess, asOf);
  const billsOf = await readRecentBills(mess, bills, from);
  const entries = await listDuesEntriesSince(db, from);
  const entriesOf = groupByStudent(entries);
  const charged = await readCharged(mess, asOf);
  const deposits = new Map((await listDepositSums(db)).map((sum) => [sum.studentNo, sum]));
  return (student) => {
    const { no } = student;
    const owed = charged.get(no);
    const balanceMinor = owed === undefined ? 0n : balanceOf(owed);
    const lines = toStatement(billsOf(no), no, entriesOf.get(no) ?? [])
      .filter(({ date }) => date >= from && date <= asOf)
      .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
    const movedMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    const openingMinor = balanceMinor - movedMinor;
    let standingMinor = openingMinor;
    const deposit = deposits.get(no);
    return {
      student,
      openingMinor,
      balanceMinor,
      asOf,
      lines: lines.map((line) => {
        standingMinor += line.amountMinor;
        return { line, balanceMinor: standingMinor };
      }),
      allocation: { debts: owed === undefined ? [] : allocateCharged(owed).debts },
      depositMinor:
        deposit === undefined
          ? 0n
          : deposit.receivedMinor - deposit.usedMinor - deposit.refundedMinor,
    };
  };
}

/** What everybody is charged by the bills of months in which one was made or ended from a day on. */
async function readRecentBills(
  { db }: Pick<Mess, 'db'>,
  bills: readonly DatedMadeBill[],
  from: string,
): Promise<(studentNo: number) => BilledShare[]> {
  const isRecent = ({ madeOn, endedOn }: DatedMadeBill) =>
    madeOn >= from || (endedOn !== null && endedOn >= from);
  const months = new Set(bills.filter(isRecent).map(({ month }) => month));
  const recent = bills.filter(({ month }) => months.has(month));
  const shares = new Map<string, bigint>();
  for (const each of await listSharesOfMonths(db, [...months])) {
    shares.set(`${each.studentNo} ${each.month} ${each.revision}`, each.amountMinor);
  }
  return (studentNo) =>
    recent.map(({ month, revision, status, madeOn, endedOn }) => ({
      month,
      revision,
      status,
      madeOn,
      endedOn,
      amountMinor: shares.get(`${studentNo} ${month} ${revision}`) ?? 0n,
    }));
}

function groupByStudent(entries: readonly LedgerEntry[]): Map<number, LedgerEntry[]> {
  const groups = new Map<number, LedgerEntry[]>();
  for (const entry of entries) {
    for (const { account, studentNo } of entry.postings) {
      if (account !== DUES || studentNo === null) continue;
      const group = groups.get(studentNo) ?? [];
      groups.set(studentNo, group);
      if (group.at(-1) !== entry) group.push(entry);
    }
  }
  return groups;
}
