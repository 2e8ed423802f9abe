import { foldText, parseText } from './text.ts';

/** `dividing` money is divided over all days eaten, `fixed` money equally over the roll. */
export type HeadKind = 'dividing' | 'fixed';

export const HEAD_KINDS: readonly HeadKind[] = ['dividing', 'fixed'];

/** What money is spent on, by the mess's own list. */
export interface PurchaseHead {
  readonly no: number;
  readonly name: string;
  readonly kind: HeadKind;
}

/** The list that a new mess begins with. */
export const DEFAULT_HEADS: readonly Omit<PurchaseHead, 'no'>[] = [
  { name: 'Groceries', kind: 'dividing' },
  { name: 'Vegetables', kind: 'dividing' },
  { name: 'Milk', kind: 'dividing' },
  { name: 'Meat and fish', kind: 'dividing' },
  { name: 'Other food', kind: 'dividing' },
  { name: 'Wages', kind: 'fixed' },
  { name: 'Gas', kind: 'fixed' },
  { name: 'Rent', kind: 'fixed' },
  { name: 'Electricity', kind: 'fixed' },
  { name: 'Repairs', kind: 'fixed' },
];

/** What was spent on one head in one month; taken-back purchases do not count. */
export interface HeadTotal {
  readonly head: PurchaseHead;
  /** How many purchases. */
  readonly purchases: number;
  readonly amountMinor: bigint;
}

/**
 * The two amounts of a bill that purchases add up to, in minor units; null where there are none of
 * the kind.
 */
export function sumHeads(totals: readonly HeadTotal[]): {
  readonly totalMinor: bigint | null;
  readonly fixedMinor: bigint | null;
} {
  const sum = (kind: HeadKind) => {
    const amounts = totals.filter(({ head }) => head.kind === kind);
    return amounts.length === 0
      ? null
      : amounts.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  };
  return { totalMinor: sum('dividing'), fixedMinor: sum('fixed') };
}

/** @throws ValueError `missing`, `control_characters` or `too_long` */
export function parseHeadName(text: string): string {
  return parseText(text.replace(/\s+/g, ' '), 'head', 40);
}

/** The form of a head's name that is unique: they are looked up without regard to case. */
export function headKey(name: string): string {
  return foldText(name.trim().replace(/\s+/g, ' '));
}
