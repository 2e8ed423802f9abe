import { byId, type Draft, type Model, type Student } from './mess-model.ts';

/** Those of a new mess in their order, and one of its own that has a rate. */
export const KINDS = [
  { name: 'guest', countsAs: 'guest', rate: null },
  { name: 'extra', countsAs: 'extra', rate: null },
  { name: 'fine', countsAs: 'fine', rate: null },
  { name: 'discount', countsAs: 'discount', rate: null },
  { name: 'other', countsAs: 'other', rate: null },
  { name: 'Guest lunch', countsAs: 'guest', rate: 6000n },
] as const;
export type Kind = (typeof KINDS)[number];

/** Who has what guests pay, and who bears a discount. */
export interface ChargePolicy {
  readonly guestIncome: 'lowers' | 'surplus';
  readonly discountsBy: 'pool' | 'mess';
}

export interface Charge {
  readonly no: number;
  readonly at: string;
  readonly month: string;
  readonly student: number;
  readonly kind: Kind;
  /** Hundredths; null, as the rate is, where the amount was said. */
  readonly quantity: number | null;
  readonly rate: bigint | null;
  /** What it adds to a share: less than 0 for a discount. */
  readonly minor: bigint;
  readonly note: string | null;
  voidReason: string | null;
}

/** Those of a month that count. */
export function countedCharges({ charges }: Model, month: string): Charge[] {
  return charges.filter((each) => each.month === month && each.voidReason === null);
}

export function sumOf(
  charges: readonly Charge[],
  isMeant: (charge: Charge) => boolean = () => true,
): bigint {
  return charges.filter(isMeant).reduce((sum, { minor }) => sum + minor, 0n);
}

/** Those of whom a bill has another charge than counts, or lacks one. */
export function changedCharges(model: Model, { month, charges }: Draft): string[] {
  const taken = charges.map(({ no }) => no);
  const counted = countedCharges(model, month).map(({ no }) => no);
  const differing = [...taken, ...counted].filter(
    (no) => !taken.includes(no) || !counted.includes(no),
  );
  return model.students
    .filter(({ no }) => model.charges.some((of) => of.student === no && differing.includes(of.no)))
    .toSorted(byId)
    .map(({ id }) => id);
}

/** The students of a roll and whoever is charged besides, in the order of ids. */
export function membersOf(
  model: Model,
  roll: readonly Student[],
  charges: readonly Charge[],
): { readonly student: Student; readonly isOutside: boolean }[] {
  return model.students
    .filter((each) => roll.includes(each) || charges.some(({ student }) => student === each.no))
    .toSorted(byId)
    .map((student) => ({ student, isOutside: !roll.includes(student) }));
}

/**
 * What is taken off a cost that is divided: what guests paid, as far as it goes; and what is put on: the
 * discounts that everybody bears.
 */
export function moveCost(cost: bigint | null, charges: readonly Charge[], policy: ChargePolicy) {
  if (cost === null) return { lowered: 0n, raised: 0n };
  const raised = policy.discountsBy === 'pool' ? -sumOf(charges, isDiscount) : 0n;
  const guests = policy.guestIncome === 'lowers' ? sumOf(charges, isOfGuest) : 0n;
  return { lowered: guests > cost + raised ? cost + raised : guests, raised };
}

export const isOfGuest = ({ kind }: Charge) => kind.countsAs === 'guest';
export const isDiscount = ({ kind }: Charge) => kind.countsAs === 'discount';

/** What a bill cost, whatever was charged besides. */
export function costOf({ billed, charges, lowered, raised }: Draft): bigint {
  return billed - sumOf(charges) + lowered - raised;
}
