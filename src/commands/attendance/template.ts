import { TEMPLATE_LAYOUTS } from '../../documents/attendance.ts';
import { monthName } from '../../domain/values/month.ts';
import { showAttendance } from '../../operations/attendance/attendance.ts';
import { templateView } from '../../output/attendance/template.ts';
import { choiceOption, getMonth, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const attendanceTemplate = defineVerb({
  name: 'template',
  summary: 'Write an attendance sheet to fill in',
  details:
    'CSV of everybody on the roll in the month, with empty days: for a spreadsheet, and from there for mess attendance import. What is left empty changes nothing. What may stand in the cells of a register: mess attendance marks.',
  examples: [
    'mess attendance template --month 2025-05 --output may.csv',
    'mess attendance template --month this --layout register --output register.csv',
  ],
  permission: 'see attendance',
  takes: {
    month: monthOption(),
    layout: choiceOption(
      '--layout <NAME>',
      'monthly: one figure a student; register: a cell a day',
      TEMPLATE_LAYOUTS,
      'monthly',
    ),
  },
  async run({ mess, actor, answer, terminal }, { layout, ...values }) {
    const month = await getMonth(terminal, mess, values.month);
    await answer.print(templateView(month, await showAttendance(mess, actor, month), layout));
    if (answer.output !== undefined) answer.note(`It is for ${monthName(month)}.`);
  },
});
