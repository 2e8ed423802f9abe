import type { NoticeDocument } from '../../documents/schemas/reports.ts';
import { paperWords } from '../../documents/words/paper-words.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import { type Report, withoutEmpty } from '../report/report.ts';
import { type PaperStyle, recordLine, showDays } from './style.ts';

/** The sheet for the board: everybody's line, and up to when it is to be paid. */
export function noticeReport(document: NoticeDocument, style: PaperStyle): Report {
  const { month, asOf, dueOn, daysInMonth, rows, totals } = document;
  const some = (amount: string | null) =>
    amount === null ? '' : groupAmount(amount, style.locale);
  const words = paperWords(style.language);
  return {
    mess: style.name,
    title: words.billOf(words.monthName(month)),
    subtitle: [
      ...(dueOn === null ? [] : [words.toPayBy(words.dateName(dueOn))]),
      `${style.currency}, ${words.asOf(words.dateName(asOf))}`,
    ].join('; '),
    paper: 'A4 landscape',
    language: style.language,
    parts: [
      withoutEmpty({
        kind: 'table',
        title: words.everybodysShare,
        none: words.noShares,
        columns: [
          { title: 'ID' },
          { title: words.name, isText: true },
          { title: daysInMonth === null ? words.days : words.daysOf(daysInMonth), isNumber: true },
          { title: words.thisBill, isNumber: true },
          { title: words.previousDues, isNumber: true },
          { title: words.toPay, isNumber: true },
        ],
        rows: rows.map((row) => [
          ...[row.studentId, row.name ?? '', showDays(row.days)],
          ...[some(row.amount), some(row.previous), some(row.total)],
        ]),
        footer: [
          ...[words.total, '', showDays(totals.days)],
          ...[some(totals.amount), some(totals.previous), some(totals.total)],
        ],
      }),
      {
        kind: 'sentences',
        sentences: dueOn === null ? [] : [words.minusIsCredit],
      },
      { kind: 'signatures', who: [words.messManager, words.warden] },
    ],
    footer: recordLine(document.record, style.language),
  };
}
