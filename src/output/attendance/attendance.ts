import {
  attendanceDocument,
  attendanceSheet,
  clearedAttendanceDocument,
  clearedAttendanceSheet,
  recordedAttendanceDocument,
  recordedAttendanceSheet,
} from '../../documents/attendance.ts';
import type {
  ClearedAttendance,
  RecordedAttendance,
  StudentAttendance,
} from '../../domain/attendance/attendance.ts';
import { formatDays } from '../../domain/values/days.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import type { Told } from '../../errors.ts';
import { sentenceView } from '../page/sentence.ts';
import { renderTable } from '../page/table.ts';
import type { View } from '../page/view.ts';

export function attendanceView(month: Month, roll: readonly StudentAttendance[]): View {
  const document = () => roll.map(attendanceDocument);
  return {
    json: document,
    csv: () => attendanceSheet(month, document()),
    names: { headings: { ID: 'student_id' }, keys: { days_present: 'days' } },
    text: function* (page) {
      yield `Attendance in ${monthName(month)}\n\n`;
      if (roll.length === 0) {
        yield 'Nobody is on the roll.\n';
        return;
      }
      const recorded = roll.filter(({ daysHundredths }) => daysHundredths !== null);
      const sum = recorded.reduce((days, { daysHundredths }) => days + (daysHundredths ?? 0), 0);
      yield* renderTable(
        {
          columns: [
            { title: 'ID' },
            { title: 'Name', flexible: true },
            { title: 'Days', align: 'right' },
          ],
          rows: roll.map(({ id, name, daysHundredths }) => [
            id,
            name,
            daysHundredths === null ? '-' : formatDays(daysHundredths),
          ]),
          footer: ['', `${recorded.length} of ${roll.length} recorded`, formatDays(sum)],
        },
        page,
      );
    },
  };
}

export function recordedView(recorded: Told<RecordedAttendance>): View {
  const { studentId, name, month, beforeHundredths, daysHundredths } = recorded;
  const days = formatDays(daysHundredths);
  const present = `${days} ${days === '1' ? 'day' : 'days'}`;
  const who = `${studentId} (${name})`;
  let sentence = `Recorded: ${who} was present ${present} in ${monthName(month)}.`;
  if (beforeHundredths === daysHundredths) {
    sentence = `Nothing changed: ${who} has ${present} in ${monthName(month)} already.`;
  } else if (beforeHundredths !== null) {
    sentence = `Recorded: ${who} was present ${present} in ${monthName(month)} (it was ${formatDays(beforeHundredths)}).`;
  }
  const document = recordedAttendanceDocument(recorded);
  return sentenceView(document, () => recordedAttendanceSheet(document), sentence);
}

export function clearedView(cleared: Told<ClearedAttendance>): View {
  const { studentId, name, month, daysHundredths } = cleared;
  const days = daysHundredths === null ? null : formatDays(daysHundredths);
  const what = days === null ? 'daily marks' : `${days} ${days === '1' ? 'day' : 'days'}`;
  const sentence = `Taken out: ${what} of ${studentId} (${name}) in ${monthName(month)}.`;
  const document = clearedAttendanceDocument(cleared);
  return sentenceView(document, () => clearedAttendanceSheet(document), sentence);
}
