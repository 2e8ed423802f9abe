import { owedOf } from '../../../documents/payments/owed.ts';
import { type AccountRecord, accountDocument } from '../../../documents/payments/payments.ts';
import { formatMinor } from '../../../domain/values/money.ts';

/** What a student owes, in one figure. Amounts as documents have them. */
export interface Owed {
  readonly state: 'owed' | 'credit' | 'nothing';
  /** Of the debt or of the credit, never below 0. */
  readonly amount: string;
  /** What of it is late; null where nothing is. */
  readonly overdue: string | null;
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
    deposit: depositMinor > 0n ? money(depositMinor) : null,
    left: student.left,
  };
}
