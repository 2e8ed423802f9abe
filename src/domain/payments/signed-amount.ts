import { parseWrittenAmount, type WrittenAmount } from '../values/money.ts';

/** An amount that is owed, or has been paid too much, before the currency says how many decimals it has. */
export interface SignedAmount {
  /** Null for nothing at all. */
  readonly amount: WrittenAmount | null;
  /** Whether it is in the student's favour. */
  readonly isCredit: boolean;
}

/**
 * What was owed as people write it: `1,250`, `0`; in the student's favour as `-300` or `300 Cr`.
 *
 * @throws ValueError `missing` or `bad_amount`
 */
export function parseSignedAmount(text: string): SignedAmount {
  const [, minus = '', written = '', side = ''] =
    /^([-\u2212]?)\s*(.*?)\s*(dr|cr)?\.?$/i.exec(text.trim()) ?? [];
  if (/^0+(\.0*)?$/.test(written)) return { amount: null, isCredit: false };
  const isCredit = (minus !== '') !== (side.toLowerCase() === 'cr');
  return { amount: parseWrittenAmount(written), isCredit };
}
