import { yearReportDocument, yearReportSheet } from '../../documents/reports/year.ts';
import { parseReportYear } from '../../domain/reports/report-year.ts';
import { reportYear as readYear } from '../../operations/reports/year-report.ts';
import { reportView } from '../../output/reports/view.ts';
import { yearReport } from '../../output/reports/year.ts';
import { valueArgument } from '../options/arguments.ts';
import { defineVerb } from '../verb.ts';
import { AS_A_PAGE, drawingOptions, toDrawing } from './options.ts';

export const reportYear = defineVerb({
  name: 'year',
  summary: 'Report a year month by month: spent, billed, collected, owed, and by heads',
  details: [
    'YEAR is a financial year from April on, such as 2025-26, or a calendar year, such as 2025. What is not paid of a bill is as of today.',
    AS_A_PAGE,
  ].join('\n\n'),
  examples: [
    'mess report year 2025-26',
    'mess report year 2025 --chart',
    'mess report year 2025-26 --output year.html',
  ],
  permission: "see everybody's dues",
  hasPage: true,
  takes: {
    year: valueArgument('<YEAR>', 'the year, such as 2025-26 or 2025', parseReportYear),
    ...drawingOptions(),
  },
  async run({ mess, actor, answer, files }, { year, chart, font }) {
    const report = await readYear(mess, actor, year);
    const document = yearReportDocument(report, mess.settings.currencyDecimals);
    await answer.print(
      reportView(document, yearReport, yearReportSheet, toDrawing(mess, files, { chart, font })),
    );
  },
});
