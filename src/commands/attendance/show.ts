import { requirePermission } from '../../auth/permissions.ts';
import type { MonthReference } from '../../domain/values/month.ts';
import { showAttendance } from '../../operations/attendance/attendance.ts';
import { attendanceView } from '../../output/attendance/attendance.ts';
import { getMonth, monthOption } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareAttendanceShow: Declare = (attendance, context) => {
  addVerb(attendance, {
    usage: 'show',
    summary: 'Show the attendance of everybody on the roll in a month',
    examples: [
      'mess attendance show --month 2025-05',
      'mess attendance show --month previous --output may.csv',
    ],
  })
    .addOption(monthOption())
    .action(async (options: { readonly month?: MonthReference }) => {
      const mess = await context.open();
      const actor = await context.actor();
      requirePermission(actor, 'see attendance');
      const month = await getMonth(context, mess, options.month);
      await context.print(attendanceView(month, await showAttendance(mess, actor, month)));
    });
};
