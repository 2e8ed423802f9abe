import type { ToldError } from '../../../documents/error.ts';
import { monthName } from '../../../domain/values/month.ts';
import type { MessError } from '../../../errors.ts';
import type { About } from '../../../facts.ts';
import type { Reason } from '../../../reasons.ts';
import { MESSAGE_HINTS } from '../../notify/hints.ts';
import { shellWord } from '../../shell-word.ts';
import { ACCESS_HINTS } from '../access.ts';
import { BILLING_HINTS } from '../billing.ts';
import { CHARGE_HINTS } from '../charges.ts';
import { COMMAND_LINE_HINTS } from '../command-line.ts';
import { DATABASE_HINTS } from '../database.ts';
import type { Hints } from '../hint.ts';
import { AMOUNT_OPTIONS, LAYOUT_OPTIONS } from '../options.ts';
import { PAYMENT_HINTS } from '../payments.ts';
import { RECORD_HINTS } from '../records.ts';
import { howToRenew } from './warnings.ts';

export const HINTS: Hints = {
  ...COMMAND_LINE_HINTS,
  ...ACCESS_HINTS,
  ...RECORD_HINTS,
  ...CHARGE_HINTS,
  ...PAYMENT_HINTS,
  ...BILLING_HINTS,
  ...DATABASE_HINTS,
  ...MESSAGE_HINTS,
};

type Sentences = { readonly [R in Reason]?: (about: About<R>, sentence: string) => string };

const LAYOUTS_OF = {
  from: 'punches and daily files',
  to: 'punches and daily files',
  dateFormat: 'punches and daily files',
  timeZone: 'punches',
  marks: 'registers and daily files',
};

/** Sentences that the command line says in words of its own. */
const SENTENCES: Sentences = {
  unfit_option: ({ option, file, layout }) =>
    `${LAYOUT_OPTIONS[option]} is for ${LAYOUTS_OF[option]}, and ${file} is a ${layout} file.`,
  part_missing: ({ month, missing }) => {
    const options = missing.map((part) => AMOUNT_OPTIONS[part]).join(' and ');
    return `The bill of ${monthName(month)} is made up of purchases, so ${options} must be given too.`;
  },
  bill_stale: (about, sentence) => `${sentence} ${howToRenew(about)}`,
};

/**
 * An error in the words of the command line.
 *
 * @param database what `--db` named: who is not signed in there is to sign in there, and not at the usual one
 */
export function sayError(error: MessError, database?: string): ToldError {
  const { code, reason, exitCode, about, details } = error;
  // The facts are those of the reason: an error cannot be made with others.
  const say = SENTENCES[reason] as ((about: unknown, sentence: string) => string) | undefined;
  const help = HINTS[reason] as string | null | ((about: unknown) => string | null);
  const usual = error.hint ?? (typeof help === 'function' ? help(about) : help) ?? undefined;
  const isSignIn = reason === 'not_signed_in' || reason === 'session_over';
  const hint =
    isSignIn && database !== undefined
      ? usual?.replaceAll(' login', ` login --db ${shellWord(database)}`)
      : usual;
  const message = say === undefined ? error.message : say(about, error.message);
  return { code, reason, exitCode, message, hint, details };
}
