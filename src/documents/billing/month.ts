import { listLacks, type MonthState } from '../../domain/billing/month-state.ts';
import { isStale } from '../../domain/billing/stale-bill.ts';
import { anchorOf, type RecordHead } from '../../domain/mess/record-chain.ts';
import { formatMinor, formatMinorOrNull } from '../../domain/values/money.ts';
import type {
  ChangedMonthDocument,
  ClosedMonthDocument,
  MonthStateDocument,
} from '../schemas/months.ts';
import { type Columns, type Sheet, toSheet } from '../sheet.ts';
import { changedDocument } from './bill.ts';

export function monthDocument(state: MonthState, currencyDecimals: number): MonthStateDocument {
  const { closed, bill } = state;
  return {
    month: state.month,
    status: closed === null ? 'open' : 'closed',
    students: state.students,
    unrecorded: state.unrecorded,
    purchases: formatMinor(state.spentMinor, currencyDecimals),
    billed: formatMinorOrNull(bill?.billedMinor ?? null, currencyDecimals),
    revision: bill?.revision ?? null,
    stale: isStale(state.staleness),
    changed: changedDocument(state.staleness),
    closedAt: closed?.at ?? null,
    closedBy: closed?.by ?? null,
    reason: closed?.asIsReason ?? null,
    missing: listLacks(state),
  };
}

/** A month that was closed or opened, with the warnings in words. */
export interface ChangedMonthRecord {
  readonly state: MonthState;
  readonly warnings: readonly string[];
}

export function changedMonthDocument(
  { state, warnings }: ChangedMonthRecord,
  currencyDecimals: number,
): ChangedMonthDocument {
  return { ...monthDocument(state, currencyDecimals), warnings };
}

export interface ClosedMonthRecord extends ChangedMonthRecord {
  /** The newest entry of the record of changes, to be written down. */
  readonly head: RecordHead;
  /** Of its bill; null where that is owed by nobody. */
  readonly unpaid: { readonly students: number; readonly amountMinor: bigint } | null;
}

export function closedMonthDocument(
  { head, unpaid, ...changed }: ClosedMonthRecord,
  currencyDecimals: number,
): ClosedMonthDocument {
  return {
    ...changedMonthDocument(changed, currencyDecimals),
    record: anchorOf(head),
    unpaid: unpaid && {
      students: unpaid.students,
      amount: formatMinor(unpaid.amountMinor, currencyDecimals),
    },
  };
}

const COLUMNS: Columns<MonthStateDocument> = {
  month: 'month',
  status: 'status',
  students: 'students',
  unrecorded: 'unrecorded',
  purchases: 'purchases',
  billed: 'billed',
  revision: 'revision',
  stale: ({ stale }) => String(stale),
  closed_at: 'closedAt',
  closed_by: 'closedBy',
  reason: 'reason',
  missing: ({ missing }) => missing.join(' '),
};

export function monthSheet(months: readonly MonthStateDocument[]): Sheet {
  return toSheet(COLUMNS, months);
}
