import { parsePassword } from '../../domain/access/password.ts';
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

/** The password to sign in with. */
export async function getPassword(
  context: Pick<Context, 'files' | 'terminal'>,
  values: PasswordValues,
): Promise<string> {
  const given = await readGiven(context, values);
  return given ?? requirePrompter(context).secret({ message: 'Password' });
}

/**
 * A password to be set: on a terminal it is asked for twice.
 *
 * @param id of the admin whose it will be
 */
export async function getNewPassword(
  context: Pick<Context, 'files' | 'terminal' | 'answer'>,
  values: PasswordValues,
  id: string,
): Promise<string> {
  const given = await readGiven(context, values);
  if (given !== undefined) return checkValue('password', '', () => parsePassword(given));
  const prompter = requirePrompter(context);
  for (;;) {
    const password = await prompter.secret({
      message: `New password of ${id} (at least 12 characters)`,
      check: checkWith(parsePassword),
    });
    const again = await prompter.secret({ message: 'The same again' });
    if (again === password) return password;
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
