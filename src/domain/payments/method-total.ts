import { type EntryKind, METHODS, type Method, type Posting } from './entry.ts';

/** Money that came in and went out by one method, without what was reversed. Amounts in minor units. */
export interface MethodTotal {
  readonly method: Method;
  /** How many payments. */
  readonly count: number;
  /** What was paid. */
  readonly amountMinor: bigint;
  /** Caution money that was given. */
  readonly depositsMinor: bigint;
  /** Of payments and of deposits; 0 or below. */
  readonly givenBackMinor: bigint;
  /** What a count found too much or missing, and what was taken out of the box or brought to the bank. */
  readonly othersMinor: bigint;
  /** All of that. */
  readonly inAllMinor: bigint;
}

/**
 * Adds up by method, in their order; a method of which there is nothing is left out.
 *
 * @param money of students; what was given back is below 0
 * @param others of nobody, by the account that is called as the method
 */
export function sumByMethod(
  money: readonly {
    readonly kind: EntryKind;
    readonly method: Method | null;
    readonly amountMinor: bigint;
  }[],
  others: readonly Posting[],
): MethodTotal[] {
  return METHODS.flatMap((method): MethodTotal[] => {
    const moved = money.filter((each) => each.method === method);
    const of = (...kinds: readonly EntryKind[]) => moved.filter(({ kind }) => kinds.includes(kind));
    const payments = of('payment');
    const moves = others.filter(({ account }) => account === method);
    if (moved.length + moves.length === 0) return [];
    const [amountMinor, depositsMinor] = [sum(payments), sum(of('deposit'))];
    const givenBackMinor = sum(of('refund', 'deposit refund'));
    const othersMinor = sum(moves);
    const inAllMinor = amountMinor + depositsMinor + givenBackMinor + othersMinor;
    const count = payments.length;
    return [{ method, count, amountMinor, depositsMinor, givenBackMinor, othersMinor, inAllMinor }];
  });
}

function sum(amounts: readonly { readonly amountMinor: bigint }[]): bigint {
  return amounts.reduce((total, { amountMinor }) => total + amountMinor, 0n);
}
