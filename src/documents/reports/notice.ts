import type { BillRecord, Share } from '../../domain/billing/bill.ts';
import { anchorOf, type RecordHead } from '../../domain/mess/record-chain.ts';
import { daysAsNumber } from '../../domain/values/days.ts';
import { formatMinor, formatMinorOrNull } from '../../domain/values/money.ts';
import type { NoticeDocument } from '../schemas/reports.ts';
import { type Columns, type Sheet, toSheet } from '../sheet.ts';

/** What is pinned on the board. Amounts in minor units; null where the bill is not owed. */
export interface NoticeRecord {
  readonly bill: Pick<BillRecord, 'month' | 'daysInMonth' | 'billedMinor'>;
  readonly rows: readonly {
    readonly share: Share;
    readonly previousMinor: bigint | null;
    readonly lateFeesMinor: bigint | null;
    readonly paidMinor: bigint | null;
    readonly totalMinor: bigint | null;
  }[];
  readonly dueOn: string | null;
  readonly asOf: string;
  readonly head: RecordHead;
}

/** @param hasNames whether students are named, beside their ids */
export function noticeDocument(
  { bill, rows, dueOn, asOf, head }: NoticeRecord,
  hasNames: boolean,
  currencyDecimals: number,
): NoticeDocument {
  const some = (minor: bigint | null) => formatMinorOrNull(minor, currencyDecimals);
  const sumOf = (of: (row: NoticeRecord['rows'][number]) => bigint | null) =>
    dueOn === null ? null : rows.reduce((sum, row) => sum + (of(row) ?? 0n), 0n);
  return {
    month: bill.month,
    asOf,
    dueOn,
    daysInMonth: bill.daysInMonth,
    rows: rows.map(({ share, previousMinor, lateFeesMinor, paidMinor, totalMinor }) => ({
      studentId: share.studentId,
      name: hasNames ? share.name : null,
      days: daysAsNumber(share.daysHundredths),
      amount: formatMinor(share.amountMinor, currencyDecimals),
      previous: some(previousMinor),
      lateFees: some(lateFeesMinor),
      paid: some(paidMinor),
      total: some(totalMinor),
    })),
    totals: {
      days: daysAsNumber(rows.reduce((sum, { share }) => sum + share.daysHundredths, 0)),
      amount: formatMinor(bill.billedMinor, currencyDecimals),
      previous: some(sumOf(({ previousMinor }) => previousMinor)),
      lateFees: some(sumOf(({ lateFeesMinor }) => lateFeesMinor)),
      paid: some(sumOf(({ paidMinor }) => paidMinor)),
      total: some(sumOf(({ totalMinor }) => totalMinor)),
    },
    record: anchorOf(head),
  };
}

const COLUMNS: Columns<NoticeDocument['rows'][number]> = {
  student_id: 'studentId',
  name: 'name',
  days: 'days',
  amount: 'amount',
  previous: 'previous',
  late_fees: 'lateFees',
  paid: 'paid',
  total: 'total',
};

/** A row for each student. */
export function noticeSheet({ rows }: NoticeDocument): Sheet {
  return toSheet(COLUMNS, rows);
}
