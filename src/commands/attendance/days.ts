import { DAY_MARK } from '../../documents/attendance.ts';
import { listDailyMarks } from '../../operations/attendance/daily-marks.ts';
import { recordListView } from '../../output/page/records.ts';
import { getMonth, idArgument, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const attendanceDays = defineVerb({
  name: 'days',
  summary: 'List what was marked day by day in a month',
  examples: [
    'mess attendance days S001 --month 2025-05',
    'mess attendance days --month this --output days.csv',
  ],
  permission: 'see attendance',
  takes: { id: idArgument('[ID]', 'one student only'), month: monthOption() },
  async run({ mess, actor, answer, terminal }, { id, ...values }) {
    const month = await getMonth(terminal, mess, values.month);
    const marks = await listDailyMarks(mess, actor, { month, id });
    await answer.print(
      recordListView(DAY_MARK, marks, mess.settings, { none: 'No day of the month is marked.' }),
    );
  },
});
