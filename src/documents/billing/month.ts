import { listLacks, type MonthState } from '../../domain/billing/month-state.ts';
import { isStale } from '../../domain/billing/stale-bill.ts';
import { formatMinor, formatMinorOrNull } from '../../domain/values/money.ts';
import type { MonthStateDocument } from '../schemas/billing.ts';
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
