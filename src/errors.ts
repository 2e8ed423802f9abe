/** Stable words for machines; each goes with one exit code. */
export type ErrorCode =
  | 'failure'
  | 'usage'
  | 'not_found'
  | 'not_signed_in'
  | 'not_allowed'
  | 'invalid'
  | 'busy'
  | 'conflict'
  | 'unavailable'
  | 'outcome_unknown'
  | 'interrupted';

export interface ErrorOptions {
  /** The command, or the thing to do, that helps. */
  readonly hint?: string | undefined;
  /** Facts for scripts; plain JSON values only. */
  readonly details?: unknown;
  readonly cause?: unknown;
}

/**
 * An error meant for the person at the keyboard: its message is a sentence that names the thing.
 * Everything else that is thrown is a bug.
 */
export class MessError extends Error {
  readonly code: ErrorCode;
  readonly exitCode: number;
  readonly hint: string | undefined;
  readonly details: unknown;

  constructor(code: ErrorCode, exitCode: number, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.exitCode = exitCode;
    this.hint = options.hint;
    this.details = options.details;
  }
}

/** Exit 1: it failed, and none of the other codes says how. */
export class FailureError extends MessError {
  constructor(message: string, options?: ErrorOptions) {
    super('failure', 1, message, options);
  }
}

/** Exit 2: a bad flag or value on the command line, or a value missing where nobody can be asked. */
export class UsageError extends MessError {
  constructor(message: string, options?: ErrorOptions) {
    super('usage', 2, message, options);
  }
}

/** Exit 3: the thing named does not exist. */
export class NotFoundError extends MessError {
  constructor(message: string, options?: ErrorOptions) {
    super('not_found', 3, message, options);
  }
}

/** Exit 4: nobody is signed in, the session is over, or the credentials are wrong. */
export class NotSignedInError extends MessError {
  constructor(message: string, options?: ErrorOptions) {
    super('not_signed_in', 4, message, options);
  }
}

/** Exit 5: signed in, but not allowed. */
export class NotAllowedError extends MessError {
  constructor(message: string, options?: ErrorOptions) {
    super('not_allowed', 5, message, options);
  }
}

/** Exit 6: the input was read but is invalid, or what is recorded cannot be billed. */
export class InvalidInputError extends MessError {
  constructor(message: string, options?: ErrorOptions) {
    super('invalid', 6, message, options);
  }
}

/** Exit 7: another writer was in the way; nothing was changed and trying again is safe. */
export class BusyError extends MessError {
  constructor(message: string, options?: ErrorOptions) {
    super('busy', 7, message, options);
  }
}

/** Exit 8: it contradicts what is recorded. */
export class ConflictError extends MessError {
  constructor(message: string, options?: ErrorOptions) {
    super('conflict', 8, message, options);
  }
}

/** Exit 9: the database or the configuration cannot be used. */
export class UnavailableError extends MessError {
  constructor(message: string, options?: ErrorOptions) {
    super('unavailable', 9, message, options);
  }
}

/** Exit 10: the connection died while storing, and nobody can be asked whether it was stored. */
export class OutcomeUnknownError extends MessError {
  constructor(message: string, options?: ErrorOptions) {
    super('outcome_unknown', 10, message, options);
  }
}

/** Exit 130: the person said no, or pressed Ctrl-C at a prompt. */
export class InterruptedError extends MessError {
  constructor(message: string, options?: ErrorOptions) {
    super('interrupted', 130, message, options);
  }
}

/**
 * A value that a parser of `domain` refuses. The same parser serves a flag, a prompt and a cell of
 * a file, so it only says what is wrong; whoever asked adds where (a flag, a line and column).
 */
export class ValueError extends Error {
  /** A stable word for the fault, such as `bad_month`. */
  readonly code: string;

  constructor(code: string, sentence: string) {
    // A file may have hundreds of thousands of these, and what costs is the trace, which nobody reads.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(sentence);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'ValueError';
    this.code = code;
  }
}

const SYSTEM_REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'it is there already',
  EMFILE: 'too many files are open',
  EIO: 'the disk failed',
};

/** What went wrong with a file, in words; undefined for what the operating system did not throw. */
export function systemErrorReason(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return SYSTEM_REASONS[String(error.code)] ?? `the system says ${String(error.code)}`;
}
