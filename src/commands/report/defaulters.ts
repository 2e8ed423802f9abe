import { defaultersDocument, defaultersSheet } from '../../documents/reports/money.ts';
import { parseBranch } from '../../domain/students/student.ts';
import { reportDefaulters as readDefaulters } from '../../operations/reports/defaulters.ts';
import { defaultersReport } from '../../output/reports/money.ts';
import { reportView } from '../../output/reports/view.ts';
import { dateOption, toDate } from '../options/dates.ts';
import { amountOption, toAmountMinor, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { AS_A_PAGE, drawingOptions, toDrawing } from './options.ts';

export const reportDefaulters = defineVerb({
  name: 'defaulters',
  summary: 'Report who is late with paying, and how much of it in each branch',
  details: AS_A_PAGE,
  examples: [
    'mess report defaulters',
    'mess report defaulters --over 8000 --output defaulters.html',
  ],
  permission: "see everybody's dues",
  hasPage: true,
  takes: {
    over: amountOption('--over <AMOUNT>', 'only who owes more than this'),
    branch: valueOption('--branch <BRANCH>', 'only of this branch', parseBranch),
    asOf: dateOption('--as-of <DATE>', 'as it was at the end of that day'),
    ...drawingOptions(),
  },
  async run({ mess, actor, answer, files }, { over, branch, chart, font, ...values }) {
    const report = await readDefaulters(mess, actor, {
      overMinor: over && toAmountMinor(mess, '--over', over),
      branch,
      asOf: toDate(mess, '--as-of', values.asOf),
    });
    const document = defaultersDocument(report, mess.settings.currencyDecimals);
    await answer.print(
      reportView(
        document,
        defaultersReport,
        defaultersSheet,
        toDrawing(mess, files, { chart, font }),
      ),
    );
  },
});
