import { statementsSheet } from '../../documents/reports/statement.ts';
import type { StatementDocument } from '../../documents/schemas/reports.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { renderTable } from '../page/table.ts';
import type { View } from '../page/view.ts';
import { reportPages } from '../report/html.ts';
import type { Fonts } from '../report/pdf/fonts.ts';
import { reportPdf } from '../report/pdf/pdf.ts';
import { statementReport } from './statement.ts';
import { type ReportStyle, showDays } from './style.ts';

const PAPER = { paper: 'A4', language: 'en' } as const;

/** The statements of a month: a sheet for each student, or a line on a terminal. */
export function statementsView(
  month: Month,
  statements: Iterable<StatementDocument>,
  style: ReportStyle,
  fonts: Fonts,
): View {
  const money = (amount: string | undefined) =>
    amount === undefined ? '' : groupAmount(amount, style.locale);
  const title = `Statements of ${monthName(month)}, ${style.name}`;
  function* reports() {
    for (const each of statements) yield statementReport(each, style);
  }
  return {
    json: () => statements,
    csv: () => statementsSheet(statements),
    html: () => reportPages(title, PAPER, reports()),
    pdf: () => reportPdf(title, reports(), fonts),
    text: (page) =>
      renderTable(
        {
          columns: [
            { title: 'ID' },
            { title: 'Name', flexible: true },
            { title: 'Days', align: 'right' },
            { title: 'Bill', align: 'right' },
            { title: 'To pay', align: 'right' },
          ],
          rows: [...statements].map(({ student, bill, account }) => [
            ...[student.id, student.name, showDays(bill.days)],
            ...[money(bill.amount), money(account?.balance)],
          ]),
        },
        page,
      ),
  };
}
