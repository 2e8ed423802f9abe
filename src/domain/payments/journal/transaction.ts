import type { BillStatus } from '../../billing/bill.ts';
import { type Month, monthName } from '../../values/month.ts';
import type { AccountName } from './accounts.ts';

/** One side of a transaction, in minor units: above 0 a debit. */
export interface JournalPosting {
  readonly account: AccountName;
  /** The number of the student, or of the head of purchases, below whose name it stands; null for none. */
  readonly of: number | null;
  readonly amountMinor: bigint;
}

/** An entry of the journal, whose postings add up to zero. */
export interface JournalTransaction {
  /** The same in every export: letters, digits and hyphens. */
  readonly code: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly text: string;
  /** Of the money, where it stands on another day in the books; null where not. */
  readonly moneyDate: string | null;
  /** The code of what it takes back; null for nothing. */
  readonly reverses: string | null;
  readonly postings: readonly JournalPosting[];
}

/** A bill, and where in the record of changes it was made and ended. Days are `YYYY-MM-DD`. */
export interface RecordedBill {
  readonly month: Month;
  readonly revision: number;
  readonly status: BillStatus;
  readonly madeOn: string;
  readonly madeBy: number;
  /** Null for a live one. */
  readonly endedOn: string | null;
  readonly endedBy: number | null;
}

/** That a bill came to stand, or stood no more. */
export interface BillMove {
  readonly kind: 'bill' | 'revision' | 'void';
  readonly month: Month;
  readonly revision: number;
  /** The revision that stood before it; null for none. */
  readonly before: number | null;
  readonly date: string;
  /** The number of its entry in the record of changes. */
  readonly sequence: number;
}

/**
 * The same lines that an account of a student has, for all students together.
 *
 * @param bills in the order of months and revisions
 */
export function listBillMoves(bills: readonly RecordedBill[]): BillMove[] {
  const moves: BillMove[] = [];
  let standing: RecordedBill | undefined;
  for (const bill of bills) {
    const { month, revision, madeOn, endedOn } = bill;
    const before = standing?.month === month ? standing.revision : null;
    const kind = before === null ? 'bill' : 'revision';
    moves.push({ kind, month, revision, before, date: madeOn, sequence: bill.madeBy });
    standing = bill;
    if (bill.status !== 'void') continue;
    const sequence = bill.endedBy ?? bill.madeBy;
    moves.push({
      ...{ kind: 'void', month, revision, before: revision, sequence },
      date: endedOn ?? madeOn,
    });
    standing = undefined;
  }
  return moves;
}

/** What a share is made up of, in minor units. */
export interface ShareParts {
  readonly studentNo: number;
  readonly dividingMinor: bigint;
  readonly perHeadMinor: bigint;
  readonly fixedMinor: bigint;
  readonly chargesMinor: bigint;
  readonly amountMinor: bigint;
}

const PARTS = [
  ['dividing', 'dividingMinor'],
  ['per-head', 'perHeadMinor'],
  ['fixed', 'fixedMinor'],
  ['charges', 'chargesMinor'],
] as const satisfies readonly (readonly [AccountName, keyof ShareParts])[];

/**
 * A bill, or by how much it changed what was charged before: what each student owes more or less, and on
 * the other side what it is for.
 *
 * @param shares that are charged now; none where the bill is void
 * @param before what was charged until then
 */
export function billTransaction(
  { kind, month, revision, date }: BillMove,
  shares: readonly ShareParts[],
  before: readonly ShareParts[],
): JournalTransaction {
  const owed = new Map<number, bigint>();
  const sums = new Map<AccountName, bigint>();
  const add = (share: ShareParts, sign: bigint) => {
    const { studentNo, amountMinor } = share;
    owed.set(studentNo, (owed.get(studentNo) ?? 0n) + sign * amountMinor);
    let rest = amountMinor;
    for (const [account, part] of PARTS) {
      sums.set(account, (sums.get(account) ?? 0n) - sign * share[part]);
      rest -= share[part];
    }
    // Of bills that were taken over, nobody knows what they are made up of.
    sums.set('undivided', (sums.get('undivided') ?? 0n) - sign * rest);
  };
  for (const share of shares) add(share, 1n);
  for (const share of before) add(share, -1n);
  const postings: JournalPosting[] = [];
  for (const [of, amountMinor] of owed) {
    if (amountMinor !== 0n) postings.push({ account: 'receivable', of, amountMinor });
  }
  for (const [account, amountMinor] of sums) {
    if (amountMinor !== 0n) postings.push({ account, of: null, amountMinor });
  }
  const code = `bill-${month}-${revision}`;
  const text = {
    bill: `Bill of ${monthName(month)}`,
    revision: `Bill of ${monthName(month)}, revision ${revision}`,
    void: `Bill of ${monthName(month)} voided`,
  }[kind];
  const isVoid = kind === 'void';
  return {
    ...{ code: isVoid ? `${code}-void` : code, date, text, postings, moneyDate: null },
    reverses: isVoid ? code : null,
  };
}
