import { MessError } from '../../errors.ts';

/** What was thrown in one thread, in values that another can be sent. */
export type ToldError =
  | {
      readonly kind: 'refused';
      readonly reason: MessError['reason'];
      readonly message: string;
      readonly about: unknown;
      readonly details: unknown;
    }
  | { readonly kind: 'bug'; readonly stack: string };

/** @param explain says a fault of the database in words, where it is one */
export function tellError(
  thrown: unknown,
  explain: (thrown: unknown) => MessError | undefined,
): ToldError {
  const error = thrown instanceof MessError ? thrown : explain(thrown);
  if (error === undefined) {
    const stack = thrown instanceof Error ? thrown.stack : undefined;
    return { kind: 'bug', stack: stack ?? String(thrown) };
  }
  const { reason, message, about, details } = error;
  return { kind: 'refused', reason, message, about, details };
}

/** An error as it was thrown elsewhere: what front and log see of it is the same. */
class ErrorOfElsewhere extends MessError {}

/** The error that is thrown again here. */
export function toError(told: ToldError): Error {
  if (told.kind === 'bug') {
    const bug = new Error('in the thread for what takes long');
    bug.stack = told.stack;
    return bug;
  }
  const { reason, message, ...more } = told;
  return new ErrorOfElsewhere(...([reason, message, more] as never as [never, never, never]));
}
