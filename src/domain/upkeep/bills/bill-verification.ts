import { InvalidInputError } from '../../../errors.ts';
import type { BillStatus } from '../../billing/bill.ts';
import { isOfChargesAlone } from '../../billing/charged-roll.ts';
import { draftBill } from '../../billing/share-bill.ts';
import { calendarDays, isMonth } from '../../values/month.ts';
import { compareCodePoints, nameSome } from '../../values/text.ts';
import type { Finding, VerifiedRow } from '../finding.ts';

const STATUSES: readonly string[] = ['live', 'superseded', 'void'] satisfies BillStatus[];

interface StoredBill {
  readonly key: string;
  readonly month: string;
  readonly status: string;
  readonly origin: string;
  readonly daysInMonth: number | null;
  readonly totalMinor: bigint | null;
  readonly perHeadMinor: bigint | null;
  readonly fixedMinor: bigint | null;
  readonly loweredMinor: bigint;
  readonly raisedMinor: bigint;
  readonly chargesMinor: bigint | null;
  readonly billedMinor: bigint;
  shares: StoredShare[];
}

interface StoredShare {
  readonly id: string;
  readonly daysHundredths: number;
  readonly dividingMinor: bigint | null;
  readonly perHeadMinor: bigint | null;
  readonly fixedMinor: bigint | null;
  readonly chargesMinor: bigint | null;
  readonly amountMinor: bigint;
}

/**
 * Checks bills and their shares: one live bill a month, which is its last, revisions without gaps,
 * shares that add up to the bill and are what the rule gives for the days that are stored with them.
 * Only the sum of a recorded bill is checked: what it was worked out from is not known.
 */
export function createBillVerification(onFinding: (finding: Finding) => void) {
  const bills = new Map<string, StoredBill>();
  const live = new Set<string>();
  const revisions = new Map<string, number>();
  let last: StoredBill | undefined;
  let open: StoredBill | undefined;
  const of = (table: string, key: string) => (check: string, message: string) =>
    onFinding({ check, table, key, message });

  const endLast = (next: StoredBill | undefined) => {
    if (last !== undefined) checkFollowed(last, next, of('bills', last.key));
    last = next;
  };
  const finishOpen = () => {
    if (open === undefined) return;
    checkSums(open, of('bills', open.key));
    if (open.origin !== 'recorded') checkRule(open, of('bills', open.key));
    bills.delete(open.key);
    open = undefined;
  };

  return {
    addBill(row: VerifiedRow) {
      const bill = toBill(row);
      const report = of('bills', bill.key);
      if (!isMonth(row.month)) return report('month', `not a month: ${bill.month}`);
      endLast(bill);
      bills.set(bill.key, bill);
      const expected = (revisions.get(bill.month) ?? 0) + 1;
      revisions.set(bill.month, Number(row.revision));
      if (row.revision !== expected) report('revision', `revision ${expected} is missing`);
      if (!STATUSES.includes(String(row.status))) report('value', `no status: ${row.status}`);
      if (row.status === 'live') {
        if (live.has(bill.month)) report('live_bills', 'the month has more than one live bill');
        live.add(bill.month);
      }
      checkAmounts(bill, report);
      checkEnd(row, report);
    },
    endBills() {
      endLast(undefined);
    },
    addShare(row: VerifiedRow) {
      const key = `${row.month} ${row.revision}`;
      if (open?.key !== key) {
        finishOpen();
        open = bills.get(key);
      }
      const share = toShare(row);
      // A share of no bill is a finding of the references.
      open?.shares.push(share);
      checkShare(share, of('shares', `${key} ${row.student_no}`));
    },
    end() {
      finishOpen();
      for (const bill of bills.values()) of('bills', bill.key)('sum', 'the bill has no shares');
    },
  };
}

function toMinor(value: VerifiedRow[string] | undefined): bigint | null {
  return value === null || value === undefined ? null : BigInt(value);
}

function toBill(row: VerifiedRow): StoredBill {
  return {
    key: `${row.month} ${row.revision}`,
    month: String(row.month),
    status: String(row.status),
    origin: String(row.origin),
    daysInMonth: row.days_in_month === null ? null : Number(row.days_in_month),
    totalMinor: toMinor(row.total_minor),
    perHeadMinor: toMinor(row.per_head_minor),
    fixedMinor: toMinor(row.fixed_minor),
    loweredMinor: toMinor(row.lowered_minor) ?? 0n,
    raisedMinor: toMinor(row.raised_minor) ?? 0n,
    chargesMinor: toMinor(row.charges_minor),
    billedMinor: toMinor(row.billed_minor) ?? 0n,
    shares: [],
  };
}

function toShare(row: VerifiedRow): StoredShare {
  return {
    id: String(row.id_then),
    daysHundredths: Number(row.days_hundredths),
    dividingMinor: toMinor(row.dividing_minor),
    perHeadMinor: toMinor(row.per_head_minor),
    fixedMinor: toMinor(row.fixed_minor),
    chargesMinor: toMinor(row.charges_minor),
    amountMinor: toMinor(row.amount_minor) ?? 0n,
  };
}

type ReportHere = (check: string, message: string) => void;

function hasGoodAmounts({ totalMinor, perHeadMinor, fixedMinor }: StoredBill): boolean {
  return [totalMinor, perHeadMinor, fixedMinor].every((amount) => amount === null || amount > 0n);
}

