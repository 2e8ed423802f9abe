import { collectionDocument, collectionSheet } from '../../documents/reports/money.ts';
import { firstDay, monthOfDate } from '../../domain/values/month.ts';
import { today } from '../../operations/mess/mess.ts';
import { reportCollection as readCollection } from '../../operations/reports/collection.ts';
import { collectionReport } from '../../output/reports/money.ts';
import { reportView } from '../../output/reports/view.ts';
import { dateOption, inOrder, toDate } from '../options/dates.ts';
import { defineVerb } from '../verb.ts';
import { AS_A_PAGE, drawingOptions, toDrawing } from './options.ts';

export const reportCollection = defineVerb({
  name: 'collection',
  summary: 'Report the money that came in, by day and method',
  details: [
    'By the day of the money; of this month when nothing is said. What was reversed is not in it.',
    AS_A_PAGE,
  ].join('\n\n'),
  examples: [
    'mess report collection --from 2025-06-01 --to 2025-06-30',
    'mess report collection --format csv',
  ],
  permission: "see everybody's dues",
  hasPage: true,
  takes: {
    from: dateOption('--from <DATE>', 'the first day (the first of the month of the last)'),
    to: dateOption('--to <DATE>', 'the last day (today)'),
    ...drawingOptions(),
  },
  async run({ mess, actor, answer, files }, { chart, font, ...values }) {
    const to = toDate(mess, '--to', values.to) ?? today(mess);
    const from = toDate(mess, '--from', values.from) ?? firstDay(monthOfDate(to));
    inOrder(from, to);
    const report = await readCollection(mess, actor, from, to);
    const document = collectionDocument(report, mess.settings.currencyDecimals);
    await answer.print(
      reportView(
        document,
        collectionReport,
        collectionSheet,
        toDrawing(mess, files, { chart, font }),
      ),
    );
  },
});
