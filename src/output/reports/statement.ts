import type { StatementDocument } from '../../documents/schemas/reports.ts';
import { dateName } from '../../domain/values/date.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import { monthName } from '../../domain/values/month.ts';
import type { Report, ReportPart } from '../report/report.ts';
import { accountTable, balanceFacts } from './account.ts';
import { isNothing, type ReportStyle, recordLine, showDays } from './style.ts';

type Money = (amount: string) => string;

/** One page for a student: the bill and why it is that, the account, and how to pay. */
export function statementReport(document: StatementDocument, style: ReportStyle): Report {
  const money = (amount: string) => groupAmount(amount, style.locale);
  const { student, month, asOf } = document;
  return {
    mess: style.name,
    title: `${student.id} ${student.name}`,
    subtitle: `${student.branch}; statement of ${monthName(month)}, ${style.currency}, as of ${dateName(asOf)}`,
    paper: 'A4',
    language: 'en',
    parts: [
      figuresPart(document, money),
      whyPart(document, money),
      ...accountParts(document, money),
      ...upiParts(document, money),
    ],
    footer: recordLine(document.record),
  };
}

function figuresPart({ bill, account, dueOn, month }: StatementDocument, money: Money): ReportPart {
  const days = showDays(bill.days);
  const of = bill.daysInMonth === null ? '' : ` of ${bill.daysInMonth}`;
  const balance = account?.balance ?? '0';
  const isOwed = !balance.startsWith('-') && !isNothing(balance);
  return {
    kind: 'facts',
    facts: [
      ['Days present', `${days}${of}`],
      [`Bill of ${monthName(month)}`, money(bill.amount)],
      ...(account === null ? [] : balanceFacts(account, money).facts),
      ...(dueOn === null || !isOwed ? [] : ([['This bill is due', dateName(dueOn)]] as const)),
    ],
  };
}

function whyPart({ bill, month }: StatementDocument, money: Money): ReportPart {
  return {
    kind: 'table',
    title: `Why the bill of ${monthName(month)} is ${money(bill.amount)}`,
    columns: [
      { title: 'Part', isText: true },
      { title: 'Amount', isNumber: true },
    ],
    rows: bill.why.map(({ text, amount }) => [text, money(amount)]),
    footer: ['The bill of the month', money(bill.amount)],
  };
}

function accountParts({ account }: StatementDocument, money: Money): ReportPart[] {
  if (account === null) return [];
  const late = account.outstanding.filter(({ daysLate }) => daysLate > 0);
  return [
    accountTable(account, money),
    ...(late.length === 0
      ? []
      : ([
          {
            kind: 'sentences',
            title: 'Late',
            sentences: late.map(
              ({ kind, month, amount, due, daysLate }) =>
                `${money(amount)} of ${month === null ? kind : `the ${kind} of ${monthName(month)}`} was due ${dateName(due)}, ${daysLate} days ago.`,
            ),
          },
        ] as const)),
  ];
}

function upiParts({ upi, asOf }: StatementDocument, money: Money): ReportPart[] {
  if (upi === null) return [];
  return [
    {
      kind: 'code',
      title: 'To pay by UPI',
      content: upi.link,
      label: `Code that asks a UPI app to pay ${money(upi.amount)} to ${upi.payee}`,
      facts: [
        ['UPI id', upi.payee],
        ['Name that the app shows', upi.name],
        ['Amount', money(upi.amount)],
        ['Note', upi.note],
      ],
      words: `The amount is what was owed on ${dateName(asOf)}. With the note the office knows whose payment it is.`,
    },
  ];
}
