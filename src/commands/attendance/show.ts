import { showAttendance } from '../../operations/attendance/attendance.ts';
import { attendanceView } from '../../output/attendance/attendance.ts';
import { getMonth, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const attendanceShow = defineVerb({
  name: 'show',
  summary: 'Show the attendance of everybody on the roll in a month',
  examples: [
    'mess attendance show --month 2025-05',
    'mess attendance show --month previous --output may.csv',
  ],
  permission: 'see attendance',
  takes: { month: monthOption() },
  async run({ mess, actor, answer, terminal }, values) {
    const month = await getMonth(terminal, mess, values.month);
    await answer.print(attendanceView(month, await showAttendance(mess, actor, month)));
  },
});
