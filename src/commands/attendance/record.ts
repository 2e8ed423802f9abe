import { requirePermission } from '../../auth/permissions.ts';
import { parseDays } from '../../domain/values/days.ts';
import { parseId } from '../../domain/values/id.ts';
import type { MonthReference } from '../../domain/values/month.ts';
import { recordAttendance } from '../../operations/attendance/attendance.ts';
import { recordedView } from '../../output/attendance/attendance.ts';
import {
  checkRule,
  getMonth,
  givenOrAsked,
  idArgument,
  monthOption,
  valueOption,
} from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

interface RecordOptions {
  readonly month?: MonthReference;
  readonly days?: number;
}

export const declareAttendanceRecord: Declare = (attendance, context) => {
  addVerb(attendance, {
    usage: 'record',
    summary: 'Record the days one student was present in a month',
    details: 'Recording again replaces the figure.',
    examples: [
      'mess attendance record S001 --month 2025-05 --days 28',
      'mess attendance record S002 --month previous --days 14.5',
    ],
  })
    .addArgument(idArgument('[ID]', 'the id of the student'))
    .addOption(monthOption('the month, like 2025-05 or May 2025, or this, or previous'))
    .addOption(valueOption('--days <DAYS>', 'days present, like 28 or 28.5', parseDays))
    .action(async (given: string | undefined, options: RecordOptions) => {
      const mess = await context.open();
      const actor = await context.actor();
      requirePermission(actor, 'record attendance');
      const id = await givenOrAsked(context, given, 'ID', 'Id of the student', parseId);
      const month = await getMonth(context, mess, options.month);
      const daysHundredths = await givenOrAsked(
        context,
        options.days,
        '--days',
        'Days present',
        parseDays,
      );
      const recorded = await checkRule('--days', () =>
        recordAttendance(mess, actor, { id, month, daysHundredths }),
      );
      context.warn(recorded.warnings);
      await context.print(recordedView(recorded));
    });
};
