import { type Static, Type } from 'typebox';
import { DAY_MARK, MARK_MEANING } from '../attendance.ts';
import { schemaOfFields } from './parts/fields.ts';
import { Days, listOf, Month, nullable, Time, Warnings } from './parts/values.ts';

export const Attendance = Type.Object(
  {
    studentId: Type.String(),
    name: Type.String(),
    days: nullable(Days, { description: 'null where none is recorded' }),
  },
  { $id: 'Attendance' },
);
export type AttendanceDocument = Static<typeof Attendance>;

export const RecordedAttendance = Type.Object(
  { studentId: Type.String(), name: Type.String(), month: Month, days: Days, warnings: Warnings },
  { $id: 'RecordedAttendance' },
);
export type RecordedAttendanceDocument = Static<typeof RecordedAttendance>;

export const RecordedDays = Type.Object(
  {
    month: Month,
    changed: listOf(
      Type.Object({
        studentId: Type.String(),
        name: Type.String(),
        before: nullable(Days, { description: 'null where none was recorded' }),
        days: Days,
      }),
      { description: 'those whose days are others now' },
    ),
    warnings: Warnings,
  },
  { $id: 'RecordedDays' },
);
export type RecordedDaysDocument = Static<typeof RecordedDays>;

export const ClearedAttendance = Type.Object(
  {
    ...RecordedAttendance.properties,
    days: nullable(Days, { description: 'null where only daily marks were' }),
  },
  { $id: 'ClearedAttendance' },
);
export type ClearedAttendanceDocument = Static<typeof ClearedAttendance>;

export const DayMark = schemaOfFields('DayMark', DAY_MARK);

export const MarkMeaning = schemaOfFields('MarkMeaning', MARK_MEANING);

export const MarkedDays = Type.Object(
  { marks: listOf(DayMark), changed: Type.Integer(), warnings: Warnings },
  { $id: 'MarkedDays' },
);

export const AttendanceToFillIn = Type.Object(
  { studentId: Type.String(), name: Type.String(), month: Month },
  { $id: 'AttendanceToFillIn' },
);
export type AttendanceToFillInDocument = Static<typeof AttendanceToFillIn>;

export const AttendanceImport = Type.Object(
  {
    import: Type.Integer(),
    at: Time,
    by: nullable(Type.String()),
    file: Type.String(),
    sha256: Type.String(),
    layout: Type.String(),
    months: listOf(Month),
    rows: Type.Integer(),
    inserted: Type.Integer(),
    updated: Type.Integer(),
    unchanged: Type.Integer(),
    rejected: Type.Integer(),
    status: Type.Enum(['taken', 'partial', 'undone']),
  },
  { $id: 'AttendanceImport' },
);
export type AttendanceImportDocument = Static<typeof AttendanceImport>;

export const UndoneImport = Type.Object(
  { ...AttendanceImport.properties, removed: Type.Integer(), restored: Type.Integer() },
  { $id: 'UndoneImport' },
);
export type UndoneImportDocument = Static<typeof UndoneImport>;
