import type { ImportReport, RowError } from '../domain/import-report.ts';
import { shorten, visible } from './terminal-text.ts';
import type { View } from './view.ts';

export function importReportView(report: ImportReport): View {
  const { file, rows, inserted, updated, unchanged, blank, rejected, dryRun } = report;
  return {
    json: () => ({
      ...{ file, rows, inserted, updated, unchanged, blank, rejected, dryRun },
      errors: report.errors,
      warnings: report.warnings,
    }),
    csv: () => ({
      header: ['file', 'rows', 'inserted', 'updated', 'unchanged', 'blank', 'rejected', 'dry_run'],
      rows: [[file, rows, inserted, updated, unchanged, blank, rejected, String(dryRun)]],
    }),
    text: () => [`${visible(summary(report))}\n`],
  };
}

function summary(report: ImportReport): string {
  const { file, rows, inserted, updated, unchanged, blank, dryRun } = report;
  const counts = [
    `${inserted} new`,
    `${updated} changed`,
    `${unchanged} unchanged`,
    ...(blank > 0 ? [`${blank} blank`] : []),
  ].join(', ');
  const what = `${rows} ${rows === 1 ? 'row' : 'rows'}: ${counts}.`;
  if (dryRun) return `${file}: ${what} Dry run: nothing was written.`;
  if (inserted + updated === 0) return `${file}: ${what} Nothing changed.`;
  return `${file}: ${what}`;
}

/** One mistake of a file on one line: `FILE:LINE: COLUMN: sentence (value)`. */
export function rowErrorLine(file: string, error: RowError): string {
  const column = error.column === '' ? '' : `${shorten(error.column)}: `;
  const value = error.value === '' ? '' : ` (${shorten(error.value)})`;
  return visible(`${file}:${error.line}: ${column}${error.message}${value}`);
}
