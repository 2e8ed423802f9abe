import { randomUUID } from 'node:crypto';
import { errorDocument } from '../documents/error.ts';
import { FailureError, MessError } from '../errors.ts';
import type { ErrorCode, Reason } from '../reasons.ts';
import { jsonAnswer } from './answer.ts';
import type { WebAnswer } from './request.ts';

const STATUS_OF_CODE: Readonly<Record<ErrorCode, number>> = {
  failure: 500,
  usage: 400,
  not_found: 404,
  not_signed_in: 401,
  not_allowed: 403,
  invalid: 422,
  busy: 503,
  conflict: 409,
  unavailable: 503,
  outcome_unknown: 500,
  interrupted: 503,
};

/** Where the reason says more than the code does. */
const STATUS_OF_REASON: Readonly<Partial<Record<Reason, number>>> = {
  bad_value: 422,
  key_reused: 422,
  locked_out: 429,
  changed_meanwhile: 409,
  // Who is signed in, and is to prove it once more.
  wrong_old_password: 403,
  too_many_requests: 429,
  another_site: 403,
};

/** An error as HTTP has it. */
export interface HttpError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly error: MessError;
}

/**
 * @param explain says a fault of the database in words, where it is one
 * @returns with what a client is told of a bug: a number, by which the log has the rest
 */
export function toHttpError(
  thrown: unknown,
  explain: (thrown: unknown) => MessError | undefined,
): HttpError {
  const error = toMessError(thrown, explain);
  const status = givenStatus(error) ?? STATUS_OF_REASON[error.reason] ?? STATUS_OF_CODE[error.code];
  return { status, headers: waitHeaders(error, status), error };
}

/** An error as `--json` has it. What helps is a command line there, and nothing here. */
export function errorAnswer({ status, headers, error }: HttpError): WebAnswer {
  const { code, reason, exitCode, message, details } = error;
  const document = errorDocument({ code, reason, exitCode, message, hint: undefined, details });
  return jsonAnswer(document, status, headers);
}

function toMessError(
  thrown: unknown,
  explain: (thrown: unknown) => MessError | undefined,
): MessError {
  if (thrown instanceof MessError) return thrown;
  const explained = explain(thrown);
  if (explained !== undefined) return explained;
  const number = randomUUID();
  // What went wrong is for the log: it may hold names and figures.
  return new FailureError('bug', `This is a bug in mess; the log has it as ${number}.`, {
    details: { number },
    cause: thrown,
  });
}

/** What cannot be read at all has a status that says what is wrong with it: 413, 415. */
function givenStatus({ reason, details }: MessError): number | undefined {
  return reason === 'unfit_request' ? (details as { readonly status: number }).status : undefined;
}

function waitHeaders(error: MessError, status: number): Readonly<Record<string, string>> {
  if (status === 401) return { 'www-authenticate': 'Bearer' };
  if (status === 429) {
    const { seconds } = error.about as { readonly seconds: number };
    return { 'retry-after': String(seconds) };
  }
  return status === 503 ? { 'retry-after': '1' } : {};
}
