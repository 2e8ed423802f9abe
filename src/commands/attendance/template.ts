import { Option } from 'commander';
import { requirePermission } from '../../auth/permissions.ts';
import type { MonthReference } from '../../domain/values/month.ts';
import { showAttendance } from '../../operations/attendance/attendance.ts';
import { TEMPLATE_LAYOUTS, templateView } from '../../output/attendance/template.ts';
import { getMonth, monthOption } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

interface TemplateOptions {
  readonly month?: MonthReference;
  readonly layout: (typeof TEMPLATE_LAYOUTS)[number];
}

export const declareAttendanceTemplate: Declare = (attendance, context) => {
  addVerb(attendance, {
    usage: 'template',
    summary: 'Write an attendance sheet to fill in',
    details:
      'CSV of everybody on the roll in the month, with empty days: for a spreadsheet, and from there for mess attendance import. What is left empty changes nothing.',
    examples: [
      'mess attendance template --month 2025-05 --output may.csv',
      'mess attendance template --month this --layout register --output register.csv',
    ],
  })
    .addOption(monthOption())
    .addOption(
      new Option('--layout <NAME>', 'monthly: one figure a student; register: a cell a day')
        .choices(TEMPLATE_LAYOUTS)
        .default('monthly'),
    )
    .action(async (options: TemplateOptions) => {
      const mess = await context.open();
      const actor = await context.actor();
      requirePermission(actor, 'see attendance');
      const month = await getMonth(context, mess, options.month);
      const roll = await showAttendance(mess, actor, month);
      await context.print(templateView(month, roll, options.layout));
    });
};
