import type { Expenses } from '../../domain/billing/expenses.ts';
import type { MoneyFormat } from '../../domain/values/money-format.ts';

/** What a student owes, or has to good, in words. @param balanceMinor above 0 is owed */
export function sayBalance(balanceMinor: bigint, money: MoneyFormat): string {
  if (balanceMinor === 0n) return 'nothing is owed';
  return balanceMinor > 0n ? `${money(balanceMinor)} is owed` : `${money(-balanceMinor)} is credit`;
}

/** What a student owes beside what a list of bills says: late fees, and what stood before. */
export function sayOwedInAll(
  { balanceMinor, besideBillsMinor }: NonNullable<Expenses['owed']>,
  money: MoneyFormat,
): string {
  const beside =
    besideBillsMinor === 0n ? '' : `, ${money(besideBillsMinor)} of it beside the bills`;
  return `In all, ${sayBalance(balanceMinor, money)}${beside}`;
}
