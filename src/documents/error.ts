import type { ErrorCode, Reason } from '../reasons.ts';
import type { ErrorDocument } from './schemas/error.ts';

/** An error in the words of whoever shows it. */
export interface ToldError {
  readonly code: ErrorCode;
  readonly reason: Reason;
  readonly exitCode: number;
  readonly message: string;
  /** What helps. */
  readonly hint: string | undefined;
  readonly details: unknown;
}

export function errorDocument(error: ToldError): ErrorDocument {
  const { code, reason, exitCode, message, hint, details } = error;
  return {
    error: { code, reason, exitCode, message, hint: hint ?? null, details: details ?? null },
  };
}
