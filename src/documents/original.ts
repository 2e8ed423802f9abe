import { countRows, type OriginalReport } from '../domain/original/original.ts';
import type { Told } from '../errors.ts';
import type { OriginalReportDocument } from './schemas/original.ts';
import { type Columns, type Sheet, toSheet } from './sheet.ts';

export function originalReportDocument(report: Told<OriginalReport>): OriginalReportDocument {
  return {
    file: report.file,
    rows: countRows(report, 'rows'),
    inserted: countRows(report, 'inserted'),
    updated: 0,
    unchanged: countRows(report, 'unchanged'),
    blank: countRows(report, 'blank'),
    skipped: countRows(report, 'skipped'),
    rejected: countRows(report, 'rejected'),
    dryRun: report.dryRun,
    partial: report.partial,
    tables: report.tables,
    errors: report.errors,
    warnings: report.warnings,
  };
}

type TableCounts = OriginalReportDocument['tables'][string];

interface TableRow extends TableCounts {
  readonly table: string;
  readonly dryRun: string;
}

const COLUMNS: Columns<TableRow> = {
  table: 'table',
  rows: 'rows',
  inserted: 'inserted',
  unchanged: 'unchanged',
  skipped: 'skipped',
  blank: 'blank',
  rejected: 'rejected',
  dry_run: 'dryRun',
};

/** A row for each table of the original. */
export function originalReportSheet({ tables, dryRun }: OriginalReportDocument): Sheet {
  const rows = Object.entries(tables).map(([table, counts]) => ({
    ...counts,
    table,
    dryRun: String(dryRun),
  }));
  return toSheet(COLUMNS, rows);
}
