import { formatDays } from '../../domain/values/days.ts';
import { clearAttendance } from '../../operations/attendance/attendance.ts';
import { clearedView } from '../../output/attendance/attendance.ts';
import { enterUnlessSlip } from '../ask-if-doubtful.ts';
import { studentArgument } from '../options/arguments.ts';
import { getMonth, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const attendanceClear = defineVerb({
  name: 'clear',
  summary: 'Take out what is recorded of one student in a month',
  details:
    'For a figure that should not be there at all; to correct a wrong one, record it again. Afterwards it is as if nothing was ever recorded for the student in that month, and the student is named where attendance is missing.',
  examples: ['mess attendance clear S001 --month 2025-05'],
  permission: 'clear attendance',
  takes: { id: studentArgument('<ID>'), month: monthOption() },
  async run(context, values) {
    const { mess, actor, answer, terminal } = context;
    const { id } = values;
    const month = await getMonth(terminal, mess, values.month);
    const cleared = await enterUnlessSlip(context, {
      question: 'Take it out?',
      work: (on) => clearAttendance(on, actor, { id, month }),
      takeBack: () => undefined,
    });
    await answer.print(clearedView(cleared));
    const { studentId, daysHundredths, hadMarks } = cleared;
    if (daysHundredths === null || hadMarks || answer.format === 'json') return;
    const days = formatDays(daysHundredths);
    answer.note(
      `To take it back: mess attendance record ${studentId} --month ${month} --days ${days}`,
    );
  },
});
