import type { AttendanceLayout } from '../../domain/attendance/figures.ts';
import type { AttendanceColumns, AttendanceRow } from '../../domain/attendance/row.ts';
import { FileFault, type RowError } from '../../domain/imports/report.ts';
import type { Month } from '../../domain/values/month.ts';
import { UsageError } from '../../errors.ts';
import {
  type ColumnKind,
  type Columns,
  columnFinder,
  isRejectsHeader,
  readHeader,
} from '../csv/columns.ts';
import {
  type CsvFile,
  type CsvOptions,
  type CsvRow,
  describeReading,
  openCsv,
} from '../csv/csv.ts';
import { nameColumns, refuseUnknownNames } from '../csv/header/column-names.ts';
import { type ImportFile, readBatches } from '../csv/import-file.ts';
import type { Source } from '../csv/source.ts';
import { ATTENDANCE_COLUMNS, type AttendanceField, DAY_FIELDS } from './columns.ts';
import { findDayColumns, requireSameMonth, withDays } from './day-columns.ts';
import { attendanceHeader } from './header.ts';
import { createReader } from './rows.ts';

/** What is said of an attendance file. */
export interface AttendanceFileOptions extends CsvOptions {
  readonly ignoreUnknown: boolean;
  /** By the header when undefined. */
  readonly layout?: AttendanceLayout | undefined;
  /** The month of the whole file; a row of another month is an error. */
  readonly month?: Month | undefined;
  /** Punches before or after these dates, `YYYY-MM-DD`, are passed over. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly dateFormat?: string | undefined;
  /** Of punches that name no zone. */
  readonly timeZone?: string | undefined;
  readonly messTimeZone: string;
}

/** An attendance file whose header was understood; punches outside of the dates asked for are passed over. */
export interface AttendanceFile extends ImportFile<AttendanceRow> {
  readonly layout: AttendanceLayout;
  readonly columns: AttendanceColumns;
  /** It has no column for the month, which is the one that was given. */
  readonly isMonthGiven: boolean;
}

/**
 * Opens an attendance file in any of its layouts: monthly (`student_id,month,days_present`), register
 * (a column for each day) or punches (`student_id,timestamp`).
 *
 * @throws FileFault it cannot be read, or its header has mistakes
 * @throws UsageError the month is neither in the file nor given, or an option does not fit the layout
 * @throws ValueError `bad_date_format`
 */
export async function openAttendanceFile(
  source: Source,
  options: AttendanceFileOptions,
): Promise<AttendanceFile> {
  const named = options.named ?? [];
  const kinds = nameColumns(ATTENDANCE_COLUMNS, named);
  const csv = await openCsv(source.chunks, options, attendanceHeader(kinds, options.month));
  refuseUnknownNames(csv.header, named);
  const days = findDayColumns(csv.header.cells, options.month);
  const known = withDays(kinds, days);
  const layout = options.layout ?? recogniseLayout(csv.header, columnFinder(known));
  const month =
    layout === 'register' ? requireSameMonth(days, options.month, csv.header.line) : options.month;
  const { columns, errors } = readColumns(csv, known, layout, options.ignoreUnknown);
  const isMonthMissing = month === undefined && columns.position('month') === undefined;
  // One of the unknown columns may be meant for the month.
  if (errors.length > 0 && isMonthMissing && layout !== 'punches') throw new FileFault(errors);
  refuseUnfitOptions(source.name, layout, isMonthMissing, options);
  const reader = await createReader(layout, columns, {
    ...options,
    month,
    monthOfYear: layout === 'register' ? days.monthOfYear : undefined,
  });
  return {
    header: csv.header.cells,
    layout,
    columns: {
      studentId: columns.name('studentId'),
      month: columns.name('month'),
      // Of a register no single column has them.
      days: { monthly: columns.name('days'), register: '', punches: columns.name('timestamp') }[
        layout
      ],
      idPosition: columns.position('studentId') ?? -1,
      daysPosition: columns.position('days') ?? -1,
    },
    readAs: describeReading(layout, csv),
    isMonthGiven:
      layout !== 'punches' && columns.position('month') === undefined && days.month === undefined,
    isRejects: isRejectsHeader(csv.header.cells),
    headerErrors: errors,
    batches: readBatches(csv.batches, reader),
  };
}

