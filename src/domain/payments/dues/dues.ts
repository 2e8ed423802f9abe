import type { Month } from '../../values/month.ts';
import { type Ageing, ageDebts, findOwedDays, type OwedDays } from './ageing.ts';
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
  readonly days: OwedDays;
  /** What is owed by how long it has been due; with the credit it makes the balance. */
  readonly ageing: Ageing;
}

/** What charges a student, and what is in the student's favour. */
export interface Charged {
  readonly debts: readonly Debt[];
  readonly favours: readonly Favour[];
  /** What was billed beside the debts, and is paid by the favours before any of them; in minor units. */
  readonly settledMinor: bigint;
}

/** How what is in the student's favour meets what is told one by one. */
export function allocateCharged({ debts, favours, settledMinor }: Charged): Allocation {
  if (settledMinor === 0n) return allocate(debts, favours);
  return allocate(debts, [...favours, { amountMinor: -settledMinor, month: null, date: '' }]);
}

/** In minor units: above 0 is owed to the mess. */
export function balanceOf({ debts, favours, settledMinor }: Charged): bigint {
  return sum(debts) + settledMinor - sum(favours);
}

/** @param asOf `YYYY-MM-DD` */
export function sumDues(charged: Charged, asOf: string): Dues {
  const { debts, favours, settledMinor } = charged;
  const allocation = allocateCharged(charged);
  const [billedMinor, paidMinor] = [sum(debts) + settledMinor, sum(favours)];
  const ageing = ageDebts(allocation.debts, asOf);
  // They are in the order of their due days.
  const open = allocation.debts.filter(({ outstandingMinor }) => outstandingMinor > 0n);
  const days = findOwedDays(open, asOf);
  const owed = Object.values(ageing).reduce((total, amount) => total + amount, 0n);
  return {
    billedMinor,
    paidMinor,
    balanceMinor: billedMinor - paidMinor,
    creditMinor: allocation.creditMinor,
    overdueMinor: owed - ageing.notDue,
    oldestDue: days.due,
    days,
    ageing,
  };
}

/**
 * Whether all that is owed is owed of the bills that are told one by one, so that the older ones may be
 * told by their sum: the oldest debt is paid first, so that what is owed is of the newest. Of what was
 * given for one of these months no other is paid.
 *
 * @param debts the newest bills without a gap, and all that is no bill
 */
export function isOfNewest({ debts, favours, settledMinor }: Charged): boolean {
  const paidMinor = sum(favours);
  const owedMinor = sum(debts) + settledMinor - paidMinor;
  if (paidMinor < 0n) return false;
  if (owedMinor <= 0n) return true;
  const named = new Map<Month | null, bigint>();
  for (const { month, amountMinor } of favours) {
    named.set(month, (named.get(month) ?? 0n) + amountMinor);
  }
  const openMinor = debts
    .filter(({ kind, amountMinor }) => kind === 'bill' && amountMinor > 0n)
    .reduce((total, { month, amountMinor }) => {
      const given = named.get(month) ?? 0n;
      if (given <= 0n) return total + amountMinor;
      return given < amountMinor ? total + amountMinor - given : total;
    }, 0n);
  return owedMinor <= openMinor;
}

function sum(amounts: readonly { readonly amountMinor: bigint }[]): bigint {
  return amounts.reduce((total, { amountMinor }) => total + amountMinor, 0n);
}

/** A debt that is a bill. @param due `YYYY-MM-DD` */
export function billDebt(month: Month, due: string, amountMinor: bigint): Debt {
  return { kind: 'bill', month, due, amountMinor };
}
