import { attendanceImportDocument, undoneImportDocument } from '../../../documents/attendance.ts';
import { AttendanceImport, UndoneImport } from '../../../documents/schemas/attendance.ts';
import { listOf } from '../../../documents/schemas/parts/values.ts';
import { parseCount } from '../../../domain/values/size.ts';
import {
  listAttendanceImports,
  undoAttendanceImport,
} from '../../../operations/attendance/imports/undo.ts';
import { parseField } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';

export const LISTED_IMPORT_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listAttendanceImports',
    method: 'GET',
    path: '/attendance/imports',
    summary: 'The files of attendance that were imported',
    permission: 'see imports',
    answer: listOf(AttendanceImport),
    async run({ mess, actor }) {
      return (await listAttendanceImports(mess, actor)).map(attendanceImportDocument);
    },
  }),
  defineEndpoint({
    name: 'undoAttendanceImport',
    method: 'POST',
    path: '/attendance/imports/:no/undo',
    summary: 'Take an import of attendance back',
    permission: 'undo imports',
    answer: UndoneImport,
    async run({ mess, actor }, { params }) {
      const no = parseField('no', parseCount, params.no);
      return undoneImportDocument(await undoAttendanceImport(mess, actor, no));
    },
  }),
];
