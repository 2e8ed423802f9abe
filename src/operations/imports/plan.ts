import { createHash } from 'node:crypto';
import type { CheckedFile } from '../../domain/imports/file-check.ts';
import type { ImportRecord, NewImport } from '../../domain/imports/import-record.ts';
import type { ImportReport, RowError } from '../../domain/imports/report.ts';
import type { Source } from '../../input/csv/source.ts';
import type { Comparison, FileImport, ImportOptions, OpenedFile } from './file-import.ts';

/** A file that was read, to its end or as far as it could be. */
export interface ReadFile {
  readonly source: Source;
  readonly options: ImportOptions;
  readonly kind: Omit<FileImport, 'open'>;
  /** The record of changes as it was before anything else was read. */
  readonly basedOn: number;
  /** Undefined where the header was not understood. */
  readonly opened: OpenedFile | undefined;
  readonly unknownHeader: readonly string[];
  readonly checked: CheckedFile;
}

export interface Plan extends ReadFile {
  /** It was taken before, and is not taken again. */
  readonly earlier: ImportRecord | undefined;
  readonly comparison: Comparison;
  /** Of the rows and of the comparison, sorted by line. */
  readonly errors: readonly RowError[];
}

/** By what the same file is known again; undefined where its kind is not listed. */
export function identify({
  source,
  opened,
}: ReadFile): Pick<NewImport, 'kind' | 'sha256' | 'reading'> | undefined {
  if (opened?.listedAs === undefined) return undefined;
  const { kind, reading } = opened.listedAs;
  return { kind, reading: shortenReading(reading), sha256: source.digest() };
}

/** So many characters of it are kept; of more, what tells it from others. */
const MAX_READING = 500;

function shortenReading(reading: string): string {
  if (reading.length <= MAX_READING) return reading;
  return `sha256:${createHash('sha256').update(reading).digest('hex')}`;
}

/** Whether it may be written: not when it was taken before, nor with mistakes unless told to. */
export function isAccepted({ earlier, checked, errors, options }: Plan): boolean {
  return earlier === undefined && !checked.isStopped && (errors.length === 0 || options.partial);
}

/** What the plan does, or would do. */
export function describePlan(plan: Plan): ImportReport {
  const { source, options, kind, opened, checked, earlier, comparison, errors } = plan;
  const applies = isAccepted(plan);
  const changed = applies ? (comparison.changed ?? []) : [];
  return {
    file: source.name,
    rows: checked.rows,
    inserted: applies ? comparison.inserted : 0,
    updated: applies ? comparison.updated : 0,
    unchanged: comparison.unchanged,
    blank: checked.blank,
    skipped: checked.skipped + comparison.skipped,
    rejected: earlier === undefined ? checked.countRejected() : 0,
    dryRun: options.dryRun,
    partial: applies && errors.length > 0,
    stopped: checked.isStopped,
    errors,
    months: comparison.months,
    ...(kind.namesChanged ? { changed } : {}),
    ...(comparison.marks && { marks: comparison.marks }),
    ...(applies && comparison.withoutDays && { withoutDays: comparison.withoutDays }),
    ...(comparison.statement && { statement: comparison.statement }),
    ...(comparison.notStudents && { notStudents: comparison.notStudents }),
    readAs: opened?.file.readAs ?? null,
    importNo: null,
    earlier: earlier ? { no: earlier.no, at: earlier.at, by: earlier.by } : null,
    warnings: applies || earlier !== undefined ? comparison.warnings : [],
  };
}
