import { originalReportDocument, originalReportSheet } from '../../documents/original.ts';
import {
  countRows,
  ORIGINAL_TABLE_NAMES,
  type OriginalError,
  type OriginalReport,
  type OriginalTable,
} from '../../domain/original/original.ts';
import { nameRow } from '../../domain/original/table-check.ts';
import { shorten, visible } from '../../domain/values/text.ts';
import type { Told } from '../../errors.ts';
import { renderTable } from '../page/table.ts';
import type { View } from '../page/view.ts';

const TITLES: Readonly<Record<OriginalTable, string>> = {
  student: 'Students',
  attendance: 'Months of attendance',
  expense: 'Bills',
  student_expense: 'Shares of bills',
  admin: 'Admins',
};

export function originalReportView(report: Told<OriginalReport>): View {
  const { file, tables, dryRun } = report;
  const document = originalReportDocument(report);
  return {
    json: () => document,
    csv: () => originalReportSheet(document),
    text: function* (page) {
      yield `${visible(file)}\n\n`;
      const numbers = ['Rows', 'New', 'Unchanged', 'Differ', 'Blank', 'Rejected'];
      const right = (title: string) => ({ title, align: 'right', drop: 1 }) as const;
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
