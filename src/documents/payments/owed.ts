import { findOwedDays, type OwedDays } from '../../domain/payments/dues/ageing.ts';
import { formatMinor } from '../../domain/values/money.ts';
import type { AccountDocument } from '../schemas/payments/payments.ts';

/** What an account comes to by its days. */
export interface Owed extends OwedDays {
  /** What of it is late, as documents have amounts; null where nothing is. */
  readonly overdue: string | null;
}

/** @param asOf the day up to which the account was reckoned, `YYYY-MM-DD` */
export function owedOf({ balance, outstanding }: AccountDocument, asOf: string): Owed {
  const decimals = balance.split('.')[1]?.length ?? 0;
  const lateMinor = outstanding
    .filter(({ daysLate }) => daysLate > 0)
    .reduce((sum, { amount }) => sum + BigInt(amount.replace('.', '')), 0n);
  return {
    ...findOwedDays(outstanding, asOf),
    overdue: lateMinor > 0n ? formatMinor(lateMinor, decimals) : null,
  };
}
