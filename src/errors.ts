import type { About, Facts, Remedy } from './facts.ts';
import {
  type ErrorCode,
  EXIT_CODES,
  type PlainReasonOf,
  REASONS,
  type Reason,
  type ReasonOf,
  type WarningReason,
} from './reasons.ts';

export interface ErrorOptions {
  /** The thing to do that helps: of a front alone, for what it refuses itself. */
  readonly hint?: string | undefined;
  /** Facts for scripts; plain JSON values only. */
  readonly details?: unknown;
  readonly cause?: unknown;
}

/** A reason, a sentence, and the facts that go with the reason, where there are any. */
type ErrorArgs<C extends ErrorCode> =
  | [reason: PlainReasonOf<C>, message: string, options?: ErrorOptions | undefined]
  | {
      [R in ReasonOf<C> & keyof Facts]: [
        reason: R,
        message: string,
        options: ErrorOptions & { readonly about: Facts[R] },
      ];
    }[ReasonOf<C> & keyof Facts];

/**
 * An error meant for the person who asked: its message is a sentence that names the thing. What helps
 * is for each front to say, by the reason. Everything else that is thrown is a bug.
 */
export abstract class MessError extends Error {
  readonly reason: Reason;
  readonly code: ErrorCode;
  readonly exitCode: number;
  /** What a front must know to say what helps. */
  readonly about: unknown;
  readonly hint: string | undefined;
  readonly details: unknown;

  constructor(...[reason, message, given]: ErrorArgs<ErrorCode>) {
    const options: ErrorOptions & { readonly about?: unknown } = given ?? {};
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.reason = reason;
    this.code = REASONS[reason];
    this.exitCode = EXIT_CODES[this.code];
    this.about = options.about;
    this.hint = options.hint;
    this.details = options.details;
  }
}

/** Exit 1: it failed, and none of the other codes says how. */
export class FailureError extends MessError {
  constructor(...args: ErrorArgs<'failure'>) {
    super(...args);
  }
}

/** Exit 2: a bad flag or value on the command line, or a value missing where nobody can be asked. */
export class UsageError extends MessError {
  constructor(...args: ErrorArgs<'usage'>) {
    super(...args);
  }
}

/** Exit 3: the thing named does not exist. */
export class NotFoundError extends MessError {
  constructor(...args: ErrorArgs<'not_found'>) {
    super(...args);
  }
}

/** Exit 4: nobody is signed in, the session is over, or the credentials are wrong. */
export class NotSignedInError extends MessError {
  constructor(...args: ErrorArgs<'not_signed_in'>) {
    super(...args);
  }
}

/** Exit 5: signed in, but not allowed. */
export class NotAllowedError extends MessError {
  constructor(...args: ErrorArgs<'not_allowed'>) {
    super(...args);
  }
}

/** Exit 6: the input was read but is invalid, or what is recorded cannot be billed. */
export class InvalidInputError extends MessError {
  constructor(...args: ErrorArgs<'invalid'>) {
    super(...args);
  }
}

/** Exit 7: another writer was in the way; nothing was changed and trying again is safe. */
export class BusyError extends MessError {
  constructor(...args: ErrorArgs<'busy'>) {
    super(...args);
  }
}

/** Exit 8: it contradicts what is recorded. */
export class ConflictError extends MessError {
  constructor(...args: ErrorArgs<'conflict'>) {
    super(...args);
  }
}

/** Exit 9: the database or the configuration cannot be used. */
export class UnavailableError extends MessError {
  constructor(...args: ErrorArgs<'unavailable'>) {
    super(...args);
  }
}

/** Exit 10: the connection died while storing, and nobody can be asked whether it was stored. */
export class OutcomeUnknownError extends MessError {
  constructor(...args: ErrorArgs<'outcome_unknown'>) {
    super(...args);
  }
}

/** Exit 130: the person said no, or pressed Ctrl-C at a prompt. */
export class InterruptedError extends MessError {
  constructor(...args: ErrorArgs<'interrupted'>) {
    super(...args);
  }
}

/** Something odd, which is done all the same. What helps is for each front to say, by the reason. */
export interface Warning {
  readonly reason: WarningReason;
  /** A sentence. */
  readonly message: string;
  /** What a front must know to say what helps. */
  readonly about: unknown;
}

export function createWarning<R extends WarningReason>(
  reason: R,
  message: string,
  ...[about]: About<R> extends undefined ? [] : [about: About<R>]
): Warning {
  return { reason, message, about };
}

/** What came of an operation, with its warnings in the words of a front. */
export type Told<T> = Omit<T, 'warnings'> & { readonly warnings: readonly string[] };

/**
 * A value that a parser of `domain` refuses. The same parser serves a flag, a prompt and a cell of
 * a file, so it only says what is wrong; whoever asked adds where (a flag, a line and column).
 */
export class ValueError extends Error {
  /** A stable word for the fault, such as `bad_month`. */
  readonly code: string;
  /** What a front can offer against it. */
  readonly remedy: Remedy | undefined;

  constructor(code: string, sentence: string, remedy?: Remedy) {
    // A file may have hundreds of thousands of these, and what costs is the trace, which nobody reads.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(sentence);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'ValueError';
    this.code = code;
    this.remedy = remedy;
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

/** A package that the program is installed with cannot be loaded. */
export function packageMissing(name: string, cause: unknown): UnavailableError {
  const sentence = `A part of mess, ${name}, is missing, or made for another machine or another Node.`;
  return new UnavailableError('package_missing', sentence, { cause });
}

/** What went wrong with a file, in words; undefined for what the operating system did not throw. */
export function systemErrorReason(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return SYSTEM_REASONS[String(error.code)] ?? `the system says ${String(error.code)}`;
}
