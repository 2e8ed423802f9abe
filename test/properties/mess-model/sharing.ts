import { countedCharges, membersOf, moveCost, sumOf } from './charges.ts';
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
  const charges = countedCharges(model, month);
  const members = membersOf(model, roll, charges);
  // Who is outside was not there.
  const days = members.map(({ student }) => daysOf(model, month, student) ?? 0);
  const refusals = [
    ...(daysInMonth > calendarDays(month) ? [2] : []),
    ...(roll.length === 0 ? [6] : []),
    ...((total ?? perHead) !== null && days.every((each) => each === 0) ? [6] : []),
    ...(perHead !== null && days.some((each) => each > daysInMonth * 100) ? [6] : []),
    ...(heads?.length === 0 ? [6] : []),
  ];
  if (refusals.length > 0) return { refusals };
  const moved = moveCost(total, charges, model.policy);
  const divided = total === null ? null : total - moved.lowered + moved.raised;
  const places = members.map(({ isOutside }) => (isOutside ? 0 : 1));
  const dividing = divided === null ? null : shareOut(divided, days, month);
  const equal = fixed === null ? null : shareOut(fixed, places, month);
  const shares = members.map(({ student: { no }, isOutside }, at) => {
    const shared = {
      total: dividing?.[at] ?? null,
      perHead: perHead === null ? null : roundHalfUp(perHead, days[at] ?? 0, daysInMonth),
      fixed: equal?.[at] ?? null,
    };
    const parts = isOutside ? NO_PART : shared;
    const own = charges.length === 0 ? null : sumOf(charges, ({ student }) => student === no);
    const amount = (parts.total ?? 0n) + (parts.perHead ?? 0n) + (parts.fixed ?? 0n) + (own ?? 0n);
    return { student: no, days: days[at] ?? 0, ...parts, charges: own, isOutside, amount };
  });
  if (shares.some(({ amount }) => amount < 0n)) return { refusals: [6] };
  const billed = shares.reduce((sum, { amount }) => sum + amount, 0n);
  const amounts = { total, perHead, fixed };
  return { draft: { month, daysInMonth, ...amounts, heads, charges, ...moved, shares, billed } };
}

const NO_PART: Amounts = { total: null, perHead: null, fixed: null };

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
