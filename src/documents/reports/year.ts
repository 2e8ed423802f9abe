import { anchorOf, type RecordHead } from '../../domain/mess/record-chain.ts';
import type { EntryKind } from '../../domain/payments/entry.ts';
import type { PurchaseHead } from '../../domain/purchases/purchase.ts';
import { rateOf } from '../../domain/reports/cost-rate.ts';
import type { DuesMovement } from '../../domain/reports/dues-movement.ts';
import type { ReportYear } from '../../domain/reports/report-year.ts';
import { daysAsNumber } from '../../domain/values/days.ts';
import { formatMinor, formatMinorOrNull } from '../../domain/values/money.ts';
import type { Month } from '../../domain/values/month.ts';
import type { YearReportDocument } from '../schemas/reports.ts';
import { type Columns, type Sheet, toSheet } from '../sheet.ts';
import { movementDocument, type SinceRecord, sinceDocument } from './month.ts';

interface Amount {
  readonly amountMinor: bigint;
}

/** What a year's report is made of; what is told of months is in no order. Amounts in minor units. */
export interface YearReportRecord {
  readonly year: ReportYear;
  readonly asOf: string;
  readonly months: readonly Month[];
  readonly spent: readonly (Amount & {
    readonly month: Month;
    readonly head: PurchaseHead;
    readonly purchases: number;
  })[];
  readonly bills: readonly {
    readonly month: Month;
    readonly totalMinor: bigint | null;
    readonly billedMinor: bigint;
    readonly students: number;
    readonly daysHundredths: number;
    readonly madeOn: string;
  }[];
  readonly money: readonly (Amount & { readonly month: Month; readonly kind: EntryKind })[];
  readonly outstandingOn: string;
  readonly outstanding: ReadonlyMap<Month, bigint> | null;
  readonly dues: readonly DuesMovement[] | null;
  readonly movement: DuesMovement | null;
  readonly since: SinceRecord;
  readonly head: RecordHead;
}

export function yearReportDocument(
  report: YearReportRecord,
  currencyDecimals: number,
): YearReportDocument {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  const { year, months, spent, bills, money: moved, movement } = report;
  const came = moved.filter(({ kind }) => kind === 'payment');
  const went = moved.filter(({ kind }) => kind === 'refund');
  const of = <T extends { readonly month: Month }>(all: readonly T[], month: Month) =>
    all.filter((each) => each.month === month);
  return {
    year: year.name,
    from: year.from,
    to: year.to,
    asOf: report.asOf,
    outstandingOn: report.outstanding === null ? null : report.outstandingOn,
    months: months.map((month, at) => {
      const [bill] = of(bills, month);
      const openMinor =
        bill === undefined || report.outstanding === null
          ? null
          : (report.outstanding.get(month) ?? 0n);
      return {
        month,
        spent: money(sum(of(spent, month))),
        billed: bill === undefined ? null : money(bill.billedMinor),
        billMadeOn: bill?.madeOn ?? null,
        paid: openMinor === null ? null : money((bill?.billedMinor ?? 0n) - openMinor),
        outstanding: formatMinorOrNull(openMinor, currencyDecimals),
        students: bill?.students ?? null,
        studentDays: bill === undefined ? null : daysAsNumber(bill.daysHundredths),
        aStudentDay: formatMinorOrNull(
          bill?.totalMinor == null ? null : rateOf(bill.totalMinor, bill.daysHundredths),
          currencyDecimals,
        ),
        collected: money(sum(of(came, month))),
        paidBack: money(-sum(of(went, month))),
        closing: formatMinorOrNull(report.dues?.[at]?.closingMinor ?? null, currencyDecimals),
      };
    }),
    heads: headsOf(spent).map(({ head, list }) => ({
      head: head.name,
      kind: head.kind,
      purchases: list.reduce((all, { purchases }) => all + purchases, 0),
      amount: money(sum(list)),
      months: months.map((month) => money(sum(of(list, month)))),
    })),
    totals: {
      spent: money(sum(spent)),
      billed: money(bills.reduce((all, { billedMinor }) => all + billedMinor, 0n)),
      outstanding: formatMinorOrNull(sumOutstanding(report), currencyDecimals),
      collected: money(sum(came)),
      paidBack: money(-sum(went)),
    },
    dues: movement && movementDocument(movement, currencyDecimals),
    ...sinceDocument(report.since, currencyDecimals),
    record: anchorOf(report.head),
  };
}

/** Of the bills of the year; null while no accounts are kept. */
function sumOutstanding({
  bills,
  outstanding,
}: Pick<YearReportRecord, 'bills' | 'outstanding'>): bigint | null {
  if (outstanding === null) return null;
  return bills.reduce((all, { month }) => all + (outstanding.get(month) ?? 0n), 0n);
}

/** By heads, in the order in which they come. */
function headsOf(spent: YearReportRecord['spent']) {
  const heads = new Map<number, { head: PurchaseHead; list: (typeof spent)[number][] }>();
  for (const each of spent) {
    const found = heads.get(each.head.no);
    if (found === undefined) heads.set(each.head.no, { head: each.head, list: [each] });
    else found.list.push(each);
  }
  return [...heads.values()];
}

function sum(amounts: readonly Amount[]): bigint {
  return amounts.reduce((total, { amountMinor }) => total + amountMinor, 0n);
}

const COLUMNS: Columns<YearReportDocument['months'][number]> = {
  month: 'month',
  spent: 'spent',
  billed: 'billed',
  outstanding: 'outstanding',
  students: 'students',
  student_days: 'studentDays',
  a_student_day: 'aStudentDay',
  collected: 'collected',
  paid_back: 'paidBack',
  closing: 'closing',
};

/** A row for each month. */
export function yearReportSheet({ months }: YearReportDocument): Sheet {
  return toSheet(COLUMNS, months);
}
