import {
  type Amounts,
  calendarDays,
  type Draft,
  daysOf,
  type HeadSum,
  type Model,
  type Student,
} from './mess-model.ts';

/** Codes with which a bill is refused, or the bill. */
export type WorkedOut = { readonly refusals: number[] } | { readonly draft: Draft };

export interface Inputs extends Amounts {
  readonly month: string;
  readonly daysInMonth: number;
  readonly heads: readonly HeadSum[] | null;
}

/** @param roll sorted by id */
export function workOut(model: Model, inputs: Inputs, roll: readonly Student[]): WorkedOut {
  const { month, daysInMonth, total, perHead, fixed, heads } = inputs;
  const days = roll.map((student) => daysOf(model, month, student) ?? 0);
  const refusals = [
    ...(daysInMonth > calendarDays(month) ? [2] : []),
    ...(roll.length === 0 ? [6] : []),
    ...((total ?? perHead) !== null && days.every((each) => each === 0) ? [6] : []),
    ...(perHead !== null && days.some((each) => each > daysInMonth * 100) ? [6] : []),
    ...(heads?.length === 0 ? [6] : []),
  ];
  if (refusals.length > 0) return { refusals };
  const nothing = roll.map(() => null);
  const dividing = total === null ? nothing : shareOut(total, days, month);
  const equal =
    fixed === null
      ? nothing
      : shareOut(
          fixed,
          roll.map(() => 1),
          month,
        );
  const shares = roll.map(({ no }, at) => {
    const share = {
      total: dividing[at] ?? null,
      perHead: perHead === null ? null : roundHalfUp(perHead, days[at] ?? 0, daysInMonth),
      fixed: equal[at] ?? null,
    };
    const amount = (share.total ?? 0n) + (share.perHead ?? 0n) + (share.fixed ?? 0n);
    return { student: no, days: days[at] ?? 0, ...share, amount };
  });
  const billed = shares.reduce((sum, { amount }) => sum + amount, 0n);
  return { draft: { month, daysInMonth, total, perHead, fixed, heads, shares, billed } };
}

/** By largest remainder; of equal ones whose turn it is in the month. In the order of ids. */
function shareOut(amount: bigint, weights: readonly number[], month: string): bigint[] {
  const sum = weights.reduce((all, each) => all + BigInt(each), 0n);
  const shares = weights.map((weight) => (amount * BigInt(weight)) / sum);
  const first = Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  const taking = weights.flatMap((weight, at) => (weight > 0 ? [{ at, weight }] : []));
  const queue = taking
    .map(({ at, weight }, place) => {
      const rank = (((place - first) % taking.length) + taking.length) % taking.length;
      return { at, rank, rest: (amount * BigInt(weight)) % sum };
    })
    .sort((a, b) => (a.rest === b.rest ? a.rank - b.rank : a.rest > b.rest ? -1 : 1));
  const leftOver = amount - shares.reduce((all, each) => all + each, 0n);
  for (const { at } of queue.slice(0, Number(leftOver))) shares[at] = (shares[at] ?? 0n) + 1n;
  return shares;
}

/** @param days hundredths */
function roundHalfUp(amount: bigint, days: number, daysInMonth: number): bigint {
  const hundredths = BigInt(daysInMonth) * 100n;
  return (amount * BigInt(days) + hundredths / 2n) / hundredths;
}
