import type {
  CollectionReportDocument,
  DefaultersReportDocument,
} from '../../documents/schemas/reports.ts';
import { paperWords } from '../../documents/words/paper-words.ts';
import { dateName } from '../../domain/values/date.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import { type Report, withoutEmpty } from '../report/report.ts';
import { isNothing, type ReportStyle, recordLine } from './style.ts';

const METHODS = paperWords('en').methods;

/** What came in by day and method, for whoever counts the box or reads the bank's statement. */
export function collectionReport(document: CollectionReportDocument, style: ReportStyle): Report {
  const money = (amount: string) => groupAmount(amount, style.locale);
  const some = (amount: string) => (isNothing(amount) ? '' : money(amount));
  const figures = [
    { title: 'Payments', isNumber: true },
    { title: 'Paid', isNumber: true },
    { title: 'Deposits', isNumber: true },
    { title: 'Given back', isNumber: true },
    { title: 'In all', isNumber: true },
  ];
  type Figures = CollectionReportDocument['methods'][number];
  const cells = ({
    payments,
    amount,
    deposits,
    givenBack,
    inAll,
  }: Omit<Figures, 'method' | 'others'>) => [
    ...[String(payments), some(amount), some(deposits)],
    ...[some(givenBack), money(inAll)],
  ];
  const { count, payments, ...rest } = document;
  const totals = cells({ ...rest, payments: count, amount: payments });
  return {
    mess: style.name,
    title: 'Collection',
    subtitle: `${dateName(document.from)} to ${dateName(document.to)}, ${style.currency}`,
    paper: 'A4',
    language: 'en',
    parts: [
      withoutEmpty({
        kind: 'table',
        title: 'By method',
        none: 'No money came in.',
        columns: [{ title: 'Method' }, ...figures],
        rows: document.methods.map((each) => [METHODS[each.method], ...cells(each)]),
        footer: ['Total', ...totals],
        chart: {
          title: 'By method',
          bars: document.methods.map(({ method, inAll }) => ({
            label: METHODS[method],
            pieces: [{ amount: inAll, text: money(inAll) }],
          })),
        },
      }),
      withoutEmpty({
        kind: 'table',
        title: 'By day',
        none: 'No money came in.',
        columns: [{ title: 'Date' }, { title: 'Method' }, ...figures],
        rows: document.days.flatMap(({ date, methods }) =>
          methods.map((each) => [date, METHODS[each.method], ...cells(each)]),
        ),
        footer: ['Total', '', ...totals],
      }),
      { kind: 'signatures', who: ['Counted by', 'Checked by'] },
    ],
    footer: recordLine(document.record),
  };
}

/** Who is late with paying, for a warden. */
export function defaultersReport(document: DefaultersReportDocument, style: ReportStyle): Report {
  const money = (amount: string) => groupAmount(amount, style.locale);
  const { over, students, branches } = document;
  const who = over === null ? '' : `, of more than ${money(over)}`;
  const none = 'Nobody is late with paying.';
  return {
    mess: style.name,
    title: 'Dues that are late',
    subtitle: `As of ${dateName(document.asOf)}${who}, ${style.currency}`,
    paper: 'A4',
    language: 'en',
    parts: [
      {
        kind: 'table',
        title: 'Who is late',
        none,
        columns: [
          { title: 'ID' },
          { title: 'Name', isText: true },
          { title: 'Branch', isText: true },
          { title: 'Since' },
          { title: 'Overdue', isNumber: true },
          { title: 'Owed', isNumber: true },
        ],
        rows: students.map(({ studentId, name, branch, oldestDue, overdue, balance }) => [
          ...[studentId, name, branch, oldestDue ?? ''],
          ...[money(overdue), money(balance)],
        ]),
        footer: ['Total', '', '', '', money(document.overdue), money(document.balance)],
      },
      {
        kind: 'table',
        title: 'By branch',
        none,
        columns: [
          { title: 'Branch', isText: true },
          { title: 'Students', isNumber: true },
          { title: 'Overdue', isNumber: true },
          { title: 'Owed', isNumber: true },
        ],
        rows: branches.map(({ branch, students: count, overdue, balance }) => [
          branch,
          String(count),
          ...[money(overdue), money(balance)],
        ]),
        chart: {
          title: 'Overdue, by branch',
          bars: branches.map(({ branch, overdue }) => ({
            label: branch,
            pieces: [{ amount: overdue, text: money(overdue) }],
          })),
        },
      },
    ],
    footer: recordLine(document.record),
  };
}