function recogniseLayout(
  header: CsvRow,
  find: (cell: string) => { readonly field: AttendanceField } | undefined,
): AttendanceLayout {
  const fields = new Set(header.cells.map((cell) => find(cell)?.field));
  if (DAY_FIELDS.some((field) => fields.has(field))) return 'register';
  const hasTimes = fields.has('timestamp') || fields.has('time');
  return hasTimes && !fields.has('days') ? 'punches' : 'monthly';
}

const USED: Readonly<Record<AttendanceLayout, readonly AttendanceField[]>> = {
  monthly: ['studentId', 'month', 'days'],
  register: ['studentId', 'month', ...DAY_FIELDS],
  punches: ['studentId', 'timestamp', 'time'],
};

const REQUIRED: Readonly<Record<AttendanceLayout, readonly AttendanceField[]>> = {
  monthly: ['studentId', 'days'],
  register: ['studentId'],
  punches: ['studentId', 'timestamp'],
};

function readColumns(
  { header, delimiter, isOpen }: CsvFile,
  known: readonly ColumnKind<AttendanceField>[],
  layout: AttendanceLayout,
  ignoreUnknown: boolean,
): { readonly columns: Columns<AttendanceField>; readonly errors: readonly RowError[] } {
  const used = USED[layout];
  const unused: AttendanceField[] = ['passedOver'];
  const find = columnFinder(known);
  const isTimeAlone = !header.cells.some((cell) => find(cell)?.field === 'timestamp');
  const kinds = known
    .filter(
      ({ field }) => used.includes(field) || unused.includes(field),
      // Without a date beside it, the time is the whole timestamp.
    )
    .map((kind) =>
      kind.field === 'time' && isTimeAlone ? { ...kind, field: 'timestamp' as const } : kind,
    );
  const misplaced = (cell: string) => {
    if (find(cell) !== undefined) return `no column of the ${layout} layout`;
    return DATE.test(cell.trim())
      ? 'the days of a register are 1 to 31, or dates of one month'
      : undefined;
  };
  const required = REQUIRED[layout];
  const { columns, errors } = readHeader(header, kinds, {
    ignoreUnknown,
    delimiter,
    isOpen,
    required,
    unused,
    misplaced,
  });
  const missing = missingDays(header, layout, columns);
  if (missing.length > 0) {
    throw new FileFault([...errors, ...missing], { header: header.cells });
  }
  return { columns, errors };
}

/** `1-Jun`, `01/06/2025` and the like. */
const DATE = /^(\d{1,2}[-/. ]([a-z]{3,9}|\d{1,2})([-/. ]\d{2,4})?|\d{4}-\d{2}-\d{2})$/i;

function missingDays(
  header: CsvRow,
  layout: AttendanceLayout,
  columns: Columns<AttendanceField>,
): RowError[] {
  if (layout !== 'register') return [];
  if (DAY_FIELDS.some((field) => columns.position(field) !== undefined)) return [];
  const message = 'no column for a day; a register has columns called 1 to 31';
  return [{ line: header.line, column: '', code: 'missing_column', value: '', message }];
}

/** @throws UsageError */
function refuseUnfitOptions(
  name: string,
  layout: AttendanceLayout,
  isMonthMissing: boolean,
  { from, to, dateFormat, timeZone }: AttendanceFileOptions,
): void {
  if (layout === 'punches') return;
  const given = { from, to, dateFormat, timeZone };
  for (const option of ['from', 'to', 'dateFormat', 'timeZone'] as const) {
    if (given[option] === undefined) continue;
    const sentence = `Only punches have dates, and ${name} is a ${layout} file.`;
    throw new UsageError('unfit_option', sentence, { about: { option, file: name, layout } });
  }
  if (isMonthMissing) {
    const sentence = `${name} has no month column, so its month is missing.`;
    throw new UsageError('month_missing', sentence, { about: { file: name } });
  }
}
