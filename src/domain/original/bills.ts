import { MAX_SUM_MINOR } from '../billing/share-bill.ts';
import type { StudentDetails } from '../students/student.ts';
import { groupBy } from '../values/group-by.ts';
import { type Month, monthName } from '../values/month.ts';
import type { OriginalAttendance, OriginalBill, OriginalShare } from './original.ts';
import type { OriginalStudents } from './people.ts';
import { type OriginalSheet, refuseRivals, type SheetRow } from './table-check.ts';
import type { AmountReader, MonthReader } from './values.ts';

interface Expense {
  readonly row: SheetRow;
  readonly id: string;
  readonly month: Month | undefined;
  readonly perHeadMinor: bigint | undefined;
  readonly shares: ShareRow[];
}

interface ShareRow {
  readonly row: SheetRow;
  readonly student: StudentDetails | undefined;
  readonly amountMinor: bigint | undefined;
}

export interface BillSheets {
  readonly expenses: OriginalSheet;
  readonly shares: OriginalSheet;
}

export interface BillReaders {
  readonly students: OriginalStudents;
  readonly amounts: AmountReader;
  readonly expenseMonths: MonthReader;
  readonly shareMonths: MonthReader;
}

/**
 * Checks the bills of the original: an expense and its shares, taken whole or not at all. An expense
 * that was never shared is passed over.
 *
 * @param attendance what is taken of it
 * @returns the bills; the expenses without a share, and those of which a row is faulty, as a person
 *   would name them
 */
export function checkBills(
  sheets: BillSheets,
  readers: BillReaders,
  attendance: readonly OriginalAttendance[],
): {
  readonly bills: OriginalBill[];
  readonly unshared: string[];
  readonly spoiled: string[];
} {
  const expenses = readExpenses(sheets.expenses, readers);
  readShares(sheets.shares, expenses, readers);
  const unshared: string[] = [];
  for (const { row, id, month, shares } of expenses) {
    if (row.outcome !== 'taken' || month === undefined || shares.length > 0) continue;
    row.outcome = 'blank';
    unshared.push(nameExpense({ id, month }));
  }
  const shared = expenses.filter(({ shares }) => shares.length > 0);
  for (const [month, rivals] of groupBy(shared, (expense) => expense.month)) {
    if (month === undefined) continue;
    refuseRivals(rivals, ({ row }, other) => {
      const message = `${other.row.name} is a bill of ${monthName(month)}, too`;
      row.fault('expense_month', 'duplicate_bill', message);
    });
  }
  const days = new Map(attendance.map((each) => [dayKey(each), each.daysHundredths]));
  const daysOf = (student: StudentDetails, month: Month) =>
    days.get(dayKey({ student, month })) ?? 0;
  const bills = shared.flatMap((expense) => toBill(expense, daysOf) ?? []);
  const spoiled = expenses.filter(({ row }) => row.outcome === 'rejected').map(nameExpense);
  return { bills: bills.sort((a, b) => (a.month < b.month ? -1 : 1)), unshared, spoiled };
}

function nameExpense({ id, month }: Pick<Expense, 'id' | 'month'>): string {
  return month === undefined ? id : `${id} of ${monthName(month)}`;
}

function dayKey({ student, month }: Pick<OriginalAttendance, 'student' | 'month'>): string {
  return `${student.id} ${month}`;
}

function readExpenses(
  sheet: OriginalSheet,
  { amounts, expenseMonths }: BillReaders,
): readonly Expense[] {
  const expenses = sheet.rows.map((row): Expense => {
    const id = row.text('expense_id').trim();
    if (id === '') row.fault('expense_id', 'missing', 'the id is missing');
    const month = row.read('expense_month', expenseMonths.read);
    const perHeadMinor = row.read('total_expense', (text) => amounts.read(text, 'more than 0'));
    return { row, id, month, perHeadMinor, shares: [] };
  });
  for (const [id, rivals] of groupBy(expenses, (expense) => expense.id)) {
    if (id === '') continue;
    refuseRivals(rivals, ({ row }, other) =>
      row.fault('expense_id', 'duplicate_id', `another ${other.row.table} has this id, too`),
    );
  }
  return expenses;
}

/** Puts the shares to their expenses. */
function readShares(
  sheet: OriginalSheet,
  expenses: readonly Expense[],
  { students, amounts, shareMonths }: BillReaders,
): void {
  const byId = groupBy(expenses, ({ id }) => id);
  for (const row of sheet.rows) {
    const student = students.find(row);
    const id = row.text('expense_id').trim();
    // Rivals for one id are rejected, whichever of them the share is of.
    const owners = id === '' ? [] : (byId.get(id) ?? []);
    const [expense] = owners;
    if (id === '') row.fault('expense_id', 'missing', 'the id is missing');
    else if (expense === undefined) row.fault('expense_id', 'unknown_expense', 'no such expense');
    const amountMinor = row.read('student_month_expense', (text) =>
      amounts.read(text, '0 or more'),
    );
    const month = row.read('month_name', shareMonths.read);
    const billed = expense?.month;
    if (month !== undefined && billed !== undefined && month !== billed && owners.length === 1) {
      row.fault('month_name', 'other_month', `expense ${id} is of ${monthName(billed)}`);
    }
    for (const owner of owners) owner.shares.push({ row, student, amountMinor });
  }
  for (const { id, shares } of expenses) {
    if (byId.get(id)?.length !== 1) continue;
    for (const [student, rivals] of groupBy(shares, (share) => share.student)) {
      if (student === undefined) continue;
      refuseRivals(rivals, ({ row }, other) => {
        const message = `${other.row.name} is a share of ${student.id} in the same bill`;
        row.fault('student_id', 'duplicate_share', message);
      });
    }
  }
}

/** @returns undefined where a row of the bill cannot be taken; then none of them is */
function toBill(
  { row, month, perHeadMinor, shares }: Expense,
  daysOf: (student: StudentDetails, month: Month) => number,
): OriginalBill | undefined {
  const taken: OriginalShare[] = [];
  let billedMinor = 0n;
  for (const { row: share, student, amountMinor } of shares) {
    if (share.outcome === 'rejected' || student === undefined || amountMinor === undefined) break;
    if (month === undefined) break;
    taken.push({ student, daysHundredths: daysOf(student, month), amountMinor });
    billedMinor += amountMinor;
  }
  if (billedMinor > MAX_SUM_MINOR) {
    row.fault('total_expense', 'bad_amount', 'the shares add up to more than can be stored');
  }
  const isWhole = row.outcome === 'taken' && taken.length === shares.length;
  if (isWhole && month !== undefined && perHeadMinor !== undefined) {
    return { month, perHeadMinor, billedMinor, shares: taken };
  }
  row.outcome = 'rejected';
  for (const { row: share } of shares) share.outcome = 'rejected';
  return undefined;
}
