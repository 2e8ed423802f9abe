import { basename } from 'node:path';
import { type AttendanceLayout, isLog } from '../../domain/attendance/figures.ts';
import type { AttendanceColumns, AttendanceRow } from '../../domain/attendance/file/row.ts';
import type { OwnMark } from '../../domain/attendance/mark.ts';
import { FileFault, type RowError } from '../../domain/imports/report.ts';
import { MIDNIGHT } from '../../domain/values/date.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { UsageError } from '../../errors.ts';
import { type Columns, columnFinder, isRejectsHeader, readHeader } from '../csv/columns.ts';
import {
  type CsvFile,
  type CsvOptions,
  type CsvRow,
  describeReading,
  openCsv,
} from '../csv/csv.ts';
import { createDateJudge } from '../csv/dates/judge.ts';
import { refuseUnknownNames } from '../csv/header/column-names.ts';
import { type ImportFile, readBatches } from '../csv/import-file.ts';
import type { Source } from '../csv/source.ts';
import { type AttendanceField, DAY_FIELDS, mayDecide } from './columns.ts';
import { findDayColumns, requireSameMonth } from './day-columns.ts';
import {
  columnsOf,
  columnsOfAny,
  commonColumns,
  type FileNames,
  hasMarks,
  recogniseLayout,
} from './deciding-columns.ts';
import { attendanceHeader } from './header.ts';
import { createReader } from './rows.ts';
import { findStatedMonth } from './stated/month.ts';
import { createDaySums, type DifferingSum } from './stated/totals.ts';

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
  /** `HH:MM`, when a day of the mess begins. */
  readonly dayStarts: string;
  /** `YYYY-MM-DD HH:MM` on the mess's clock, up to which a punch may be. */
  readonly latest: string;
  /** What marks mean in this file, whatever they mean in the mess. */
  readonly marks?: readonly OwnMark[] | undefined;
  /** What they mean in the mess. */
  readonly messMarks: readonly OwnMark[];
}

/** An attendance file whose header was understood; punches outside of the dates asked for are passed over. */
export interface AttendanceFile extends ImportFile<AttendanceRow> {
  readonly layout: AttendanceLayout;
  readonly columns: AttendanceColumns;
  /** Whether it says of each day who was there; of the other days it says nothing. */
  readonly isLog: boolean;
  /** It has no column for the month, which is the one that was given. */
  readonly isMonthGiven: boolean;
  /** The month that its title, or else its name, says; it may be that of something else. */
  readonly statedMonth: Month | undefined;
  /** Where a row of sums below it says something else; to be asked for when all rows are read. */
  listDifferingSums(): readonly DifferingSum[];
}

