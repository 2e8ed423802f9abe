import type {
  Bill,
  BillRevision,
  BillSummary,
  ListedBill,
  Share,
  Staleness,
} from '../../domain/billing/bill.ts';
import { isStale } from '../../domain/billing/stale-bill.ts';
import { dividedOf, leftOver } from '../../domain/charges/division.ts';
import { anchorOf, type RecordHead } from '../../domain/mess/record-chain.ts';
import type { HeadTotal } from '../../domain/purchases/purchase.ts';
import { daysAsNumber } from '../../domain/values/days.ts';
import { formatMinor, formatMinorOrNull } from '../../domain/values/money.ts';
import type { Told } from '../../errors.ts';
import type {
  BillDocument,
  BilledHeadDocument,
  BillRevisionDocument,
  BillSummaryDocument,
  ListedBillDocument,
  ShareDocument,
  ShownBillDocument,
} from '../schemas/billing.ts';
import { type Columns, type Sheet, toSheet } from '../sheet.ts';

/** Whom and what a bill is stale about. */
export function changedDocument({
  students,
  charged,
  heads,
}: Staleness): BillSummaryDocument['changed'] {
  return { students, charges: charged, heads: heads.map(({ name }) => name) };
}

export function billSummaryDocument(
  bill: BillSummary,
  currencyDecimals: number,
): BillSummaryDocument {
  return {
    month: bill.month,
    daysInMonth: bill.daysInMonth,
    total: formatMinorOrNull(bill.totalMinor, currencyDecimals),
    perHead: formatMinorOrNull(bill.perHeadMinor, currencyDecimals),
    fixed: formatMinorOrNull(bill.fixedMinor, currencyDecimals),
    charges: formatMinorOrNull(bill.chargesMinor, currencyDecimals),
    billed: formatMinor(bill.billedMinor, currencyDecimals),
    revision: bill.revision,
    status: bill.status,
    stale: isStale(bill.staleness),
    changed: changedDocument(bill.staleness),
    origin: bill.origin,
  };
}

const SUMMARY_COLUMNS: Columns<BillSummaryDocument> = {
  month: 'month',
  days_in_month: 'daysInMonth',
  total: 'total',
  per_head: 'perHead',
  fixed: 'fixed',
  charges: 'charges',
  billed: 'billed',
  revision: 'revision',
  status: 'status',
  stale: ({ stale }) => String(stale),
  origin: 'origin',
};

export function billSummarySheet(bills: readonly BillSummaryDocument[]): Sheet {
  return toSheet(SUMMARY_COLUMNS, bills);
}

export function listedBillDocument(bill: ListedBill, currencyDecimals: number): ListedBillDocument {
  return { ...billSummaryDocument(bill, currencyDecimals), reason: bill.endedReason };
}

const LISTED_COLUMNS: Columns<ListedBillDocument> = { ...SUMMARY_COLUMNS, reason: 'reason' };

export function listedBillSheet(bills: readonly ListedBillDocument[]): Sheet {
  return toSheet(LISTED_COLUMNS, bills);
}

export function billRevisionDocument(
  bill: BillRevision & BillSummary,
  currencyDecimals: number,
): BillRevisionDocument {
  return {
    ...billSummaryDocument(bill, currencyDecimals),
    madeAt: bill.registeredAt,
    madeBy: bill.madeBy,
    endedAt: bill.endedAt,
    endedBy: bill.endedBy,
    reason: bill.endedReason,
  };
}

const REVISION_COLUMNS: Columns<BillRevisionDocument> = {
  ...SUMMARY_COLUMNS,
  made_at: 'madeAt',
  made_by: 'madeBy',
  ended_at: 'endedAt',
  ended_by: 'endedBy',
  reason: 'reason',
};

export function billRevisionSheet(revisions: readonly BillRevisionDocument[]): Sheet {
  return toSheet(REVISION_COLUMNS, revisions);
}

export function billDocument(bill: Told<Bill>, currencyDecimals: number): BillDocument {
  const { surplusMinor, shortfallMinor } = leftOver(bill.charges, bill);
  const isDivided = bill.totalMinor !== null;
  return {
    ...billSummaryDocument(bill, currencyDecimals),
    dryRun: bill.dryRun,
    purchases: billedHeadsDocument(bill.purchases, currencyDecimals),
    divided: formatMinorOrNull(dividedOf(bill.totalMinor, bill), currencyDecimals),
    surplus: isDivided ? someOrNull(surplusMinor, currencyDecimals) : null,
    shortfall: isDivided ? someOrNull(shortfallMinor, currencyDecimals) : null,
    shares: bill.shares.map((share) => shareDocument(share, currencyDecimals)),
    warnings: bill.warnings,
  };
}

/** @param head the newest entry of the record of changes: whoever pins the bill on a board pins it too */
export function shownBillDocument(
  bill: Told<Bill>,
  head: RecordHead,
  currencyDecimals: number,
): ShownBillDocument {
  return { ...billDocument(bill, currencyDecimals), record: anchorOf(head) };
}

/** Null for nothing at all. */
export function someOrNull(minor: bigint, currencyDecimals: number): string | null {
  return minor === 0n ? null : formatMinor(minor, currencyDecimals);
}

export function billedHeadsDocument(
  heads: readonly HeadTotal[] | null,
  currencyDecimals: number,
): BilledHeadDocument[] | null {
  if (heads === null) return null;
  return heads.map(({ head, purchases, amountMinor }) => ({
    head: head.name,
    kind: head.kind,
    purchases,
    amount: formatMinor(amountMinor, currencyDecimals),
  }));
}

export function shareDocument(share: Share, currencyDecimals: number): ShareDocument {
  return {
    studentId: share.studentId,
    name: share.name,
    branch: share.branch,
    days: daysAsNumber(share.daysHundredths),
    dividing: formatMinorOrNull(share.dividingMinor, currencyDecimals),
    perHead: formatMinorOrNull(share.perHeadMinor, currencyDecimals),
    fixed: formatMinorOrNull(share.fixedMinor, currencyDecimals),
    charges: formatMinorOrNull(share.chargesMinor, currencyDecimals),
    amount: formatMinor(share.amountMinor, currencyDecimals),
  };
}

export const SHARE_COLUMNS: Columns<ShareDocument> = {
  student_id: 'studentId',
  name: 'name',
  branch: 'branch',
  days: 'days',
  dividing: 'dividing',
  per_head: 'perHead',
  fixed: 'fixed',
  charges: 'charges',
  amount: 'amount',
};

export function billSheet({ shares }: BillDocument): Sheet {
  return toSheet(SHARE_COLUMNS, shares);
}
