import type { ImportRecord } from '../../data/imports/imports.ts';
import type { CheckedSheet } from '../../domain/attendance/file-check.ts';
import {
  describeDays,
  findPartialMonth,
  type MonthComparison,
} from '../../domain/attendance/month-comparison.ts';
import type { ChangedFigure, ImportReport, RowError } from '../../domain/imports/report.ts';
import type { RollMember } from '../../domain/students/student.ts';
import type { Month } from '../../domain/values/month.ts';
import { nameSome } from '../../domain/values/text.ts';
import { createWarning, type Warning } from '../../errors.ts';
import type { AttendanceFile, AttendanceFileOptions } from '../../input/attendance/file.ts';
import type { Source } from '../../input/csv/source.ts';
import type { ImportOptions } from '../imports/planned-import.ts';
import type { Mess } from '../mess/mess.ts';
import { warnAboutFuture } from './attendance.ts';

export interface AttendanceImportOptions extends ImportOptions {
  readonly file: Omit<AttendanceFileOptions, 'messTimeZone'>;
  /** Figures of part of a month may replace others. */
  readonly replace: boolean;
  /** A file that was taken before is taken again. */
  readonly again: boolean;
}

/** A file that was read, and what it comes to against what is recorded. */
export interface Plan {
  readonly source: Pick<Source, 'name' | 'digest'>;
  readonly options: AttendanceImportOptions;
  /** Undefined where the header was not understood. */
  readonly file: AttendanceFile | undefined;
  readonly roll: readonly RollMember[];
  /** The record of changes as it was before anything else was read. */
  readonly basedOn: number;
  readonly sheet: CheckedSheet;
  readonly skipped: number;
  readonly comparison: Comparison;
}

/** What the figures of a file come to against what is recorded. */
export interface Comparison {
  readonly months: readonly MonthComparison[];
  /** Of the sheet and of the comparison, sorted by line. */
  readonly errors: readonly RowError[];
  readonly earlier: ImportRecord | undefined;
}

/** Whether it may be written: not when it was taken before, nor with mistakes unless told to. */
export function isAcceptable({ sheet, comparison, options }: Plan): boolean {
  const { errors, earlier } = comparison;
  return earlier === undefined && !sheet.stopped && (errors.length === 0 || options.partial);
}

/** Whether there is anything to take. */
export function hasFigures({ comparison }: Plan): boolean {
  return comparison.months.some(
    ({ inserted, updated, unchanged }) => inserted + updated + unchanged > 0,
  );
}

/** Months of which any figure would be another one, with what would change. */
export function changesOf({ comparison }: Plan): MonthComparison[] {
  return comparison.months.filter(({ inserted, updated }) => inserted + updated > 0);
}

export function changedMonths(plan: Plan): Month[] {
  return changesOf(plan).map(({ figures }) => figures.month);
}

/** So many replaced figures are named, and kept in the record of changes. */
const MAX_CHANGED = 1000;

function listChanged(plan: Plan): ChangedFigure[] {
  const changed: ChangedFigure[] = [];
  for (const month of changesOf(plan)) {
    for (const figure of month.changed()) {
      if (changed.length === MAX_CHANGED) return changed;
      changed.push(figure);
    }
  }
  return changed;
}

/** What the plan does, or would do. */
export function report(mess: Mess, plan: Plan): ImportReport {
  const { source, options, file, sheet, skipped, comparison } = plan;
  const { errors, earlier } = comparison;
  const refused = sheet.stopped || (errors.length > 0 && !options.partial);
  const isApplied = !refused && earlier === undefined;
  const sum = (count: 'inserted' | 'updated' | 'unchanged') =>
    comparison.months.reduce((total, month) => total + month[count], 0);
  const months = sheet.figures.map(({ month }) => month);
  return {
    file: source.name,
    rows: sheet.rows + skipped,
    inserted: isApplied ? sum('inserted') : 0,
    updated: isApplied ? sum('updated') : 0,
    unchanged: sum('unchanged'),
    blank: sheet.blank,
    skipped,
    rejected: earlier === undefined ? sheet.countRejected() : 0,
    dryRun: options.dryRun,
    partial: options.partial && errors.length > 0 && !refused,
    stopped: sheet.stopped,
    errors,
    months,
    changed: isApplied ? listChanged(plan) : [],
    readAs: file?.readAs ?? null,
    importNo: null,
    earlier: earlier ? { no: earlier.no, at: earlier.at, by: earlier.by } : null,
    warnings: refused ? [] : listWarnings(mess, plan),
  };
}

function listWarnings(mess: Mess, { source, sheet, comparison }: Plan): Warning[] {
  const months = sheet.figures.map(({ month }) => month);
  const parts = sheet.figures.flatMap((figures) => findPartialMonth(figures) ?? []);
  const { earlier } = comparison;
  const differing = comparison.months.reduce((n, each) => n + each.inserted + each.updated, 0);
  return [
    ...warnAboutFuture(mess, months),
    ...parts.map((part) =>
      createWarning('part_of_month', `${source.name} covers only ${describeDays(part)}.`),
    ),
    ...(sheet.early.length > 0
      ? [
          createWarning(
            'joined_later',
            `Present before the joining date: ${nameSome(sheet.early)}.`,
          ),
        ]
      : []),
    ...(earlier !== undefined && differing > 0
      ? [
          createWarning(
            'recorded_otherwise',
            `By now ${differing} of its figures ${differing === 1 ? 'is' : 'are'} recorded otherwise.`,
          ),
        ]
      : []),
  ];
}
