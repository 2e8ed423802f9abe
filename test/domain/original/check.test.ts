import { expect, test } from 'vitest';
import { findChangedStudents } from '../../../src/domain/billing/stale-bill.ts';
import { checkOriginal } from '../../../src/domain/original/check.ts';
import { indexStudents } from '../../../src/domain/original/comparison.ts';
import type { CheckedOriginal, OriginalRow } from '../../../src/domain/original/original.ts';

interface Tables {
  readonly student?: readonly OriginalRow[];
  readonly attendance?: readonly OriginalRow[];
  readonly expense?: readonly OriginalRow[];
  readonly shares?: readonly OriginalRow[];
  readonly admin?: readonly OriginalRow[];
}

const ASHA: OriginalRow = ['S1', 'Asha Rao', 'CSE', '9876543210'];
const DEV: OriginalRow = ['S2', 'Dev Anand', 'CSE', '9876543211'];

function check(tables: Tables, year?: number): CheckedOriginal {
  const { student = [ASHA, DEV], attendance = [], expense = [], shares = [], admin = [] } = tables;
  const rows = { student, attendance, expense, student_expense: shares, admin };
  return checkOriginal(rows, { year, currencyDecimals: 2 });
}

/** The mistakes as `table:line column code`. */
const errorsOf = ({ errors }: CheckedOriginal) =>
  errors.map(({ table, line, column, code }) => `${table}:${line} ${column} ${code}`);

const attendanceOf = ({ attendance }: CheckedOriginal) =>
  attendance.map(({ student, month, daysHundredths }) => [student.id, month, daysHundredths]);

const billsOf = ({ bills }: CheckedOriginal) =>
  bills.map(({ month, perHeadMinor, billedMinor, shares }) => [
    month,
    perHeadMinor,
    billedMinor,
    ...shares.map(({ student, daysHundredths, amountMinor }) => {
      return `${student.id} ${daysHundredths} ${amountMinor}`;
    }),
  ]);

test('an empty database has nothing wrong', () => {
  const checked = check({ student: [] });
  expect(checked).toMatchObject({ students: [], bills: [], errors: [], warnings: [] });
});

test('students are found without regard to case and spaces around them', () => {
  const checked = check({
    attendance: [[' s1 ', 'May 2025', '28.50']],
    expense: [['1', 'May 2025', '3100']],
    shares: [['1', 's1', '1', '2800', '2025-05']],
  });
  expect(errorsOf(checked)).toEqual([]);
  expect(attendanceOf(checked)).toEqual([['S1', '2025-05', 2850]]);
  expect(billsOf(checked)).toEqual([['2025-05', 310000n, 280000n, 'S1 2850 280000']]);
});

test('what is of a rejected student is rejected with them, without a mistake of its own', () => {
  const checked = check({
    student: [ASHA, ['S2', 'Dev Anand', 'CSE', 'none']],
    attendance: [
      ['S1', '2025-05', '31'],
      ['S2', '2025-05', '31'],
    ],
    expense: [
      ['1', '2025-05', '3100'],
      ['2', '2025-06', '3000'],
    ],
    shares: [
      ['1', 'S1', '1', '3100', '2025-05'],
      ['2', 'S2', '1', '3100', '2025-05'],
      ['3', 'S1', '2', '0', '2025-06'],
    ],
  });
  expect(errorsOf(checked)).toEqual(['student:2 phone bad_phone']);
  expect(attendanceOf(checked)).toEqual([['S1', '2025-05', 3100]]);
  expect(billsOf(checked)).toEqual([['2025-06', 300000n, 0n, 'S1 0 0']]);
  expect(checked.tables).toMatchObject({
    attendance: { rows: 2, blank: 0, rejected: 1 },
    expense: { rows: 2, blank: 0, rejected: 1 },
    student_expense: { rows: 3, blank: 0, rejected: 2 },
  });
});

test('an id that lost its zeros is asked about', () => {
  const checked = check({
    student: [['007', 'James Bond', 'CSE', '9876543210']],
    attendance: [
      ['7', '2025-05', '1'],
      [null, '2025-05', '1'],
    ],
  });
  expect(checked.errors.map(({ message }) => message)).toEqual([
    'no such student; is it 007?',
    'the id is missing',
  ]);
});

test('of several rows for one student and month', () => {
  const checked = check({
    attendance: [
      ['S1', '2025-05', '20'],
      ['S1', 'May 2025', '20.00'],
      ['S1', '05/2025', null],
      ['S1', '2025-06', '20'],
      ['S1', 'Jun 2025', '21'],
      ['S1', 'June 2025', '20'],
      ['S2', '2025-05', '20'],
      ['S2', 'May 2025', '32'],
    ],
  });
  expect(attendanceOf(checked)).toEqual([['S1', '2025-05', 2000]]);
  expect(checked.errors.map(({ line, message }) => `${line} ${message}`)).toEqual([
    '4 another row, of Jun 2025, has 21 days for S1 in June 2025',
    '5 another row, of 2025-06, has 20 days for S1 in June 2025',
    '6 another row, of Jun 2025, has 21 days for S1 in June 2025',
    '8 32 days present, but May 2025 has 31',
  ]);
  expect(checked.tables.attendance).toEqual({ rows: 8, blank: 2, rejected: 5 });
});

