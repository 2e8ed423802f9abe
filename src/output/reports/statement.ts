import type { StatementDocument } from '../../documents/schemas/reports.ts';
import { type PaperWords, paperWords } from '../../documents/words/paper-words.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import type { Report, ReportPart } from '../report/report.ts';
import { accountTable, balanceFacts } from './account.ts';
import { type PaperStyle, recordLine, showDays } from './style.ts';

type Money = (amount: string) => string;

/** One page for a student: the bill and why it is that, the account, and how to pay. */
export function statementReport(document: StatementDocument, style: PaperStyle): Report {
  const money = (amount: string) => groupAmount(amount, style.locale);
  const { student, month, asOf } = document;
  const words = paperWords(style.language);
  return {
    mess: style.name,
    title: `${student.id} ${student.name}`,
    subtitle: `${student.branch}; ${words.statementOf(words.monthName(month))}, ${style.currency}, ${words.asOf(words.dateName(asOf))}`,
    paper: 'A4',
    language: style.language,
    parts: [
      figuresPart(document, style.locale, money, words),
      whyPart(document, money, words),
      ...accountParts(document, money, words),
      ...upiParts(document, money, words),
    ],
    footer: recordLine(document.record, style.language),
  };
}

function figuresPart(
  { bill, account, month, asOf }: StatementDocument,
  locale: string,
  money: Money,
  words: PaperWords,
): ReportPart {
  const days = showDays(bill.days, locale);
  return {
    kind: 'facts',
    facts: [
      [words.daysPresent, bill.daysInMonth === null ? days : words.someOf(days, bill.daysInMonth)],
      [words.billOf(words.monthName(month)), money(bill.amount)],
      ...(account === null ? [] : balanceFacts(account, asOf, money, words).facts),
    ],
  };
}

function whyPart({ bill, month }: StatementDocument, money: Money, words: PaperWords): ReportPart {
  return {
    kind: 'table',
    title: words.whyBill(words.monthName(month), money(bill.amount)),
    columns: [
      { title: words.part, isText: true },
      { title: words.amount, isNumber: true },
    ],
    rows: bill.why.map(({ text, amount }) => [text, money(amount)]),
    footer: [words.billOfTheMonth, money(bill.amount)],
  };
}

function accountParts(
  { account }: StatementDocument,
  money: Money,
  words: PaperWords,
): ReportPart[] {
  if (account === null) return [];
  const late = account.outstanding.filter(({ daysLate }) => daysLate > 0);
  return [
    accountTable(account, money, words),
    ...(late.length === 0
      ? []
      : ([
          {
            kind: 'sentences',
            title: words.late,
            sentences: late.map(({ kind, month, amount, due, daysLate }) =>
              words.lateOf(
                money(amount),
                words.debts[kind],
                month && words.monthName(month),
                words.dateName(due),
                daysLate,
              ),
            ),
          },
        ] as const)),
  ];
}

function upiParts({ upi, asOf }: StatementDocument, money: Money, words: PaperWords): ReportPart[] {
  if (upi === null) return [];
  return [
    {
      kind: 'code',
      title: words.payByUpi,
      content: upi.link,
      label: words.upiCode(money(upi.amount), upi.payee),
      facts: [
        [words.upiId, upi.payee],
        [words.upiName, upi.name],
        [words.amount, money(upi.amount)],
        [words.note, upi.note],
      ],
      words: words.upiWhy(words.dateName(asOf)),
    },
  ];
}
