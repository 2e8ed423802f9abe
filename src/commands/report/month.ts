import { monthReportDocument, monthReportSheet } from '../../documents/reports/month.ts';
import { reportMonth as readMonth } from '../../operations/reports/month-report.ts';
import { monthReport } from '../../output/reports/month.ts';
import { reportView } from '../../output/reports/view.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { getMonth, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { AS_A_PAGE, drawingOptions, toDrawing } from './options.ts';

export const reportMonth = defineVerb({
  name: 'month',
  summary: 'Report a month: what was spent, billed, collected, and what is owed at its end',
  details: [
    'What a day and a student day come to is rounded, to compare months by: no share is made of it.',
    AS_A_PAGE,
  ].join('\n\n'),
  examples: [
    'mess report month --month 2025-05',
    'mess report month --month previous --chart',
    'mess report month --month 2025-05 --output may.html',
  ],
  permission: "see everybody's dues",
  hasPage: true,
  takes: { month: monthOption(), ...drawingOptions() },
  async run({ mess, actor, answer, files, terminal }, { chart, font, ...values }) {
    const month = await getMonth(terminal, mess, values.month, 'read a bill');
    const report = await readMonth(mess, actor, month);
    const bill = report.bill && sayWarnings(report.bill);
    const document = monthReportDocument({ ...report, bill }, mess.settings.currencyDecimals);
    await answer.print(
      reportView(document, monthReport, monthReportSheet, toDrawing(mess, files, { chart, font })),
    );
  },
});
