import { parseChoice } from '../values/text.ts';

/** Whether the income from guests lowers the cost that is divided, or is left over beside it. */
export const GUEST_INCOMES = ['lowers', 'surplus'] as const;
export type GuestIncome = (typeof GUEST_INCOMES)[number];

/** Who bears a discount: everybody present, or the mess, which is left with a shortfall. */
export const DISCOUNT_BEARERS = ['pool', 'mess'] as const;
export type DiscountBearer = (typeof DISCOUNT_BEARERS)[number];

/** How charges and the cost that is divided go together. */
export interface ChargePolicy {
  readonly guestIncome: GuestIncome;
  readonly discountsBy: DiscountBearer;
}

/** @throws ValueError `bad_choice` */
export function parseGuestIncome(text: string): GuestIncome {
  return parseChoice(text, GUEST_INCOMES);
}

/** @throws ValueError `bad_choice` */
export function parseDiscountBearer(text: string): DiscountBearer {
  return parseChoice(text, DISCOUNT_BEARERS);
}
