import {
  ORIGINAL_TABLE_NAMES,
  type OriginalError,
  type OriginalReport,
  type OriginalTable,
} from '../../domain/original/original.ts';
import { nameRow } from '../../domain/original/table-check.ts';
import type { Told } from '../../errors.ts';
import { renderTable } from '../page/table.ts';
import { shorten, visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

const TITLES: Readonly<Record<OriginalTable, string>> = {
  student: 'Students',
  attendance: 'Months of attendance',
  expense: 'Bills',
  student_expense: 'Shares of bills',
  admin: 'Admins',
};

/** How many rows of all tables. */
export function countRows(
  { tables }: Told<OriginalReport>,
  what: 'rows' | 'inserted' | 'unchanged' | 'skipped' | 'blank' | 'rejected',
): number {
  return ORIGINAL_TABLE_NAMES.reduce((sum, table) => sum + tables[table][what], 0);
}

export function originalReportView(report: Told<OriginalReport>): View {
  const { file, tables, dryRun, partial, errors, warnings } = report;
  return {
    json: () => ({
      file,
      rows: countRows(report, 'rows'),
      inserted: countRows(report, 'inserted'),
      updated: 0,
      unchanged: countRows(report, 'unchanged'),
      blank: countRows(report, 'blank'),
      skipped: countRows(report, 'skipped'),
      rejected: countRows(report, 'rejected'),
      dryRun,
      partial,
      tables,
      errors,
      warnings,
    }),
    csv: () => ({
      header: ['table', 'rows', 'inserted', 'unchanged', 'skipped', 'blank', 'rejected', 'dry_run'],
      rows: ORIGINAL_TABLE_NAMES.map((table) => {
        const { rows, inserted, unchanged, skipped, blank, rejected } = tables[table];
        return [table, rows, inserted, unchanged, skipped, blank, rejected, String(dryRun)];
      }),
    }),
    text: function* (page) {
      yield `${visible(file)}\n\n`;
      const numbers = ['Rows', 'New', 'Unchanged', 'Differ', 'Blank', 'Rejected'];
      const right = (title: string) => ({ title, align: 'right' }) as const;
      yield* renderTable(
        {
          columns: [{ title: 'What' }, ...numbers.map(right)],
          rows: ORIGINAL_TABLE_NAMES.map((table) => {
            const { rows, inserted, unchanged, skipped, blank, rejected } = tables[table];
            const counts = [rows, inserted, unchanged, skipped, blank, rejected];
            return [TITLES[table], ...counts.map((count) => count.toLocaleString('en'))];
          }),
        },
        page,
      );
      if (dryRun) yield '\nDry run: nothing was written.\n';
      else if (countRows(report, 'inserted') === 0) yield '\nNothing changed.\n';
    },
  };
}

/** One mistake on one line: `TABLE KEY: COLUMN: sentence (value)`. */
export function originalErrorLine(error: OriginalError): string {
  const value = error.value === '' ? '' : ` (${shorten(error.value)})`;
  return visible(`${shorten(nameRow(error))}: ${error.column}: ${error.message}${value}`);
}
