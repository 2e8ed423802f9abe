import type { StudentReportDocument } from '../../documents/schemas/reports.ts';
import { dateName } from '../../domain/values/date.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import { monthName } from '../../domain/values/month.ts';
import { billedChart } from '../report/billed-chart.ts';
import { type Report, withoutEmpty } from '../report/report.ts';
import { accountTable, balanceFacts } from './account.ts';
import { type ReportStyle, recordLine, showDays } from './style.ts';

/** Every month of a student, and the whole account. */
export function studentReport(document: StudentReportDocument, style: ReportStyle): Report {
  const money = (amount: string) => groupAmount(amount, style.locale);
  const some = (amount: string | null) => (amount === null ? '' : money(amount));
  const { student, expenses, account } = document;
  return {
    mess: style.name,
    title: `${student.id} ${student.name}`,
    subtitle: `${student.branch}; ${style.currency}, as of ${dateName(document.asOf)}`,
    paper: 'A4',
    language: 'en',
    parts: [
      ...(account === null ? [] : [balanceFacts(account, money)]),
      withoutEmpty({
        kind: 'table',
        title: 'Month by month',
        none: 'No bill so far.',
        columns: [
          { title: 'Month' },
          { title: 'Days', isNumber: true },
          { title: 'Billed', isNumber: true },
          { title: 'Paid', isNumber: true },
          { title: 'Not paid', isNumber: true },
        ],
        rows: expenses.map(({ month, days, amount, paid, outstanding }) => [
          ...[monthName(month), showDays(days)],
          ...[money(amount), some(paid), some(outstanding)],
        ]),
        footer: ['Total', '', money(document.total), '', ''],
        chart: billedChart(expenses, style.locale),
      }),
      ...(account === null ? [] : [accountTable(account, money)]),
    ],
    footer: recordLine(document.record),
  };
}
