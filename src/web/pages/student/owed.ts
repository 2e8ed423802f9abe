import { owedOf } from '../../../documents/payments/owed.ts';
import { type AccountRecord, accountDocument } from '../../../documents/payments/payments.ts';
import type { Debt, DebtKind } from '../../../domain/payments/dues/allocation.ts';
import { formatMinor } from '../../../domain/values/money.ts';
import type { Month } from '../../../domain/values/month.ts';

export type BesideKind = Exclude<DebtKind, 'bill'>;

const BESIDE_KINDS: readonly BesideKind[] = ['opening', 'late fee', 'paid back'];

/** What a student owes, in one figure. Amounts as documents have them. */
export interface Owed {
  readonly state: 'owed' | 'credit' | 'nothing';
  /** Of the debt or of the credit, never below 0. */
  readonly amount: string;
  /** What of it is late; null where nothing is. */
  readonly overdue: string | null;
  /** What of it no bill charges, so that the months do not add up to it. */
  readonly beside: readonly { readonly kind: BesideKind; readonly amount: string }[];
  /** The day by which the oldest of it is to be paid, `YYYY-MM-DD`; null where nothing is owed. */
  readonly due: string | null;
  /** The day by which the next of it is to be paid that is not late; null where nothing is. */
  readonly next: string | null;
  /** The bill that is to be paid first, `YYYY-MM`; null where none is. */
  readonly month: string | null;
  /** What the mess holds of the student; null for nothing. */
  readonly deposit: string | null;
  /** When the student left; null for who is there. */
  readonly left: string | null;
}

/** Says of an account what it comes to. */
export function describeOwed(
  account: AccountRecord & {
    readonly student: { readonly left: string | null };
  },
  currencyDecimals: number,
): Owed {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  const { balanceMinor, asOf, depositMinor, student } = account;
  const days = owedOf(accountDocument(account, currencyDecimals), asOf);
  const isOwed = balanceMinor > 0n;
  return {
    state: isOwed ? 'owed' : balanceMinor < 0n ? 'credit' : 'nothing',
    amount: money(isOwed ? balanceMinor : -balanceMinor),
    ...days,
    beside: BESIDE_KINDS.map((kind) => ({
      kind,
      minor: sumOpen(account, (debt) => debt.kind === kind),
    }))
      .filter(({ minor }) => minor > 0n)
      .map(({ kind, minor }) => ({ kind, amount: money(minor) })),
    deposit: depositMinor > 0n ? money(depositMinor) : null,
    left: student.left,
  };
}

/** What is open of the late fee of a month, as documents have amounts; null for nothing. */
export function openLateFee(
  account: Pick<AccountRecord, 'allocation'>,
  month: Month,
  currencyDecimals: number,
): string | null {
  const minor = sumOpen(account, (debt) => debt.kind === 'late fee' && debt.month === month);
  return minor > 0n ? formatMinor(minor, currencyDecimals) : null;
}

function sumOpen(
  { allocation }: Pick<AccountRecord, 'allocation'>,
  isMeant: (debt: Debt) => boolean,
): bigint {
  return allocation.debts
    .filter(isMeant)
    .reduce((sum, { outstandingMinor }) => sum + outstandingMinor, 0n);
}
