import { createWarning, type Warning } from '../../errors.ts';
import { nameSome } from '../values/text.ts';
import { checkAttendance } from './attendance.ts';
import { checkBills } from './bills.ts';
import {
  type CheckedOriginal,
  ORIGINAL_TABLES,
  type OriginalError,
  type OriginalRows,
} from './original.ts';
import { checkAdmins, checkStudents } from './people.ts';
import { countOutcomes, createSheet } from './table-check.ts';
import { createAmountReader, createMonthReader } from './values.ts';

export interface OriginalOptions {
  /** Of the months that are written without one. */
  readonly year: number | undefined;
  readonly currencyDecimals: number;
}

/** Checks everything that the original service had recorded, table by table and against each other. */
export function checkOriginal(tables: OriginalRows, options: OriginalOptions): CheckedOriginal {
  const sheets = {
    student: createSheet('student', tables.student),
    attendance: createSheet('attendance', tables.attendance),
    expense: createSheet('expense', tables.expense),
    student_expense: createSheet('student_expense', tables.student_expense),
    admin: createSheet('admin', tables.admin),
  };
  const attendanceMonths = createMonthReader(options.year);
  const expenseMonths = createMonthReader(options.year);
  const shareMonths = createMonthReader(options.year);
  const amounts = createAmountReader(options.currencyDecimals);

  const students = checkStudents(sheets.student);
  const attendance = checkAttendance(sheets.attendance, students, attendanceMonths);
  const { bills, unshared, spoiled } = checkBills(
    { expenses: sheets.expense, shares: sheets.student_expense },
    { students, amounts, expenseMonths, shareMonths },
    attendance,
  );
  const admins = checkAdmins(sheets.admin);
  return {
    students: [...students.taken.values()],
    attendance,
    bills,
    admins,
    tables: {
      student: countOutcomes(sheets.student),
      attendance: countOutcomes(sheets.attendance),
      expense: countOutcomes(sheets.expense),
      student_expense: countOutcomes(sheets.student_expense),
      admin: countOutcomes(sheets.admin),
    },
    spoiledBills: spoiled,
    errors: Object.values(sheets).flatMap(({ errors }) => errors.toSorted(comparePlaces)),
    warnings: [
      ...attendanceMonths.warnAboutSpellings('attendance'),
      ...expenseMonths.warnAboutSpellings('expense'),
      ...shareMonths.warnAboutSpellings('student_expense'),
      ...warnAboutRounding(amounts.countRounded()),
      ...(unshared.length === 0
        ? []
        : [
            createWarning(
              'not_taken',
              `Passed over, since nobody has a share in them: expense ${nameSome(unshared)}.`,
            ),
          ]),
    ],
  };
}

/** By row, and within a row by column. */
function comparePlaces(a: OriginalError, b: OriginalError): number {
  const columns: readonly string[] = ORIGINAL_TABLES[a.table];
  return a.line - b.line || columns.indexOf(a.column) - columns.indexOf(b.column);
}

function warnAboutRounding(count: number): Warning[] {
  if (count === 0) return [];
  const amounts = count === 1 ? '1 amount that has' : `${count} amounts that have`;
  const sentence = `Rounded: ${amounts} more decimals than the currency.`;
  return [createWarning('amounts_rounded', sentence)];
}
