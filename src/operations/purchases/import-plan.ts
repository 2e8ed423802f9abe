import type { ImportRecord } from '../../data/imports/imports.ts';
import type { ImportReport, RowError } from '../../domain/imports/report.ts';
import type { PurchaseComparison } from '../../domain/purchases/comparison.ts';
import type { CheckedPurchases } from '../../domain/purchases/file-check.ts';
import type { PurchaseHead } from '../../domain/purchases/purchase.ts';
import type { Month } from '../../domain/values/month.ts';
import { formatRanges } from '../../domain/values/number-ranges.ts';
import { nameSome } from '../../domain/values/text.ts';
import { createWarning, type Warning } from '../../errors.ts';
import type { Source } from '../../input/csv/source.ts';
import type { PurchaseFile, PurchaseFileOptions } from '../../input/purchases/file.ts';
import type { ImportOptions } from '../imports/planned-import.ts';
import { type Mess, today } from '../mess/mess.ts';

export interface PurchaseImportOptions extends ImportOptions {
  readonly file: PurchaseFileOptions;
  /** Every row is added, whatever was taken before. */
  readonly again: boolean;
}

/** A file that was read, and what it comes to against what is recorded. */
export interface Plan {
  readonly source: Pick<Source, 'name' | 'digest'>;
  readonly options: PurchaseImportOptions;
  /** Undefined where the header was not understood. */
  readonly file: PurchaseFile | undefined;
  readonly heads: readonly PurchaseHead[];
  /** The record of changes as it was before anything else was read. */
  readonly basedOn: number;
  readonly sheet: CheckedPurchases;
  readonly comparison: Comparison;
}

export interface Comparison extends PurchaseComparison {
  /** All that the file speaks of, in order. */
  readonly months: readonly Month[];
  readonly earlier: ImportRecord | undefined;
  readonly errors: readonly RowError[];
  /** Numbers of purchases that the file had once and has no more. */
  readonly lost: readonly number[];
}

/** Whether it may be written: not when it was taken before, nor with mistakes unless told to. */
export function isAcceptable({ sheet, comparison, options }: Plan): boolean {
  const { errors, earlier } = comparison;
  return earlier === undefined && !sheet.stopped && (errors.length === 0 || options.partial);
}

/** What the plan does, or would do. */
export function describeImport(mess: Mess, plan: Plan): ImportReport {
  const { source, options, file, sheet, comparison } = plan;
  const { added, matched, voided, errors, earlier, months } = comparison;
  const applies = isAcceptable(plan);
  return {
    file: source.name,
    rows: sheet.rows,
    inserted: applies ? added.length : 0,
    updated: 0,
    unchanged: matched.length,
    blank: sheet.blank,
    skipped: sheet.skipped + voided.length,
    rejected: earlier === undefined ? sheet.countRejected() : 0,
    dryRun: options.dryRun,
    partial: applies && errors.length > 0,
    stopped: sheet.stopped,
    errors,
    months,
    readAs: file?.readAs ?? null,
    importNo: null,
    earlier: earlier ? { no: earlier.no, at: earlier.at, by: earlier.by } : null,
    warnings: applies || earlier !== undefined ? listWarnings(mess, plan) : [],
  };
}

function listWarnings(mess: Mess, { source, comparison }: Plan): Warning[] {
  const { added, voided, doubled, lost, earlier } = comparison;
  const names = (numbers: readonly number[]) => nameSome(formatRanges(numbers).split(' '));
  const rows = voided.length === 1 ? '1 row was' : `${voided.length} rows were`;
  const ofVoided =
    voided.length === 0
      ? []
      : [
          createWarning(
            'voided_before',
            `${rows} recorded before and taken back: ${names(voided)}.`,
          ),
        ];
  if (earlier !== undefined) return ofVoided;
  const now = today(mess);
  const future = added.filter(({ date }) => date > now).map(({ line }) => line);
  return [
    ...(future.length > 0
      ? [createWarning('in_the_future', `Dated in the future: ${nameLines(future)}.`)]
      : []),
    ...(doubled.length > 0
      ? [
          createWarning(
            'same_already',
            `The same as an earlier row, and taken all the same: ${nameLines(doubled)}.`,
          ),
        ]
      : []),
    ...ofVoided,
    ...(lost.length > 0
      ? [
          createWarning(
            'rows_gone',
            `Recorded from an earlier state of this sheet and not among the rows of ${source.name} any more: ${names(lost)}.`,
            { numbers: formatRanges(lost.slice(0, 10)) },
          ),
        ]
      : []),
  ];
}

function nameLines(lines: readonly number[]): string {
  return `${lines.length === 1 ? 'line' : 'lines'} ${nameSome(lines.map(String))}`;
}
