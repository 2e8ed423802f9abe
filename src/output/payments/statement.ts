import { importReportDocument } from '../../documents/imports.ts';
import { statementDocument, statementSheet } from '../../documents/payments/bank.ts';
import type { ImportReport } from '../../domain/imports/report.ts';
import type {
  LineSum,
  PostedLine,
  StatementReport,
} from '../../domain/imports/statement-report.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { describeDates } from '../../domain/values/date.ts';
import { type MoneyFormat, moneyFormat } from '../../domain/values/money-format.ts';
import { visible } from '../../domain/values/text.ts';
import type { Told } from '../../errors.ts';
import { importReportView } from '../imports/report.ts';
import { renderTable } from '../page/table.ts';
import type { Page, View } from '../page/view.ts';

/** How the mess writes money and times. */
type Style = MoneyStyle & { readonly timeZone: string };

/** The commands of a front. */
export interface StatementWays {
  /** How a receipt is taken back whose money went back. */
  readonly reverse: (receipt: string) => string;
  /** The same for money in suspense. */
  readonly ignore: string;
  /** How money in suspense is given to a student. */
  readonly assign: string;
}

/**
 * What an import of a bank's file did, line by line.
 *
 * @param ways what is to be done next
 */
export function statementImportView(
  report: Told<ImportReport>,
  style: Style,
  ways: StatementWays,
): View {
  const general = importReportView(report, style.timeZone);
  const { statement } = report;
  if (statement === undefined) return general;
  const document = () => statementDocument(statement, style.currencyDecimals);
  return {
    ...general,
    json: () => ({ ...importReportDocument(report), ...document() }),
    csv: () => statementSheet(document()),
    text: function* (page) {
      yield* general.text(page);
      if (report.earlier !== null) return;
      yield* statementText(statement, moneyFormat(style), ways, page);
    },
  };
}

function* statementText(
  statement: StatementReport,
  money: MoneyFormat,
  ways: StatementWays,
  page: Page,
): Iterable<string> {
  const { from, to, account, provedByBalance, credits, debits } = statement;
  const days = from === null || to === null ? 'no lines' : describeDates(from, to);
  const proof = provedByBalance === null ? 'has no balance to prove it' : 'proved by its balance';
  yield `${visible(`Account ${account}, ${days}: ${proof}`)}.\n`;
  const sum = ({ lines, amountMinor }: LineSum) => `${lines} of ${money(amountMinor)}`;
  const notPaid = statement.notPaid === 0 ? '' : `; not paid ${statement.notPaid}`;
  yield `In ${sum(credits)}: ${sayParts(statement, sum)}. Out ${sum(debits)}${notPaid}.\n`;
  if (statement.posted.length > 0) yield* postedTable(statement.posted, money, page);
  if (statement.suspense.length > 0) yield* suspenseTable(statement, money, ways, page);
  yield* notes(statement, money, ways);
}

/** They add up to all that came in: nothing is passed over in silence. */
function sayParts(
  { posted, suspense, others, known }: StatementReport,
  sum: (of: LineSum) => string,
): string {
  const add = (lines: readonly { readonly amountMinor: bigint }[]) => ({
    lines: lines.length,
    amountMinor: lines.reduce((total, { amountMinor }) => total + amountMinor, 0n),
  });
  const parts: readonly [string, LineSum][] = [
    ['to students', add(posted)],
    ['in suspense', add(suspense)],
    ['no payments', add(others)],
    ['known already', known],
  ];
  const some = parts.filter(([, { lines }]) => lines > 0);
  return some.map(([what, of]) => `${what} ${sum(of)}`).join(', ') || 'nothing';
}

function* postedTable(
  posted: readonly PostedLine[],
  money: MoneyFormat,
  page: Page,
): Iterable<string> {
  const isWritten = posted.some(({ receipt }) => receipt !== null);
  yield '\n';
  yield* renderTable(
    {
      columns: [
        { title: 'Line', align: 'right', drop: 3 },
        ...(isWritten ? [{ title: 'Receipt' }] : []),
        { title: 'Date', drop: 3 },
        { title: 'ID' },
        { title: 'Name', flexible: true, drop: 5 },
        { title: 'Amount', align: 'right' },
        { title: 'Owed before', align: 'right', drop: 1 },
        { title: 'Now', align: 'right', drop: 2 },
        { title: 'Because', flexible: true, drop: 4 },
      ],
      rows: posted.map((each) => [
        String(each.line),
        ...(isWritten ? [each.receipt ?? ''] : []),
        each.date,
        each.studentId,
        each.name,
        money(each.amountMinor),
        sayOwed(each.beforeMinor, money),
        sayOwed(each.afterMinor, money),
        each.why,
      ]),
    },
    page,
  );
}

function sayOwed(minor: bigint, money: MoneyFormat): string {
  return minor < 0n ? `${money(-minor)} credit` : money(minor);
}

function* suspenseTable(
  { suspense }: StatementReport,
  money: MoneyFormat,
  { assign }: StatementWays,
  page: Page,
): Iterable<string> {
  const isWritten = suspense.some(({ no }) => no !== null);
  yield '\nIn suspense:\n';
  yield* renderTable(
    {
      columns: [
        isWritten ? { title: 'N', align: 'right' } : { title: 'Line', align: 'right' },
        { title: 'Date', drop: 1 },
        { title: 'Amount', align: 'right' },
        { title: 'Narration', flexible: true, whole: true },
        { title: 'Why', flexible: true },
        { title: 'Maybe', drop: 2 },
      ],
      rows: suspense.map((each) => [
        String(isWritten ? each.no : each.line),
        each.date,
        money(each.amountMinor),
        each.narration,
        each.reason,
        each.suggestion ?? '',
      ]),
    },
    page,
  );
  if (isWritten) yield `Whose it is, you say: ${assign}\n`;
}

const WORDS = {
  settlement: 'paid out by a gateway',
  interest: 'interest',
  'own cash': "the mess's own cash",
} as const;

function* notes(
  { others, returned, missing }: StatementReport,
  money: MoneyFormat,
  ways: StatementWays,
): Iterable<string> {
  if (others.length + returned.length + missing.length > 0) yield '\n';
  for (const { line, amountMinor, what } of others) {
    yield `Line ${line}, ${money(amountMinor)}: ${WORDS[what]}, no payment.\n`;
  }
  for (const { line, date, amountMinor, receipt, isBooked } of returned) {
    const booked = receipt === null ? 'a payment of this file' : `receipt ${receipt}`;
    const of = isBooked ? booked : 'money in suspense';
    const way = isBooked ? receipt && ways.reverse(receipt) : ways.ignore;
    const undo = way === null ? '.' : `: ${way}`;
    yield `Line ${line}, ${date}: ${money(amountMinor)} went back, of ${of}${undo}\n`;
  }
  for (const { date, amountMinor, narration } of missing) {
    yield `${visible(`Recorded, and not in this file: ${date}, ${money(amountMinor)}, ${narration}`)}\n`;
  }
}
