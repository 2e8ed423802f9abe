import { PROFILE_KINDS } from '../domain/imports/profile.ts';
import {
  type ImportReport,
  nameColumn,
  REJECTS_COLUMNS,
  type RejectedRow,
  type Rejects,
  type RowError,
} from '../domain/imports/report.ts';
import type { Told } from '../errors.ts';
import type { Fields } from './fields.ts';
import type { ImportReportDocument } from './schemas/imports.ts';
import { type Cell, type Columns, type Sheet, toSheet } from './sheet.ts';

/** All that a profile keeps of how files are read; null where it is found out of each file. */
export const IMPORT_PROFILE = {
  name: 'text',
  for: { kind: 'word', from: 'kind', oneOf: PROFILE_KINDS },
  layout: 'word?',
  columns: 'words?',
  column: { kind: 'words?', from: 'named' },
  dateFormat: 'text?',
  timeZone: 'word?',
  marks: 'words?',
  notStudents: 'words?',
  from: 'word?',
  encoding: 'word?',
  delimiter: 'word?',
  ignoreUnknown: 'flag',
} as const satisfies Fields;

/** The same in a list, where what it keeps is said in a line. */
export const LISTED_PROFILE = {
  name: 'text',
  for: { kind: 'word', from: 'kind', oneOf: PROFILE_KINDS },
  keeps: 'text',
} as const satisfies Fields;

export function importReportDocument(report: Told<ImportReport>): ImportReportDocument {
  const { changed, marks, notStudents, withoutDays, purchases, charges, readAs } = report;
  return {
    file: report.file,
    rows: report.rows,
    inserted: report.inserted,
    updated: report.updated,
    unchanged: report.unchanged,
    blank: report.blank,
    skipped: report.skipped,
    rejected: report.rejected,
    dryRun: report.dryRun,
    partial: report.partial,
    import: report.importNo,
    ...(changed && { changed }),
    ...(marks && { marks }),
    ...(notStudents && { notStudents }),
    ...(withoutDays && { withoutDays }),
    ...(purchases && { purchases }),
    ...(charges && { charges }),
    alreadyImported: report.earlier,
    readAs: readAs && { ...readAs, months: report.months },
    errors: report.errors,
    warnings: report.warnings,
  };
}

const COLUMNS: Columns<ImportReportDocument> = {
  file: 'file',
  rows: 'rows',
  inserted: 'inserted',
  updated: 'updated',
  unchanged: 'unchanged',
  blank: 'blank',
  skipped: 'skipped',
  rejected: 'rejected',
  dry_run: ({ dryRun }) => String(dryRun),
  import: 'import',
};

export function importReportSheet(report: ImportReportDocument): Sheet {
  return toSheet(COLUMNS, [report]);
}

/** What nobody takes for a value, so that a row that was too short is not taken for a whole one. */
const MISSING = '(missing)';

/** The rejected rows as they came, and why; our own columns are passed over when it is imported. */
export function rejectsSheet({ header, rows }: Rejects): Sheet {
  const width = header.length;
  const own: readonly string[] = REJECTS_COLUMNS;
  // Of a file of rejects that is imported again, the notes of last time are not kept.
  const hasNotes = own.every((name) => header.some((cell) => cell.trim() === name));
  const kept = header.flatMap((cell, index) =>
    hasNotes && own.includes(cell.trim()) ? [] : [index],
  );
  return {
    header: [...kept.map((index) => header[index] ?? ''), ...own],
    rows: rejectedCells(rows(), kept, width),
  };
}

function* rejectedCells(
  rows: Iterable<RejectedRow>,
  kept: readonly number[],
  width: number,
): Iterable<Cell[]> {
  for (const { line, cells, errors } of rows) {
    const isWithheld = errors.length === 0;
    yield [
      ...kept.map((index) => cells[index] ?? MISSING),
      line,
      isWithheld ? 'withheld' : errors.map(({ code }) => code).join(' '),
      isWithheld
        ? 'another row of this student is rejected'
        : errors.map(describeMistake).join('; '),
      // A row with more cells than the header keeps them: they are what is wrong with it.
      ...cells.slice(width),
    ];
  }
}

function describeMistake(error: RowError): string {
  const { column, message } = error;
  return column === '' ? message : `${nameColumn(error)}: ${message}`;
}
