import { Type } from 'typebox';
import {
  AttendanceImportReport,
  ImportReport,
  PurchaseImportReport,
} from '../../../documents/schemas/imports.ts';
import { ATTENDANCE_LAYOUTS } from '../../../domain/attendance/figures.ts';
import { parseOwnMark } from '../../../domain/attendance/mark.ts';
import { ON_CONFLICT } from '../../../domain/students/file-check.ts';
import { parseId } from '../../../domain/values/id.ts';
import { findSinceWord } from '../../../domain/values/month.ts';
import { splitList } from '../../../domain/values/text.ts';
import { parseTimeZone } from '../../../domain/values/time-zone.ts';
import { NAMEABLE_COLUMNS } from '../../../input/attendance/deciding-columns.ts';
import { PURCHASE_COLUMNS } from '../../../input/purchases/file.ts';
import { STUDENT_COLUMNS } from '../../../input/students/file.ts';
import { planAttendanceImport } from '../../../operations/attendance/imports/import.ts';
import { findSinceDay } from '../../../operations/billing/months.ts';
import type { Mess } from '../../../operations/mess/mess.ts';
import { planPurchaseImport } from '../../../operations/purchases/import.ts';
import { planStudentImport } from '../../../operations/students/import.ts';
import { inOrder, parseField, parseOptional } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { Flag, isSet, keys, readDay, readMonth, Text } from '../input.ts';
import { readOptionalDay } from '../money-input.ts';
import { IMPORT_KEYS, listed, readFileOptions, readProfile, Several } from './reading.ts';
import { runImport } from './run-import.ts';

export const DETAILS =
  'The file is the body, as text/csv or application/octet-stream, or the file of a multipart form. With mistakes nothing is written, and the error has the report in its details; with partial the good rows are written. A basis, of the dry run that was looked at, writes what it showed of the same file, or nothing.';

/** A date, or a word for one that is another as time goes on. */
async function readSince(mess: Mess, given: string | undefined): Promise<string | undefined> {
  if (given === undefined) return undefined;
  const word = findSinceWord(given);
  return word === undefined ? readDay(mess, 'from', given) : findSinceDay(mess, word);
}

function parseIds(text: string): readonly string[] {
  return splitList(text).map(parseId);
}

export const IMPORT_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'importStudents',
    method: 'POST',
    path: '/students/imports',
    summary: 'Import a file of students',
    details: `${DETAILS} With onConflict update a file may have an id and only what is to change of students on the roll, such as their e-mail addresses.`,
    permission: 'change the roll',
    takesFile: true,
    isHeavy: true,
    query: keys({
      ...IMPORT_KEYS,
      onConflict: Type.Optional(Type.Enum([...ON_CONFLICT])),
      unlikely: Type.Optional(Flag),
    }),
    answer: ImportReport,
    async run(scope, { query }) {
      const { mess, actor } = scope;
      const kept = await readProfile(scope, query, 'students');
      const file = readFileOptions(query, kept, STUDENT_COLUMNS);
      const { onConflict = 'error' } = query;
      const insisting = { onConflict, unlikely: isSet(query.unlikely) };
      return runImport(scope, query, (source, more, onProgress) =>
        planStudentImport(mess, actor, source, { ...more, file, ...insisting }, onProgress),
      );
    },
  }),
  defineEndpoint({
    name: 'importAttendance',
    method: 'POST',
    path: '/attendance/imports',
    summary: 'Import a file of attendance: figures of months, registers, daily marks, or punches',
    details: DETAILS,
    permission: 'import attendance',
    takesFile: true,
    isHeavy: true,
    query: keys({
      ...IMPORT_KEYS,
      month: Type.Optional(Text),
      layout: Type.Optional(Type.Enum([...ATTENDANCE_LAYOUTS])),
      mark: Several,
      replace: Type.Optional(Flag),
      beyondMembership: Type.Optional(Flag),
      unlikely: Type.Optional(Flag),
      again: Type.Optional(Flag),
      from: Type.Optional(Text),
      to: Type.Optional(Text),
      timeZone: Type.Optional(Text),
      notStudents: Type.Optional(
        Type.String({ maxLength: 10_000, description: 'ids, with commas between them' }),
      ),
    }),
    answer: AttendanceImportReport,
    async run(scope, { query }) {
      const { mess, actor } = scope;
      const kept = await readProfile(scope, query, 'attendance');
      const { from, to } = inOrder(
        await readSince(mess, query.from ?? kept.from),
        readOptionalDay(mess, 'to', query.to),
      );
      const marks = listed(query.mark).map((each) => parseField('mark', parseOwnMark, each));
      const file = {
        ...readFileOptions(query, kept, NAMEABLE_COLUMNS),
        month: query.month === undefined ? undefined : readMonth(mess, 'month', query.month),
        layout: query.layout ?? kept.layout,
        timeZone: parseOptional('timeZone', parseTimeZone, query.timeZone) ?? kept.timeZone,
        marks: marks.length > 0 ? marks : kept.marks,
        from,
        to,
      };
      const insisting = {
        replace: isSet(query.replace),
        beyondMembership: isSet(query.beyondMembership),
        unlikely: isSet(query.unlikely),
        again: isSet(query.again),
        notStudents:
          parseOptional('notStudents', parseIds, query.notStudents) ?? kept.notStudents ?? [],
      };
      return runImport(scope, query, (source, more, onProgress) =>
        planAttendanceImport(mess, actor, source, { ...more, file, ...insisting }, onProgress),
      );
    },
  }),
  defineEndpoint({
    name: 'importPurchases',
    method: 'POST',
    path: '/purchases/imports',
    summary: 'Import a file of purchases',
    details: DETAILS,
    permission: 'enter purchases',
    takesFile: true,
    isHeavy: true,
    query: keys({
      ...IMPORT_KEYS,
      again: Type.Optional(Flag),
      unlikely: Type.Optional(Flag),
    }),
    answer: PurchaseImportReport,
    async run(scope, { query }) {
      const { mess, actor } = scope;
      const kept = await readProfile(scope, query, 'purchases');
      const file = readFileOptions(query, kept, PURCHASE_COLUMNS);
      const insisting = { again: isSet(query.again), unlikely: isSet(query.unlikely) };
      return runImport(scope, query, (source, more, onProgress) =>
        planPurchaseImport(mess, actor, source, { ...more, file, ...insisting }, onProgress),
      );
    },
  }),
];
