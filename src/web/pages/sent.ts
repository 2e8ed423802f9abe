import type { MessError } from '../../errors.ts';

/** What a form sent, by the names of its fields. */
export type Given = Readonly<Record<string, string>>;

/** What was wrong with a form that was sent. */
export interface Problem {
  readonly error: MessError;
  readonly given: Given;
}

/** As much of it as the form is shown again with, in values that go with a page to its script. */
export interface SentBack {
  readonly error: Pick<MessError, 'reason' | 'message' | 'details'> & {
    readonly about?: unknown;
  };
  readonly given: Given;
}

export function sendBack({ error: { reason, message, details }, given }: Problem): SentBack {
  return { error: { reason, message, details }, given };
}
