import type {
  ClearedAttendance,
  RecordedAttendance,
  StudentAttendance,
} from '../domain/attendance/attendance.ts';
import type { ImportRecord, UndoneImport } from '../domain/imports/import-record.ts';
import { daysAsNumber } from '../domain/values/days.ts';
import { calendarDays, type Month } from '../domain/values/month.ts';
import type { Told } from '../errors.ts';
import { documentMaker, type Fields, type RecordOf } from './fields.ts';
import type {
  AttendanceDocument,
  AttendanceImportDocument,
  AttendanceToFillInDocument,
  ClearedAttendanceDocument,
  RecordedAttendanceDocument,
  RecordedDaysDocument,
  UndoneImportDocument,
} from './schemas/attendance.ts';
import { type Cell, type Columns, type Sheet, toSheet } from './sheet.ts';

/** What was marked of a student on one day. */
export const DAY_MARK = {
  date: 'day',
  studentId: 'word',
  name: 'text',
  days: { kind: 'days', from: 'daysHundredths' },
  away: { kind: 'flag', from: 'isAway' },
} as const satisfies Fields;

/** Days that were marked, or taken back. */
export function markedDaysDocument({
  marks,
  changed,
  warnings,
}: {
  readonly marks: readonly RecordOf<typeof DAY_MARK>[];
  readonly changed: number;
  readonly warnings: readonly string[];
}) {
  return { marks: marks.map(documentMaker(DAY_MARK)), changed, warnings };
}

/** A mark of a file, and what it means in the mess. */
export const MARK_MEANING = {
  mark: 'word',
  meaning: { kind: 'word?', oneOf: ['present', 'half', 'absent', 'off'] },
  own: { kind: 'flag', from: 'isOwn' },
} as const satisfies Fields;

export function attendanceDocument(student: StudentAttendance): AttendanceDocument {
  const { id, name, daysHundredths } = student;
  const days = daysHundredths === null ? null : daysAsNumber(daysHundredths);
  return { studentId: id, name, days };
}

/** It can be imported as it is, so its columns are those of an attendance file. */
const COLUMNS: Columns<AttendanceDocument & { readonly month: Month }> = {
  student_id: 'studentId',
  name: 'name',
  month: 'month',
  days_present: 'days',
};

export function attendanceSheet(month: Month, roll: readonly AttendanceDocument[]): Sheet {
  return toSheet(
    COLUMNS,
    roll.map((student) => ({ ...student, month })),
  );
}

export function recordedAttendanceDocument(
  recorded: Told<RecordedAttendance>,
): RecordedAttendanceDocument {
  const { studentId, name, month, daysHundredths, warnings } = recorded;
  return { studentId, name, month, days: daysAsNumber(daysHundredths), warnings };
}

export function recordedAttendanceSheet(recorded: RecordedAttendanceDocument): Sheet {
  return toSheet(COLUMNS, [recorded]);
}

/** Of many students at once. */
export function recordedDaysDocument({
  month,
  changed,
  warnings,
}: {
  readonly month: Month;
  readonly changed: readonly {
    readonly studentId: string;
    readonly name: string;
    readonly beforeHundredths: number | null;
    readonly daysHundredths: number;
  }[];
  readonly warnings: readonly string[];
}): RecordedDaysDocument {
  return {
    month,
    changed: changed.map(({ studentId, name, beforeHundredths: before, daysHundredths }) => {
      const days = daysAsNumber(daysHundredths);
      return { studentId, name, before: before === null ? null : daysAsNumber(before), days };
    }),
    warnings: [...warnings],
  };
}

/** `days` are those that were recorded; null where only daily marks were. */
export function clearedAttendanceDocument(
  cleared: Told<ClearedAttendance>,
): ClearedAttendanceDocument {
  const { studentId, name, month, daysHundredths, warnings } = cleared;
  const days = daysHundredths === null ? null : daysAsNumber(daysHundredths);
  return { studentId, name, month, days, warnings };
}

export function clearedAttendanceSheet(cleared: ClearedAttendanceDocument): Sheet {
  return toSheet(COLUMNS, [cleared]);
}

export const TEMPLATE_LAYOUTS = ['monthly', 'register'] as const;

export type TemplateLayout = (typeof TEMPLATE_LAYOUTS)[number];

type Named = Pick<StudentAttendance, 'id' | 'name'>;

export function templateDocument(
  month: Month,
  roll: readonly Named[],
): AttendanceToFillInDocument[] {
  return roll.map(({ id, name }) => ({ studentId: id, name, month }));
}

/** With empty cells: one for the days of the month, or one for each day. */
export function templateSheet(month: Month, roll: readonly Named[], layout: TemplateLayout): Sheet {
  const days = Array.from({ length: calendarDays(month) }, (_, index) => String(index + 1));
  const columns = layout === 'register' ? days : ['days_present'];
  return {
    // The month comes last: of rows that end in empty cells some spreadsheets leave these out.
    header: ['student_id', 'name', ...columns, 'month'],
    rows: roll.map(({ id, name }): Cell[] => [id, name, ...columns.map(() => null), month]),
  };
}

export function attendanceImportDocument(record: ImportRecord): AttendanceImportDocument {
  return {
    import: record.no,
    at: record.at,
    by: record.by,
    file: record.file,
    sha256: record.sha256,
    layout: record.layout,
    months: record.months,
    rows: record.rows,
    inserted: record.inserted,
    updated: record.updated,
    unchanged: record.unchanged,
    rejected: record.rejected,
    status: statusOf(record),
  };
}

function statusOf({ undoneBy, rejected }: ImportRecord): AttendanceImportDocument['status'] {
  if (undoneBy !== null) return 'undone';
  return rejected > 0 ? 'partial' : 'taken';
}

const IMPORT_COLUMNS: Columns<AttendanceImportDocument> = {
  import: 'import',
  at: 'at',
  by: 'by',
  file: 'file',
  layout: 'layout',
  months: ({ months }) => months.join(' '),
  rows: 'rows',
  inserted: 'inserted',
  updated: 'updated',
  unchanged: 'unchanged',
  rejected: 'rejected',
  status: 'status',
  sha256: 'sha256',
};

export function attendanceImportSheet(imports: readonly AttendanceImportDocument[]): Sheet {
  return toSheet(IMPORT_COLUMNS, imports);
}

export function undoneImportDocument(undone: UndoneImport): UndoneImportDocument {
  const { record, months, removed, restored } = undone;
  return { ...attendanceImportDocument(record), months, removed, restored };
}

const UNDONE_COLUMNS: Columns<UndoneImportDocument> = {
  import: 'import',
  file: 'file',
  removed: 'removed',
  restored: 'restored',
};

export function undoneImportSheet(undone: UndoneImportDocument): Sheet {
  return toSheet(UNDONE_COLUMNS, [undone]);
}
