import type { ToldCheck } from '../../../domain/upkeep/checkup.ts';
import { MessError } from '../../../errors.ts';
import { sayError } from './error.ts';

/** What stands in the way of something, as a check that went wrong. What is a bug is thrown. */
export function sayFault(check: string, error: unknown): ToldCheck {
  if (!(error instanceof MessError)) throw error;
  const { message, hint } = sayError(error);
  return { check, state: 'wrong', message, hint: hint ?? null };
}
