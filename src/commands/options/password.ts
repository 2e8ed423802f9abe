import { passwordCheck } from '../../domain/access/secret-check.ts';
import { UsageError } from '../../errors.ts';
import type { Context, Prompter } from '../context.ts';
import type { ValuesOf } from './inputs.ts';
import { checkValue, checkWith, flagOption, textOption } from './values.ts';

/** A password never stands in the command line, where others can read it. */
export const PASSWORD_OPTIONS = {
  passwordStdin: flagOption('--password-stdin', 'read the password from standard input').conflicts(
    'passwordFile',
  ),
  passwordFile: textOption(
    '--password-file <FILE>',
    'read the password from a file that only you can read',
  ),
};

type PasswordValues = ValuesOf<typeof PASSWORD_OPTIONS>;

/** The password to sign in with, or the one-time code that is in its place. */
export async function getPassword(
  context: Pick<Context, 'files' | 'terminal'>,
  values: PasswordValues,
): Promise<string> {
  const given = await readGiven(context, values);
  return given ?? requirePrompter(context).secret({ message: 'Password' });
}

/** Whose secret is to be set, and what it must not be made of. */
export interface Owner {
  readonly id: string;
  /** The id, the name of the mess, a phone number. */
  readonly names: readonly string[];
}

/**
 * A password to be set: on a terminal it is asked for twice.
 *
 * @throws UsageError what was given is too short, or easily guessed
 */
export async function getNewPassword(
  context: Pick<Context, 'files' | 'terminal' | 'answer'>,
  values: PasswordValues,
  owner: Owner,
): Promise<string> {
  const check = await passwordCheck(owner.names);
  const given = await readGiven(context, values);
  if (given !== undefined) return checkValue('password', '', () => check(given));
  requirePrompter(context);
  return askNewSecret(context, `New password of ${owner.id} (at least 12 characters)`, check);
}

/** Asks for a secret to be set, until it is the same twice. There must be somebody to ask. */
export async function askNewSecret(
  context: Pick<Context, 'terminal' | 'answer'>,
  message: string,
  check: (text: string) => string,
): Promise<string> {
  const prompter = requirePrompter(context);
  for (;;) {
    const secret = await prompter.secret({ message, check: checkWith(check) });
    const again = await prompter.secret({ message: 'The same again' });
    if (again === secret) return secret;
    context.answer.note('The two are not the same. Once more:');
  }
}

async function readGiven(
  { files }: Pick<Context, 'files'>,
  { passwordStdin, passwordFile }: PasswordValues,
): Promise<string | undefined> {
  if (passwordStdin) return files.readSecretStdin();
  return passwordFile === undefined ? undefined : files.readSecretFile(passwordFile);
}

function requirePrompter({ terminal }: Pick<Context, 'terminal'>): Prompter {
  if (terminal.prompter !== undefined) return terminal.prompter;
  throw new UsageError('missing_value', 'The password is missing.', {
    hint: 'give --password-stdin or --password-file FILE',
  });
}
