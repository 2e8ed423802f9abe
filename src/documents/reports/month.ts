import type { Bill } from '../../domain/billing/bill.ts';
import { anchorOf, type RecordHead } from '../../domain/mess/record-chain.ts';
import type { MethodTotal } from '../../domain/payments/method-total.ts';
import type { HeadKind, HeadTotal } from '../../domain/purchases/purchase.ts';
import { rateOf } from '../../domain/reports/cost-rate.ts';
import type { DuesMovement } from '../../domain/reports/dues-movement.ts';
import { daysAsNumber } from '../../domain/values/days.ts';
import { formatMinor, formatMinorOrNull } from '../../domain/values/money.ts';
import { calendarDays, type Month } from '../../domain/values/month.ts';
import type { Told } from '../../errors.ts';
import { billedHeadsDocument, billSummaryDocument } from '../billing/bill.ts';
import { duesDocument, methodTotalDocument, type StudentDuesRecord } from '../payments/payments.ts';
import type { DuesMovementDocument, MonthReportDocument } from '../schemas/reports.ts';
import type { Cell, Sheet } from '../sheet.ts';
import { methodTotals } from './money.ts';

/** What changed after the last day of a report; null while no accounts are kept. */
export type SinceRecord = {
  readonly lateBills: readonly { readonly month: Month; readonly madeOn: string }[];
  readonly takenBackLaterMinor: bigint;
} | null;

/** What a month's report is made of, with the warnings of its bill in words. Amounts in minor units. */
export interface MonthReportRecord {
  readonly month: Month;
  readonly asOf: string;
  readonly bill: Told<Bill> | null;
  readonly billMadeOn: string | null;
  readonly heads: readonly HeadTotal[];
  readonly collected: readonly MethodTotal[];
  readonly movement: DuesMovement | null;
  readonly since: SinceRecord;
  readonly topDues: readonly StudentDuesRecord[];
  readonly head: RecordHead;
}

export function monthReportDocument(
  report: MonthReportRecord,
  currencyDecimals: number,
): MonthReportDocument {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  const rate = (minor: bigint | null) => formatMinorOrNull(minor, currencyDecimals);
  const { month, bill, heads, collected, movement } = report;
  const spent = (kind: HeadKind) => sum(heads.filter(({ head }) => head.kind === kind));
  const [dividing, fixed] = [spent('dividing'), spent('fixed')];
  const days = bill?.shares.reduce((all, { daysHundredths }) => all + daysHundredths, 0) ?? 0;
  const calendar = bill?.daysInMonth ?? calendarDays(month);
  const shares = bill?.shares ?? [];
  const shareSum = sum(shares);
  return {
    month,
    asOf: report.asOf,
    students: bill === null ? null : shares.length,
    studentDays: bill === null ? null : daysAsNumber(days),
    spent: {
      dividing: money(dividing),
      fixed: money(fixed),
      total: money(dividing + fixed),
      heads: billedHeadsDocument(heads, currencyDecimals) ?? [],
    },
    bill: bill && billSummaryDocument(bill, currencyDecimals),
    billMadeOn: report.billMadeOn,
    costs: {
      aDay: rate(rateOf(bill?.billedMinor ?? dividing + fixed, calendar * 100)),
      aStudentDay: rate(bill?.totalMinor == null ? null : rateOf(bill.totalMinor, days)),
    },
    collected: {
      methods: collected.map((each) => methodTotalDocument(each, currencyDecimals)),
      ...methodTotals(collected, currencyDecimals),
    },
    dues: movement && movementDocument(movement, currencyDecimals),
    ...sinceDocument(report.since, currencyDecimals),
    topDues: report.topDues.map((each) => duesDocument(each, currencyDecimals)),
    proof: bill && {
      shares: shares.length,
      sum: money(shareSum),
      bill: money(bill.billedMinor),
      isEqual: shareSum === bill.billedMinor,
    },
    warnings: bill?.warnings ?? [],
    record: anchorOf(report.head),
  };
}

export function movementDocument(
  movement: DuesMovement,
  currencyDecimals: number,
): DuesMovementDocument {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  return {
    opening: money(movement.openingMinor),
    stated: money(movement.statedMinor),
    billed: money(movement.billedMinor),
    revised: money(movement.revisedMinor),
    lateFees: money(movement.lateFeesMinor),
    received: money(movement.receivedMinor),
    reversed: money(movement.reversedMinor),
    depositsUsed: money(movement.depositsUsedMinor),
    paidBack: money(movement.paidBackMinor),
    writtenOff: money(movement.writtenOffMinor),
    closing: money(movement.closingMinor),
  };
}

/** The keys that both reports have of it. */
export function sinceDocument(since: SinceRecord, currencyDecimals: number) {
  return {
    lateBills: since?.lateBills ?? [],
    takenBackLater: formatMinorOrNull(since?.takenBackLaterMinor ?? null, currencyDecimals),
  };
}

function sum(amounts: readonly { readonly amountMinor: bigint }[]): bigint {
  return amounts.reduce((total, { amountMinor }) => total + amountMinor, 0n);
}

/** A line for each figure: what it is of, what of that, and how much. */
export function monthReportSheet(report: MonthReportDocument): Sheet {
  const rows: Cell[][] = [
    ...report.spent.heads.map(({ head, amount }) => ['spent', head, amount]),
    ['spent', 'total', report.spent.total],
    ...(report.bill === null ? [] : [['billed', 'total', report.bill.billed]]),
    ...report.collected.methods.map(({ method, inAll }) => ['collected', method, inAll]),
    ['collected', 'total', report.collected.inAll],
    ...Object.entries(report.dues ?? {}).map(([part, amount]) => ['dues', part, amount]),
    ...report.topDues.map(({ studentId, balance }) => ['owed', studentId, balance]),
  ];
  return { header: ['of', 'what', 'amount'], rows };
}
