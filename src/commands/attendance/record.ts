import { parseDays } from '../../domain/values/days.ts';
import { recordAttendance } from '../../operations/attendance/attendance.ts';
import { recordedView } from '../../output/attendance/attendance.ts';
import { DATE_DOUBTS, enterUnlessSlip, isInsisted, orAsk } from '../ask-if-doubtful.ts';
import { studentArgument } from '../options/arguments.ts';
import { unlikelyOption } from '../options/unlikely.ts';
import {
  checkRule,
  flagOption,
  getMonth,
  givenOrAsked,
  monthOption,
  valueOption,
} from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { beyondMembershipOption } from './beyond-membership.ts';

export const attendanceRecord = defineVerb({
  name: 'record',
  summary: 'Record the days one student was present in a month',
  details:
    'Recording again replaces the figure. More days than from the joining to the leaving are refused, at a terminal asked about.',
  examples: [
    'mess attendance record S001 --month 2025-05 --days 28',
    'mess attendance record S002 --month previous --days 14.5',
  ],
  permission: 'record attendance',
  takes: {
    id: studentArgument('<ID>'),
    month: monthOption('the month, like 2025-05 or May 2025, or this, or previous'),
    days: valueOption('--days <DAYS>', 'days present, like 28 or 28.5', parseDays),
    replace: flagOption('--replace', 'drop what was marked day by day in the month'),
    beyondMembership: beyondMembershipOption,
    unlikely: unlikelyOption,
  },
  async run(context, values) {
    const { mess, actor, answer, terminal } = context;
    const { id } = values;
    const month = await getMonth(terminal, mess, values.month);
    const daysHundredths = await givenOrAsked(
      terminal,
      values.days,
      '--days',
      'Days present',
      parseDays,
    );
    const recorded = await checkRule('--days', () =>
      enterUnlessSlip(context, {
        question: 'Record it like that?',
        insisted: [
          ...(values.beyondMembership ? (['beyond_membership'] as const) : []),
          ...(values.unlikely ? DATE_DOUBTS : []),
        ],
        work: (on) =>
          recordAttendance(on, actor, {
            id,
            month,
            daysHundredths,
            replace: values.replace === true,
            beyondMembership: isInsisted(context, values.beyondMembership),
            unlikely: isInsisted(context, values.unlikely),
          }),
        takeBack: ({ studentId, beforeHundredths }) =>
          beforeHundredths === null
            ? orAsk(
                actor,
                'clear attendance',
                `mess attendance clear ${studentId} --month ${month}`,
              )
            : `mess attendance record ${studentId} --month ${month} --days DAYS`,
      }),
    );
    await answer.print(recordedView(recorded));
  },
});