test('an expense that was never shared is passed over, also beside one that was', () => {
  const checked = check({
    expense: [
      ['1', '2025-05', '3100'],
      ['2', 'May 2025', '3100'],
      ['3', 'June 2025', 'free'],
    ],
    shares: [['1', 'S1', '2', '3100', 'May 2025']],
  });
  expect(errorsOf(checked)).toEqual(['expense:3 total_expense bad_amount']);
  expect(billsOf(checked)).toEqual([['2025-05', 310000n, 310000n, 'S1 0 310000']]);
  expect(checked.tables.expense).toEqual({ rows: 3, blank: 1, rejected: 1 });
  expect(checked.warnings.map(({ message }) => message)).toEqual([
    'expense: May 2025 is written 2025-05 and May 2025.',
    'Passed over, since nobody has a share in them: expense 1 of May 2025.',
  ]);
});

test('expenses with one id are all rejected, and every share of them', () => {
  const checked = check({
    expense: [
      ['1', '2025-05', '3100'],
      ['1', '2025-06', '3000'],
      [null, '2025-07', '3000'],
    ],
    shares: [
      ['1', 'S1', '1', '1', '2025-05'],
      ['2', 'S1', '1', '1', '2025-06'],
      ['3', 'S1', null, '1', '2025-07'],
    ],
  });
  expect(errorsOf(checked)).toEqual([
    'expense:1 expense_id duplicate_id',
    'expense:2 expense_id duplicate_id',
    'expense:3 expense_id missing',
    'student_expense:3 expense_id missing',
  ]);
  expect(checked.tables.student_expense).toEqual({ rows: 3, blank: 0, rejected: 3 });
});

test('shares that add up to more than can be stored', () => {
  const student = Array.from(
    { length: 1025 },
    (_, index): OriginalRow => [`S${index}`, 'Asha Rao', 'CSE', '9876543210'],
  );
  const shares = student.map(
    ([id], index): OriginalRow => [String(index), id ?? '', '1', '90071992547409.91', '2025-05'],
  );
  const checked = check({ student, expense: [['1', '2025-05', '1']], shares });
  expect(errorsOf(checked)).toEqual(['expense:1 total_expense bad_amount']);
  expect(checked.tables.student_expense.rejected).toBe(1025);
});

test('admins and students may have the same ids, admins among themselves not', () => {
  const hash = '$2y$10$WVMc2eBBHnqzV6PbkVvtwewbXJvV/jqOCbL7EyfAASCiU7nEVCERG';
  const checked = check({
    admin: [
      ['S1', hash],
      ['a', hash],
      ['A', hash],
      [null, null],
    ],
  });
  expect(checked.admins).toEqual([{ id: 'S1', passwordHash: hash.replace('$2y', '$2b') }]);
  expect(errorsOf(checked)).toEqual([
    'admin:2 admin_id duplicate_id',
    'admin:3 admin_id duplicate_id',
    'admin:4 admin_id missing',
    'admin:4 password missing',
  ]);
  expect(checked.errors.map(({ value }) => value)).not.toContain(hash);
});

test('a student whose id was mended is known by the one that was taken over', () => {
  const student = (id: string, enteredAt: string) => ({
    id,
    name: 'Asha Rao',
    branch: 'CSE',
    phone: '9876543210',
    joined: null,
    left: null,
    email: null,
    takesMessages: true,
    enteredAt,
  });
  const students = [student('S9', '2025-02'), student('S1', '2025-03'), student('X2', '2025-01')];
  const changes = [
    { at: '2025-01', before: 'S1', after: 'OLD' },
    { at: '2025-02', before: 's1', after: 'S5' },
    { at: '2025-03', before: 'S5', after: 'S9' },
    { at: '2025-04', before: 'X1', after: 'X2' },
  ];
  const index = indexStudents(students, new Set(['2025-02']), changes);
  expect([...index].map(([key, { id }]) => [key, id])).toEqual([
    ['s1', 'S9'],
    ['x2', 'X2'],
  ]);
});

test('a recorded bill is stale by what was changed since, and not by the roll', () => {
  const billed = [
    { id: 'S1', daysHundredths: 2800 },
    { id: 'S2', daysHundredths: 0 },
  ];
  const days = (id: string, daysHundredths: number) => ({ id, daysHundredths });
  expect(findChangedStudents(billed, [])).toEqual([]);
  expect(findChangedStudents(billed, [days('S1', 2800), days('S3', 0)])).toEqual([]);
  expect(findChangedStudents(billed, [days('S1', 0), days('S2', 100), days('S3', 1)])).toEqual([
    'S1',
    'S2',
    'S3',
  ]);
});
