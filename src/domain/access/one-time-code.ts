import { DAY_MS } from './service-token.ts';

/** What lets somebody in once, who must then choose a secret of their own. */
export interface OneTimeCode {
  readonly id: string;
  readonly code: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
}

/** The code with which a student signs in first. */
export interface ActivationCode extends OneTimeCode {
  readonly name: string;
  readonly branch: string;
}

/** 32 digits and letters, without I, L, O and U: what is read aloud or copied by hand is not mistaken. */
export const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const CODE_LENGTH = 10;

/** How long the code of an admin counts. */
export const ADMIN_CODE_MS = DAY_MS;

/** How long the code of a student counts: given out on a Friday, it is good until Monday. */
export const STUDENT_CODE_MS = 3 * DAY_MS;

/**
 * A code as it is stored and compared: capitals, without blanks and dashes; O is read as 0, I and L as 1.
 *
 * @returns undefined for what cannot be one
 */
export function readCode(text: string): string | undefined {
  const code = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const isCode =
    code.length === CODE_LENGTH && [...code].every((each) => CODE_LETTERS.includes(each));
  return isCode ? code : undefined;
}
