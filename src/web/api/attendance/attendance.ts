import { Type } from 'typebox';
import {
  attendanceDocument,
  clearedAttendanceDocument,
  recordedAttendanceDocument,
  templateDocument,
} from '../../../documents/attendance.ts';
import {
  Attendance,
  AttendanceToFillIn,
  ClearedAttendance,
  RecordedAttendance,
} from '../../../documents/schemas/attendance.ts';
import { listOf } from '../../../documents/schemas/parts/values.ts';
import { parseDays } from '../../../domain/values/days.ts';
import { parseId } from '../../../domain/values/id.ts';
import {
  clearAttendance,
  recordAttendance,
  showAttendance,
} from '../../../operations/attendance/attendance.ts';
import { checkFieldLater, parseField } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { Figure, keys, readMonth, told, Unlikely } from '../input.ts';

export const BeyondMembership = Type.Optional(
  Type.Boolean({ description: 'days before the joining or after the leaving are taken' }),
);

export const ATTENDANCE_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'showAttendance',
    method: 'GET',
    path: '/attendance/:month',
    summary: 'The attendance of everybody on the roll in a month',
    permission: 'see attendance',
    answer: listOf(Attendance),
    async run({ mess, actor }, { params }) {
      const month = readMonth(mess, 'month', params.month);
      return (await showAttendance(mess, actor, month)).map(attendanceDocument);
    },
  }),
  defineEndpoint({
    name: 'recordAttendance',
    method: 'PUT',
    path: '/attendance/:month/:id',
    summary: 'Record the days one student was present in a month',
    permission: 'record attendance',
    body: keys({
      days: Figure,
      replace: Type.Optional(Type.Boolean({ description: 'drop what was marked day by day' })),
      beyondMembership: BeyondMembership,
      unlikely: Unlikely,
    }),
    answer: RecordedAttendance,
    async run({ mess, actor }, { params, body }) {
      const { days, replace = false, beyondMembership = false, unlikely = false } = body;
      const recorded = await checkFieldLater('days', () =>
        recordAttendance(mess, actor, {
          id: parseField('id', parseId, params.id),
          month: readMonth(mess, 'month', params.month),
          daysHundredths: parseField('days', parseDays, days),
          replace,
          beyondMembership,
          unlikely,
        }),
      );
      return recordedAttendanceDocument(told(recorded));
    },
  }),
  defineEndpoint({
    name: 'clearAttendance',
    method: 'DELETE',
    path: '/attendance/:month/:id',
    summary: 'Take out what is recorded of one student in a month',
    permission: 'clear attendance',
    answer: ClearedAttendance,
    async run({ mess, actor }, { params }) {
      const id = parseField('id', parseId, params.id);
      const month = readMonth(mess, 'month', params.month);
      return clearedAttendanceDocument(told(await clearAttendance(mess, actor, { id, month })));
    },
  }),
  defineEndpoint({
    name: 'showAttendanceTemplate',
    method: 'GET',
    path: '/attendance/:month/template',
    summary: 'Everybody whose days of a month are to be filled in',
    permission: 'see attendance',
    answer: listOf(AttendanceToFillIn),
    async run({ mess, actor }, { params }) {
      const month = readMonth(mess, 'month', params.month);
      return templateDocument(month, await showAttendance(mess, actor, month));
    },
  }),
];
