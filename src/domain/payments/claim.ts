import { ValueError } from '../../errors.ts';

/** What became of a claim. */
export const CLAIM_STATES = [
  /** Nothing with its number has come in as yet. */
  'unconfirmed',
  /** The money is there, and not said to be anybody's. */
  'in suspense',
  /** The student has a receipt for it. */
  'confirmed',
  /** Somebody else has. */
  'of another',
  'dismissed',
] as const;

export type ClaimState = (typeof CLAIM_STATES)[number];

/** A payment that a student says was made. */
export interface Claim {
  /** From 1. */
  readonly no: number;
  readonly studentId: string;
  readonly name: string;
  /** On which it was paid, `YYYY-MM-DD`. */
  readonly date: string;
  /** The 12 digits by which the bank knows it. */
  readonly reference: string;
  /** ISO 8601, UTC. */
  readonly claimedAt: string;
  readonly state: ClaimState;
  /** As it is printed; null where there is none. */
  readonly receipt: string | null;
  /** Why it was dismissed; null where it was not. */
  readonly reason: string | null;
}

/** So many claims of one student may wait at once. */
export const MAX_WAITING_CLAIMS = 5;

/** Whether nobody has decided about it, and neither has the bank. */
export function isWaiting({ state }: Pick<Claim, 'state'>): boolean {
  return state === 'unconfirmed' || state === 'in suspense';
}

/**
 * The number of a payment by UPI or IMPS, as apps show it: UTR, RRN, or UPI reference.
 *
 * @throws ValueError `bad_utr`
 */
export function parseUtr(text: string): string {
  const digits = text.replace(/[\s-]/g, '');
  if (/^\d{12}$/.test(digits)) return digits;
  throw new ValueError('bad_utr', 'not the number of a payment; it has 12 digits');
}
