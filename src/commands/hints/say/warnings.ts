import type { Told, Warning } from '../../../errors.ts';
import type { About } from '../../../facts.ts';
import type { WarningReason } from '../../../reasons.ts';

type Sentences = { readonly [R in WarningReason]?: (about: About<R>, sentence: string) => string };

/** What the command line has to add to a warning. */
const SENTENCES: Sentences = {
  bill_outdated: (about, sentence) =>
    `${sentence} ${about.isClosed ? howToReopen(about.month) : howToRenew(about)}`,
  bills_outdated: (_, sentence) => `${sentence} mess bill list says which.`,
  purchases_left_out: (_, sentence) => `${sentence.replace(/\.$/, '')}; --from-purchases would be.`,
  purchases_not_in_bill: ({ month }, sentence) =>
    `${sentence} To make it so: mess bill revise --month ${month} --from-purchases --reason TEXT.`,
  voided_before: (_, sentence) =>
    `${sentence} mess purchase add records one again, --again every row of the file.`,
  rows_gone: ({ numbers }, sentence) =>
    `${sentence} If they were corrected, take the old ones back: mess purchase void ${numbers} --reason TEXT.`,
};

function howToReopen(month: string): string {
  return `The month is closed. To take it in, an owner opens it first: mess month reopen --month ${month} --reason TEXT.`;
}

/** How a stale bill is mended, as the end of a sentence about it. */
export function howToRenew({ month, origin }: About<'bill_stale'>): string {
  return origin === 'recorded'
    ? `It was taken over as it was recorded. To work it out anew for everybody: mess bill revise --month ${month} --per-head AMOUNT --reason TEXT.`
    : `To take it in: mess bill revise --month ${month} --reason TEXT.`;
}

function sayWarning({ reason, message, about }: Warning): string {
  // The facts are those of the reason: a warning cannot be made with others.
  const say = SENTENCES[reason] as ((about: unknown, sentence: string) => string) | undefined;
  return say === undefined ? message : say(about, message);
}

/** What came of an operation, with its warnings in the words of the command line. */
export function sayWarnings<T extends { readonly warnings: readonly Warning[] }>(done: T): Told<T> {
  return { ...done, warnings: done.warnings.map(sayWarning) };
}
