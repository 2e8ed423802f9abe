import { anchorOf, type RecordHead } from '../../domain/mess/record-chain.ts';
import type { AccountsStatus, TrialBalance } from '../../domain/payments/trial-balance.ts';
import { formatMinor } from '../../domain/values/money.ts';
import type { Fields } from '../fields.ts';
import type {
  AccountsStatusDocument,
  CashCountDocument,
  ClosedBooksDocument,
  ReopenedBooksDocument,
} from '../schemas/payments/books.ts';
import { type Columns, type Sheet, toSheet } from '../sheet.ts';

export interface ClosedBooksRecord {
  /** `YYYY-MM-DD` */
  readonly through: string;
  readonly trialBalance: TrialBalance;
  readonly head: RecordHead;
}

export function closedBooksDocument(
  { through, trialBalance, head }: ClosedBooksRecord,
  currencyDecimals: number,
): ClosedBooksDocument {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  return {
    through,
    accounts: trialBalance.accounts.map(({ account, amountMinor }) => ({
      account,
      debit: amountMinor > 0n ? money(amountMinor) : null,
      credit: amountMinor < 0n ? money(-amountMinor) : null,
    })),
    sum: money(trialBalance.sumMinor),
    record: anchorOf(head),
  };
}

export function closedBooksSheet({ accounts }: ClosedBooksDocument): Sheet {
  const columns: Columns<ClosedBooksDocument['accounts'][number]> = {
    account: 'account',
    debit: 'debit',
    credit: 'credit',
  };
  return toSheet(columns, accounts);
}

/** @param before through which day they were closed; null where they were open */
export function reopenedBooksDocument({
  before,
}: {
  readonly before: string | null;
}): ReopenedBooksDocument {
  return { closedThrough: before };
}

export function accountsStatusDocument(
  { lastCount, closedThrough, ...sums }: AccountsStatus,
  currencyDecimals: number,
): AccountsStatusDocument {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  return {
    owed: money(sums.owedMinor),
    overdue: money(sums.overdueMinor),
    credit: money(sums.creditMinor),
    suspense: money(sums.suspenseMinor),
    cashSinceCount: money(sums.cashSinceCountMinor),
    lastCountAt: lastCount?.at ?? null,
    lastCountBy: lastCount?.by ?? null,
    closedThrough,
  };
}

/** A count of the cash box, in minor units. */
export interface CashCountRecord {
  readonly countedMinor: bigint;
  readonly recordedMinor: bigint;
  readonly differenceMinor: bigint;
  readonly takenOutMinor: bigint;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly last: { readonly at: string; readonly by: string | null } | undefined;
  /** By which it can be taken back. */
  readonly voucher: string | null;
}

/** A count of the cash box that is recorded. */
export const RECORDED_COUNT = {
  voucher: 'word',
  at: 'time',
  by: { kind: 'word?', drop: 2 },
  counted: { kind: 'money', from: 'countedMinor' },
  takenOut: { kind: 'money', from: 'takenOutMinor' },
  difference: { kind: 'money', from: 'differenceMinor' },
  reversed: { kind: 'flag', from: 'isReversed', drop: 1 },
} as const satisfies Fields;

export function cashCountDocument(
  { date, last, voucher, ...count }: CashCountRecord,
  currencyDecimals: number,
): CashCountDocument {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  return {
    date,
    counted: money(count.countedMinor),
    recorded: money(count.recordedMinor),
    difference: money(count.differenceMinor),
    takenOut: money(count.takenOutMinor),
    lastAt: last?.at ?? null,
    lastBy: last?.by ?? null,
    voucher,
  };
}

export function cashCountSheet(counts: readonly CashCountDocument[]): Sheet {
  const columns: Columns<CashCountDocument> = {
    date: 'date',
    counted: 'counted',
    recorded: 'recorded',
    difference: 'difference',
    taken_out: 'takenOut',
    last_at: 'lastAt',
    last_by: 'lastBy',
    voucher: 'voucher',
  };
  return toSheet(columns, counts);
}
