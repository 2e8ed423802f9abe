import { DAY_MARK } from '../../documents/attendance.ts';
import { listDailyMarks } from '../../operations/attendance/daily-marks.ts';
import { recordListView } from '../../output/page/records.ts';
import { idArgument } from '../options/arguments.ts';
import { getMonth, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const attendanceDays = defineVerb({
  name: 'days',
  summary: 'List what was marked day by day in a month',
  examples: [
    'mess attendance days S001 --month 2025-05',
    'mess attendance days --month this --output days.csv',
  ],
  permission: 'see attendance',
  takes: {
    id: idArgument('[ID]', 'the id of the student; everybody when left out'),
    month: monthOption(),
  },
  async run({ mess, actor, answer, terminal }, { id, ...values }) {
    const month = await getMonth(terminal, mess, values.month);
    const marks = await listDailyMarks(mess, actor, { month, id });
    await answer.print(
      recordListView(DAY_MARK, marks, mess.settings, { none: 'No day of the month is marked.' }),
    );
  },
});
