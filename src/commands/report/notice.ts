import { noticeDocument, noticeSheet } from '../../documents/reports/notice.ts';
import { reportNotice as readNotice } from '../../operations/reports/notice.ts';
import { noticeReport } from '../../output/reports/notice.ts';
import { reportView } from '../../output/reports/view.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { flagOption, getMonth, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { AS_A_PAGE, fontOption, languageOption, toPaper } from './options.ts';

export const reportNotice = defineVerb({
  name: 'notice',
  summary: 'Print the sheet for the notice board: days, bill, previous dues, what is to pay',
  details: [
    'As of today: what was paid since the bill was made lessens the previous dues. Bills of later months are not in it.',
    AS_A_PAGE,
  ].join('\n\n'),
  examples: [
    'mess report notice --month 2025-05 --output board.html',
    'mess report notice --month 2025-05 --ids-only',
  ],
  permission: "see everybody's dues",
  hasPage: true,
  takes: {
    month: monthOption(),
    font: fontOption(),
    language: languageOption(),
    idsOnly: flagOption('--ids-only', 'without names'),
    names: flagOption('--names', 'with names, where settings --notice-names hides them'),
  },
  async run(
    { mess, actor, answer, files, terminal },
    { idsOnly, names, font, language, ...values },
  ) {
    const month = await getMonth(terminal, mess, values.month, 'read a bill');
    const notice = await readNotice(mess, actor, month);
    const { noticeNames, currencyDecimals } = mess.settings;
    const hasNames = !idsOnly && (names || noticeNames === 'shown');
    const document = noticeDocument(notice, hasNames, currencyDecimals);
    const drawing = toPaper(mess, files, { language, font });
    await answer.print(reportView(document, noticeReport, noticeSheet, drawing));
    answer.warn(sayWarnings(notice.bill).warnings);
  },
});
