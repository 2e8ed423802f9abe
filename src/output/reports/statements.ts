import { statementsSheet } from '../../documents/reports/statement.ts';
import type { StatementDocument } from '../../documents/schemas/reports.ts';
import { paperWords } from '../../documents/words/paper-words.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import type { Month } from '../../domain/values/month.ts';
import { renderTable } from '../page/table.ts';
import type { View } from '../page/view.ts';
import { reportPages } from '../report/html.ts';
import { createPdfPrinter } from '../report/pdf/pdf.ts';
import { statementReport } from './statement.ts';
import { type PaperStyle, showDays } from './style.ts';
import type { Drawing } from './view.ts';

/** The statements of a month: a sheet for each student, or a line on a terminal. */
export function statementsView(
  month: Month,
  statements: Iterable<StatementDocument>,
  { style, fonts }: Drawing<PaperStyle>,
): View {
  const money = (amount: string | undefined) =>
    amount === undefined ? '' : groupAmount(amount, style.locale);
  const { language } = style;
  const words = paperWords(language);
  const title = `${words.statementOf(words.monthName(month))}, ${style.name}`;
  function* reports() {
    for (const each of statements) yield statementReport(each, style);
  }
  return {
    json: () => statements,
    csv: () => statementsSheet(statements),
    html: () => reportPages(title, { paper: 'A4', language }, reports()),
    pdf: () => createPdfPrinter(fonts)({ title, language }, reports()),
    text: (page) =>
      renderTable(
        {
          columns: [
            { title: 'ID' },
            { title: words.name, flexible: true },
            { title: words.days, align: 'right' },
            { title: words.thisBill, align: 'right' },
            { title: words.toPay, align: 'right' },
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
