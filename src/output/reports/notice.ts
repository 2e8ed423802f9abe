import type { NoticeDocument } from '../../documents/schemas/reports.ts';
import { paperWords } from '../../documents/words/paper-words.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import { type Report, withoutEmpty } from '../report/report.ts';
import { isNothing, type PaperStyle, recordLine, showDaysColumn } from './style.ts';

/** The sheet for the board: everybody's line, and up to when it is to be paid. */
export function noticeReport(document: NoticeDocument, style: PaperStyle): Report {
  const { month, asOf, dueOn, daysInMonth, rows, totals } = document;
  const some = (amount: string | null) =>
    amount === null ? '' : groupAmount(amount, style.locale);
  const beside = (amount: string | null) =>
    amount === null || isNothing(amount) ? '' : groupAmount(amount, style.locale);
  const [allDays = '', ...days] = showDaysColumn(
    [totals.days, ...rows.map((row) => row.days)],
    style.locale,
  );
  const isCredit = rows.some(({ total }) => total?.startsWith('-'));
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
          { title: words.lateFees, isNumber: true },
          { title: words.paid, isNumber: true },
          { title: words.toPay, isNumber: true },
        ],
        rows: rows.map((row, at) => [
          ...[row.studentId, row.name ?? '', days[at] ?? '', some(row.amount)],
          ...[beside(row.previous), beside(row.lateFees), beside(row.paid), some(row.total)],
        ]),
        footer: [
          ...[words.total, '', allDays, some(totals.amount)],
          ...[beside(totals.previous), beside(totals.lateFees), beside(totals.paid)],
          some(totals.total),
        ],
      }),
      ...(isCredit ? ([{ kind: 'sentences', sentences: [words.minusIsCredit] }] as const) : []),
      { kind: 'signatures', who: [words.messManager, words.warden] },
    ],
    footer: recordLine(document.record, style.language),
  };
}
