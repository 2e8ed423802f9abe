import type { Month } from '../values/month.ts';
import { type Ageing, ageDebts } from './ageing.ts';
import { type Allocation, allocate, type Debt, type Favour } from './allocation.ts';

/** What one student owes. All amounts in minor units. */
export interface Dues {
  /** Bills and what stood before them. */
  readonly billedMinor: bigint;
  /** Payments, less what was taken back or paid back. */
  readonly paidMinor: bigint;
  /** Above 0 is owed to the mess. */
  readonly balanceMinor: bigint;
  /** Paid beyond all that is owed. */
  readonly creditMinor: bigint;
  /** Of what is owed, that whose due day is over. */
  readonly overdueMinor: bigint;
  /** The due day of the oldest that is owed, `YYYY-MM-DD`; null where nothing is. */
  readonly oldestDue: string | null;
  /** What is owed by how long it has been due; with the credit it makes the balance. */
  readonly ageing: Ageing;
}

/** @param asOf `YYYY-MM-DD` */
export function sumDues(debts: readonly Debt[], favours: readonly Favour[], asOf: string): Dues {
  const allocation = allocate(debts, favours);
  const sum = (amounts: readonly { readonly amountMinor: bigint }[]) =>
    amounts.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  const [billedMinor, paidMinor] = [sum(debts), sum(favours)];
  const ageing = ageDebts(allocation.debts, asOf);
  const owed = Object.values(ageing).reduce((total, amount) => total + amount, 0n);
  return {
    billedMinor,
    paidMinor,
    balanceMinor: billedMinor - paidMinor,
    creditMinor: allocation.creditMinor,
    overdueMinor: owed - ageing.notDue,
    oldestDue: findOldestDue(allocation),
    ageing,
  };
}

function findOldestDue({ debts }: Allocation): string | null {
  // They are in the order of their due days.
  return debts.find(({ outstandingMinor }) => outstandingMinor > 0n)?.due ?? null;
}

/** A debt that is a bill. @param due `YYYY-MM-DD` */
export function billDebt(month: Month, due: string, amountMinor: bigint): Debt {
  return { kind: 'bill', month, due, amountMinor };
}