function hasGoodDivision({ totalMinor, loweredMinor, raisedMinor }: StoredBill): boolean {
  const isWithin = loweredMinor >= 0n && raisedMinor >= 0n;
  return isWithin && loweredMinor <= (totalMinor ?? 0n) + raisedMinor;
}

function hasDiningDays({ daysInMonth: days, month }: StoredBill): boolean {
  return days !== null && days >= 1 && days <= calendarDays(month);
}

function hasGoodDays({ daysHundredths }: StoredShare): boolean {
  return daysHundredths >= 0 && daysHundredths <= 3100;
}

function checkAmounts(bill: StoredBill, report: ReportHere): void {
  const amounts = [bill.totalMinor, bill.perHeadMinor, bill.fixedMinor];
  if (amounts.every((amount) => amount === null)) report('money', 'the bill has no amount');
  if (!hasGoodAmounts(bill) || bill.billedMinor < 0n) {
    report('money', 'an amount of the bill is not more than 0');
  }
  if (!hasGoodDivision(bill)) report('money', 'charges change more than there is to divide');
  const isRight = bill.origin === 'recorded' ? bill.daysInMonth === null : hasDiningDays(bill);
  if (!isRight) report('days', `${bill.daysInMonth ?? 'no'} dining days`);
}

/** A month's bills come one after the other; what supersedes one is the next of its month. */
function checkFollowed(bill: StoredBill, next: StoredBill | undefined, report: ReportHere): void {
  const following = next?.month === bill.month ? next : undefined;
  if (bill.status === 'superseded' && following === undefined) {
    report('revision', 'the bill is superseded, and no revision follows it');
  }
  // Two that are live are a finding of their own.
  if (bill.status === 'live' && following !== undefined && following.status !== 'live') {
    report('live_bills', 'the bill is live, and another revision follows it');
  }
}

/** Who ended a bill is recorded, but for one that was voided when that was not stored yet. */
function checkEnd(row: VerifiedRow, report: ReportHere): void {
  const { status, ended_by: endedBy, ended_reason: reason } = row;
  if (status === 'live' && (endedBy !== null || reason !== null)) {
    report('value', 'the bill is live, and says who ended it, or why');
  }
  if (status === 'superseded' && endedBy === null) {
    report('value', 'the bill is superseded, and does not say by what');
  }
}

function checkShare(share: StoredShare, report: ReportHere): void {
  const { dividingMinor, perHeadMinor, fixedMinor, chargesMinor, amountMinor } = share;
  const parts = [dividingMinor, perHeadMinor, fixedMinor].map((part) => part ?? 0n);
  if (parts.some((part) => part < 0n)) report('money', 'a part of the share is less than 0');
  if (parts.reduce((total, part) => total + part, chargesMinor ?? 0n) !== amountMinor) {
    report('sum', 'the parts do not add up to the share');
  }
  if (!hasGoodDays(share)) report('days', `${share.daysHundredths / 100} days`);
}

function checkSums(bill: StoredBill, report: ReportHere): void {
  const sum = (part: (share: StoredShare) => bigint | null) =>
    bill.shares.reduce((total, share) => total + (part(share) ?? 0n), 0n);
  const billed = sum(({ amountMinor }) => amountMinor);
  if (billed !== bill.billedMinor) {
    report('sum', `the shares add up to ${billed} minor units, not to ${bill.billedMinor}`);
  }
  if (bill.origin === 'recorded') return;
  if (sum(({ chargesMinor }) => chargesMinor) !== (bill.chargesMinor ?? 0n)) {
    report('sum', 'the charges of the shares do not add up to those of the bill');
  }
  const divided = (bill.totalMinor ?? 0n) - bill.loweredMinor + bill.raisedMinor;
  if (sum(({ dividingMinor }) => dividingMinor) !== divided) {
    report('sum', 'the dividing parts do not add up to the total');
  }
  if (sum(({ fixedMinor }) => fixedMinor) !== (bill.fixedMinor ?? 0n)) {
    report('sum', 'the fixed parts do not add up to the fixed amount');
  }
}

/** What mess would work out from the days that are stored with the shares. */
function checkRule(bill: StoredBill, report: ReportHere): void {
  // What cannot be worked out is a finding already.
  const canBeDrafted =
    hasGoodAmounts(bill) &&
    hasGoodDivision(bill) &&
    hasDiningDays(bill) &&
    bill.shares.every(hasGoodDays);
  if (bill.daysInMonth === null || !canBeDrafted) return;
  const shares = bill.shares.toSorted((a, b) => compareCodePoints(a.id, b.id));
  const roll = shares.map((share) => {
    const { id, daysHundredths, chargesMinor } = share;
    const isOutside = isOfChargesAlone(share);
    return { id, name: '', daysHundredths, isOutside, chargesMinor: chargesMinor ?? undefined };
  });
  try {
    const drafted = draftBill(bill.month, bill.daysInMonth, bill, roll, bill).shares;
    const others = shares.filter((share, index) => {
      const due = drafted[index];
      return (
        share.dividingMinor !== due?.dividingMinor ||
        share.perHeadMinor !== due.perHeadMinor ||
        share.fixedMinor !== due.fixedMinor
      );
    });
    if (others.length === 0) return;
    report('rule', `not what the rule gives: ${nameSome(others.map(({ id }) => id))}`);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    report('rule', `could not be billed: ${error.message.replace(/\.$/, '')}`);
  }
}
