import type { MonthReportDocument } from '../../documents/schemas/reports.ts';
import { paperWords } from '../../documents/words/paper-words.ts';
import { dateName } from '../../domain/values/date.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import { monthName } from '../../domain/values/month.ts';
import { type Report, type ReportPart, withoutEmpty } from '../report/report.ts';
import { movementPart, sincePart } from './movement.ts';
import { isNothing, type ReportStyle, recordLine, showDays } from './style.ts';

const METHODS = paperWords('en').methods;

/** A month on one page, for a warden. */
export function monthReport(document: MonthReportDocument, style: ReportStyle): Report {
  return {
    mess: style.name,
    title: `Report of ${monthName(document.month)}`,
    subtitle: `${style.currency}, as of ${dateName(document.asOf)}`,
    paper: 'A4',
    language: 'en',
    parts: partsOf(document, style.locale),
    footer: recordLine(document.record),
  };
}

type Money = (amount: string) => string;

function partsOf(document: MonthReportDocument, locale: string): ReportPart[] {
  const { warnings, topDues, proof } = document;
  const money = (amount: string) => groupAmount(amount, locale);
  return [
    ...figureParts(document, locale, money),
    spentPart(document, money),
    collectedPart(document, money),
    ...movementPart(document.dues, {
      before: `Before ${monthName(document.month)}`,
      after: `At the end of ${dateName(document.asOf)}`,
      money,
    }),
    ...sincePart(document, 'month', money),
    ...(document.dues === null
      ? []
      : ([
          {
            kind: 'table',
            title: 'Who owes most',
            none: 'Nobody owes anything.',
            columns: [
              { title: 'ID' },
              { title: 'Name', isText: true },
              { title: 'Branch', isText: true },
              { title: 'Overdue', isNumber: true },
              { title: 'Owed', isNumber: true },
            ],
            rows: topDues.map(({ studentId, name, branch, overdue, balance }) => [
              ...[studentId, name, branch],
              ...[money(overdue), money(balance)],
            ]),
          },
        ] as const)),
    ...(warnings.length === 0
      ? []
      : ([{ kind: 'sentences', title: 'To look at', sentences: warnings }] as const)),
    ...(proof === null
      ? []
      : ([
          {
            kind: 'sentences',
            title: 'Proof',
            sentences: [
              `${proof.shares} shares add up to ${money(proof.sum)}; the bill is ${money(proof.bill)}.`,
            ],
          },
        ] as const)),
  ];
}

/** Money, and apart from it what is counted, so that each stands below its like. */
function figureParts(
  { spent, bill, collected, students, studentDays, costs }: MonthReportDocument,
  locale: string,
  money: Money,
): ReportPart[] {
  const rate = (label: string, amount: string | null) =>
    amount === null ? [] : ([[label, money(amount)]] as const);
  return [
    {
      kind: 'facts',
      facts: [
        ['Spent', money(spent.total)],
        ['Billed', bill === null ? 'no bill yet' : money(bill.billed)],
        ['Collected', money(collected.payments)],
        ...rate('Billed a day, about', costs.aDay),
        ...rate('Shared by days, a student day, about', costs.aStudentDay),
      ],
    },
    ...(students === null || studentDays === null
      ? []
      : ([
          {
            kind: 'facts',
            facts: [
              ['Students in the bill', String(students)],
              ['Days that they were present', showDays(studentDays, locale)],
            ],
          },
        ] as const)),
  ];
}

function spentPart({ spent }: MonthReportDocument, money: Money): ReportPart {
  return {
    kind: 'table',
    title: 'Spent, by heads',
    none: 'No purchase is recorded.',
    columns: [
      { title: 'Head', isText: true },
      { title: 'Shared' },
      { title: 'Purchases', isNumber: true },
      { title: 'Amount', isNumber: true },
    ],
    rows: spent.heads.map(({ head, kind, purchases, amount }) => [
      head,
      kind === 'fixed' ? 'equally' : 'by days',
      String(purchases),
      money(amount),
    ]),
    footer: ['Total', '', '', money(spent.total)],
    chart: {
      title: 'Spent, by heads',
      bars: spent.heads.map(({ head, amount }) => ({
        label: head,
        pieces: [{ amount, text: money(amount) }],
      })),
    },
  };
}

function collectedPart({ collected }: MonthReportDocument, money: Money): ReportPart {
  const { methods } = collected;
  const some = (amount: string) => (isNothing(amount) ? '' : money(amount));
  return withoutEmpty({
    kind: 'table',
    title: 'Collected, by method, without what was reversed',
    none: 'No money came in.',
    columns: [
      { title: 'Method' },
      { title: 'Payments', isNumber: true },
      { title: 'Paid', isNumber: true },
      { title: 'Deposits', isNumber: true },
      { title: 'Given back', isNumber: true },
      { title: 'In all', isNumber: true },
    ],
    rows: methods.map(({ method, payments, amount, deposits, givenBack, inAll }) => [
      METHODS[method],
      String(payments),
      ...[some(amount), some(deposits), some(givenBack), money(inAll)],
    ]),
    footer: [
      ...['Total', String(collected.count), money(collected.payments)],
      ...[some(collected.deposits), some(collected.givenBack), money(collected.inAll)],
    ],
  });
}
