import type { YearReportDocument } from '../../documents/schemas/reports.ts';
import { dateName } from '../../domain/values/date.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { type Report, type ReportPart, withoutEmpty } from '../report/report.ts';
import { movementPart, sincePart } from './movement.ts';
import { isNothing, type ReportStyle, recordLine, showDaysColumn } from './style.ts';

type Money = (amount: string) => string;

/** The months of a year side by side, for a warden. */
export function yearReport(document: YearReportDocument, style: ReportStyle): Report {
  const money = (amount: string) => groupAmount(amount, style.locale);
  const { asOf, outstandingOn } = document;
  const isLater = outstandingOn !== null && outstandingOn !== asOf;
  return {
    mess: style.name,
    title: `Report of ${document.year}`,
    subtitle: [
      `${monthName(document.from)} to ${monthName(document.to)}, ${style.currency}, as of ${dateName(asOf)}`,
      ...(isLater ? [`what is not paid yet as of ${dateName(outstandingOn)}`] : []),
    ].join('; '),
    paper: 'A4 landscape',
    language: 'en',
    parts: [
      monthsPart(document, money),
      dayCostPart(document, style.locale, money),
      headsPart(document, money),
      ...movementPart(document.dues, {
        before: `Before ${monthName(document.from)}`,
        after: `At the end of ${dateName(asOf)}`,
        money,
      }),
      ...sincePart(document, 'year', money),
    ],
    footer: recordLine(document.record),
  };
}

function monthsPart({ months, totals }: YearReportDocument, money: Money): ReportPart {
  const some = (amount: string | null) => (amount === null ? '' : money(amount));
  const shown = busyMonths(months);
  const billed = months.filter(
    (each): each is typeof each & { billed: string } => each.billed !== null,
  );
  const isOwed = billed.some(({ outstanding }) => outstanding !== null);
  return withoutEmpty({
    kind: 'table',
    title: 'Month by month',
    none: 'Nothing is recorded of it.',
    columns: [
      { title: 'Month' },
      { title: 'Spent', isNumber: true },
      { title: 'Billed', isNumber: true },
      { title: 'Not paid yet', isNumber: true },
      { title: 'Collected', isNumber: true },
      { title: 'Paid back', isNumber: true },
      { title: 'Owed at its end', isNumber: true },
    ],
    rows: shown.map((each) => [
      monthName(each.month),
      money(each.spent),
      some(each.billed),
      some(each.outstanding),
      money(each.collected),
      isNothing(each.paidBack) ? '' : money(each.paidBack),
      some(each.closing),
    ]),
    footer: [
      'Total',
      ...[money(totals.spent), money(totals.billed), some(totals.outstanding)],
      money(totals.collected),
      ...[money(totals.paidBack), ''],
    ],
    chart: {
      title: isOwed ? 'Billed, and what of it is not paid yet' : 'Billed',
      ...(isOwed ? { keys: ['paid', 'not paid yet'] } : {}),
      isTrend: true,
      bars: billed.map(({ month, billed: amount, paid, outstanding }) => ({
        label: monthName(month),
        pieces:
          paid === null || outstanding === null
            ? [piece(amount, money)]
            : [piece(paid, money), piece(outstanding, money)],
      })),
    },
  });
}

type ReportedMonth = YearReportDocument['months'][number];

/** From the first to the last of which anything is recorded. */
function busyMonths(months: readonly ReportedMonth[]): readonly ReportedMonth[] {
  const isBusy = ({ spent, billed, collected, paidBack, closing }: ReportedMonth, at: number) =>
    billed !== null ||
    [spent, collected, paidBack].some((amount) => !isNothing(amount)) ||
    (at > 0 && closing !== months[at - 1]?.closing);
  return months.slice(months.findIndex(isBusy), months.findLastIndex(isBusy) + 1);
}

function piece(amount: string, money: Money) {
  return { amount, text: money(amount) };
}

function dayCostPart({ months }: YearReportDocument, locale: string, money: Money): ReportPart {
  const known = months.filter(({ students }) => students !== null);
  const days = showDaysColumn(
    known.map(({ studentDays }) => studentDays ?? 0),
    locale,
  );
  return {
    kind: 'table',
    title: 'What a student day cost, of what is shared by days',
    none: 'No month has a bill.',
    columns: [
      { title: 'Month' },
      { title: 'Students', isNumber: true },
      { title: 'Student days', isNumber: true },
      { title: 'A student day, about', isNumber: true },
    ],
    rows: known.map(({ month, students, aStudentDay }, at) => [
      monthName(month),
      String(students ?? ''),
      days[at] ?? '',
      aStudentDay === null ? '-' : money(aStudentDay),
    ]),
    chart: {
      title: 'What a student day cost, about',
      isTrend: true,
      bars: known.flatMap(({ month, aStudentDay }) =>
        aStudentDay === null
          ? []
          : [{ label: monthName(month), pieces: [piece(aStudentDay, money)] }],
      ),
    },
  };
}

/** `Apr 25` */
function shortMonth(month: Month): string {
  const [name = '', year = ''] = monthName(month).split(' ');
  return `${name.slice(0, 3)} ${year.slice(2)}`;
}

function headsPart({ heads, months, totals }: YearReportDocument, money: Money): ReportPart {
  const some = (amount: string) => (isNothing(amount) ? '' : money(amount));
  return withoutEmpty({
    kind: 'table',
    title: 'Spent, by heads',
    none: 'No purchase is recorded.',
    columns: [
      { title: 'Head', isText: true },
      ...months.map(({ month }) => ({ title: shortMonth(month), isNumber: true })),
      { title: 'Year', isNumber: true },
    ],
    rows: heads.map(({ head, months: amounts, amount }) => [
      head,
      ...amounts.map(some),
      money(amount),
    ]),
    footer: ['Total', ...months.map(({ spent }) => some(spent)), money(totals.spent)],
    chart: {
      title: 'Spent in the year, by heads',
      bars: heads.map(({ head, amount }) => ({ label: head, pieces: [piece(amount, money)] })),
    },
  });
}
