import type { NoticeDocument } from '../../documents/schemas/reports.ts';
import { dateName } from '../../domain/values/date.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import { monthName } from '../../domain/values/month.ts';
import { type Report, withoutEmpty } from '../report/report.ts';
import { type ReportStyle, recordLine, showDays } from './style.ts';

/** The sheet for the board: everybody's line, and up to when it is to be paid. */
export function noticeReport(document: NoticeDocument, style: ReportStyle): Report {
  const { month, asOf, dueOn, daysInMonth, rows, totals } = document;
  const some = (amount: string | null) =>
    amount === null ? '' : groupAmount(amount, style.locale);
  const of = daysInMonth === null ? '' : ` of ${daysInMonth}`;
  return {
    mess: style.name,
    title: `Bill of ${monthName(month)}`,
    subtitle: [
      ...(dueOn === null ? [] : [`to be paid by ${dateName(dueOn)}`]),
      `${style.currency}, as of ${dateName(asOf)}`,
    ].join('; '),
    paper: 'A4 landscape',
    language: 'en',
    parts: [
      withoutEmpty({
        kind: 'table',
        title: "Everybody's share",
        none: 'The bill has no shares.',
        columns: [
          { title: 'ID' },
          { title: 'Name', isText: true },
          { title: `Days${of}`, isNumber: true },
          { title: 'This bill', isNumber: true },
          { title: 'Previous dues', isNumber: true },
          { title: 'To pay', isNumber: true },
        ],
        rows: rows.map((row) => [
          ...[row.studentId, row.name ?? '', showDays(row.days)],
          ...[some(row.amount), some(row.previous), some(row.total)],
        ]),
        footer: [
          ...['Total', '', showDays(totals.days)],
          ...[some(totals.amount), some(totals.previous), some(totals.total)],
        ],
      }),
      {
        kind: 'sentences',
        sentences:
          dueOn === null
            ? []
            : ['An amount with a minus sign in front is credit: there is nothing to pay.'],
      },
      { kind: 'signatures', who: ['Mess manager', 'Warden'] },
    ],
    footer: recordLine(document.record),
  };
}