/**
 * Opens an attendance file in any of its layouts: monthly (`student_id,month,days_present`), register
 * (a column for each day), daily (`student_id,date,status`) or punches (`student_id,timestamp`).
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
  const kinds = columnsOfAny(named);
  const csv = await openCsv(source.chunks, options, attendanceHeader(kinds, options.month));
  refuseUnknownNames(csv.header, named);
  const days = findDayColumns(csv.header.cells, options.month);
  const names = { named, days };
  const layout = options.layout ?? recogniseLayout(csv.header.cells, names);
  const month =
    layout === 'register' ? requireSameMonth(days, options.month, csv.header.line) : options.month;
  const { columns, errors } = readColumns(csv, names, layout, options.ignoreUnknown);
  const isMonthMissing = month === undefined && columns.position('month') === undefined;
  // One of the unknown columns may be meant for the month.
  if (errors.length > 0 && isMonthMissing && !isLog(layout)) throw new FileFault(errors);
  refuseUnfitOptions(source.name, layout, options);
  if (isMonthMissing && !isLog(layout)) throw monthMissing(source.name, csv.textAbove);
  const judge = createDateJudge(options.dateFormat !== undefined);
  const monthOfYear = layout === 'register' ? days.monthOfYear : undefined;
  const read = await createReader(layout, columns, { ...options, month, monthOfYear }, judge);
  const sums = createDaySums(columns);
  const reader = (row: CsvRow) => {
    const found = read(row);
    if (found?.marks !== undefined) sums.add(found.marks);
    return found;
  };
  return {
    header: csv.header.cells,
    layout,
    columns: {
      studentId: columns.name('studentId'),
      month: columns.name('month'),
      // Of a register no single column has them.
      days: layout === 'register' ? '' : columns.name(isLog(layout) ? 'timestamp' : 'days'),
      idPosition: columns.position('studentId') ?? -1,
      daysPosition: columns.position('days') ?? columns.position('timestamp') ?? -1,
    },
    readAs: {
      ...describeReading(layout, csv),
      ...(layout === 'punches' && options.dayStarts !== MIDNIGHT
        ? { dayStarts: options.dayStarts }
        : {}),
    },
    isLog: isLog(layout),
    isMonthGiven:
      !isLog(layout) && columns.position('month') === undefined && days.month === undefined,
    statedMonth: findMonthOf(source.name, csv.textAbove),
    isRejects: isRejectsHeader(csv.header.cells),
    headerErrors: errors,
    batches: readBatches(csv.batches, reader),
    review: judge.review,
    listDifferingSums: () => sums.compare(csv.below),
  };
}

const UNUSED_OF_DAILY: readonly AttendanceField[] = ['clockOut'];

const REQUIRED: Readonly<Record<AttendanceLayout, readonly AttendanceField[]>> = {
  monthly: ['studentId', 'days'],
  register: ['studentId'],
  daily: ['studentId', 'timestamp'],
  punches: ['studentId', 'timestamp'],
};

function readColumns(
  { header, delimiter, isOpen }: CsvFile,
  names: FileNames,
  layout: AttendanceLayout,
  ignoreUnknown: boolean,
): { readonly columns: Columns<AttendanceField>; readonly errors: readonly RowError[] } {
  const unused: AttendanceField[] = ['passedOver', ...(layout === 'daily' ? UNUSED_OF_DAILY : [])];
  const find = columnFinder(commonColumns(names));
  const isTimeAlone = !header.cells.some((cell) => find(cell)?.field === 'timestamp');
  const isListOfDays = layout === 'daily' && !hasMarks(header.cells, names);
  const kinds = columnsOf(layout, names, isListOfDays).map((kind) =>
    // Without a date beside it, the time is the whole timestamp.
    kind.field === 'time' && isTimeAlone ? { ...kind, field: 'timestamp' as const } : kind,
  );
  const misplaced = (cell: string) => {
    if (find(cell) !== undefined) return `no column of the ${layout} layout`;
    return DATE.test(cell.trim())
      ? 'the days of a register are 1 to 31, or dates of one month'
      : undefined;
  };
  const indispensable = (cell: string) =>
    isListOfDays || (mayDecide(cell, layout) && find(cell) === undefined)
      ? 'not understood, and it may decide who was present'
      : undefined;
  const required = REQUIRED[layout];
  const { columns, errors } = readHeader(header, kinds, {
    ignoreUnknown,
    delimiter,
    isOpen,
    required,
    unused,
    misplaced,
    indispensable,
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

/** Options that only some layouts have a use for. */
const FIT = {
  from: ['daily', 'punches'],
  to: ['daily', 'punches'],
  dateFormat: ['daily', 'punches'],
  timeZone: ['punches'],
  marks: ['register', 'daily'],
} as const;

/** @throws UsageError */
function refuseUnfitOptions(
  name: string,
  layout: AttendanceLayout,
  options: AttendanceFileOptions,
): void {
  for (const option of ['from', 'to', 'dateFormat', 'timeZone', 'marks'] as const) {
    const layouts: readonly AttendanceLayout[] = FIT[option];
    if (options[option] === undefined || layouts.includes(layout)) continue;
    const sentence = `${name} is a ${layout} file, which has no use for it.`;
    throw new UsageError('unfit_option', sentence, { about: { option, file: name, layout } });
  }
}

/** That of the title, else of the name. */
function findMonthOf(name: string, textAbove: readonly string[]): Month | undefined {
  return findStatedMonth(textAbove) ?? findStatedMonth([basename(name)]);
}

/** What a title or a name says may be the month of something else: it is proposed, never taken. */
function monthMissing(name: string, textAbove: readonly string[]): UsageError {
  const stated = findMonthOf(name, textAbove);
  const says = stated === undefined ? '' : ` Its title or name says ${monthName(stated)}.`;
  const sentence = `${name} has no month column, so its month is missing.${says}`;
  return new UsageError('month_missing', sentence, { about: { file: name, stated } });
}
