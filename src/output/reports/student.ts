import type { StudentReportDocument } from '../../documents/schemas/reports.ts';
import { paperWords } from '../../documents/words/paper-words.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import { billedChart } from '../report/billed-chart.ts';
import { type Report, withoutEmpty } from '../report/report.ts';
import { accountTable, balanceFacts } from './account.ts';
import { type PaperStyle, recordLine, showDaysColumn } from './style.ts';

/** Every month of a student, and the whole account. */
export function studentReport(document: StudentReportDocument, style: PaperStyle): Report {
  const money = (amount: string) => groupAmount(amount, style.locale);
  const some = (amount: string | null) => (amount === null ? '' : money(amount));
  const { student, expenses, account } = document;
  const words = paperWords(style.language);
  const days = showDaysColumn(
    expenses.map((each) => each.days),
    style.locale,
  );
  return {
    mess: style.name,
    title: `${student.id} ${student.name}`,
    subtitle: `${student.branch}; ${style.currency}, ${words.asOf(words.dateName(document.asOf))}`,
    paper: 'A4',
    language: style.language,
    parts: [
      ...(account === null ? [] : [balanceFacts(account, document.asOf, money, words)]),
      withoutEmpty({
        kind: 'table',
        title: words.monthByMonth,
        none: words.noBill,
        columns: [
          { title: words.month },
          { title: words.days, isNumber: true },
          { title: words.billed, isNumber: true },
          { title: words.paid, isNumber: true },
          { title: words.notPaid, isNumber: true },
        ],
        rows: expenses.map(({ month, amount, paid, outstanding }, at) => [
          ...[words.monthName(month), days[at] ?? ''],
          ...[money(amount), some(paid), some(outstanding)],
        ]),
        footer: [
          ...[words.total, '', money(document.total)],
          ...[some(document.paid), some(document.outstanding)],
        ],
        chart: billedChart(expenses, style.locale, words),
      }),
      ...(account === null ? [] : [accountTable(account, money, words)]),
    ],
    footer: recordLine(document.record, style.language),
  };
}
