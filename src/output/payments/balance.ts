import type { MoneyFormat } from '../../domain/values/money-format.ts';

/** What a student owes, or has to good, in words. @param balanceMinor above 0 is owed */
export function sayBalance(balanceMinor: bigint, money: MoneyFormat): string {
  if (balanceMinor === 0n) return 'nothing is owed';
  return balanceMinor > 0n ? `${money(balanceMinor)} is owed` : `${money(-balanceMinor)} is credit`;
}
