import type { StudentAttendance } from '../../domain/attendance/attendance.ts';
import { daysAsNumber, formatDays } from '../../domain/values/days.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { renderTable } from '../page/table.ts';
import { visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

/** CSV of this can be imported as it is, so its columns are those of an attendance file. */
export function attendanceView(month: Month, roll: readonly StudentAttendance[]): View {
  return {
    json: () =>
      roll.map(({ id, name, daysHundredths }) => ({
        studentId: id,
        name,
        days: daysHundredths === null ? null : daysAsNumber(daysHundredths),
      })),
    csv: () => ({
      header: ['student_id', 'name', 'month', 'days_present'],
      rows: roll.map(({ id, name, daysHundredths }) => [
        id,
        name,
        month,
        daysHundredths === null ? null : formatDays(daysHundredths),
      ]),
    }),
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

/** What recording one figure did. */
export interface RecordedToShow {
  readonly studentId: string;
  readonly name: string;
  readonly month: Month;
  readonly beforeHundredths: number | null;
  readonly daysHundredths: number;
  readonly warnings: readonly string[];
}

export function recordedView(recorded: RecordedToShow): View {
  const { studentId, name, month, beforeHundredths, daysHundredths, warnings } = recorded;
  const days = formatDays(daysHundredths);
  const present = `${days} ${days === '1' ? 'day' : 'days'}`;
  const who = `${studentId} (${name})`;
  let sentence = `Recorded: ${who} was present ${present} in ${monthName(month)}.`;
  if (beforeHundredths === daysHundredths) {
    sentence = `Nothing changed: ${who} has ${present} in ${monthName(month)} already.`;
  } else if (beforeHundredths !== null) {
    sentence = `Recorded: ${who} was present ${present} in ${monthName(month)} (it was ${formatDays(beforeHundredths)}).`;
  }
  return {
    json: () => ({ studentId, name, month, days: daysAsNumber(daysHundredths), warnings }),
    csv: () => ({
      header: ['student_id', 'name', 'month', 'days_present'],
      rows: [[studentId, name, month, days]],
    }),
    text: () => [`${visible(sentence)}\n`],
  };
}
