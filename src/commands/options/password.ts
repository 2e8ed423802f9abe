import { type Command, Option } from 'commander';
import { refuseBadPassword } from '../../auth/passwords.ts';
import { UsageError } from '../../errors.ts';
import type { Context } from '../context.ts';
import { checkValue, checkWith } from './values.ts';

export interface PasswordOptions {
  readonly passwordStdin?: true;
  readonly passwordFile?: string;
}

/** A password never stands in the command line, where others can read it. */
export function addPasswordOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--password-stdin', 'read the password from standard input').conflicts(
        'passwordFile',
      ),
    )
    .option('--password-file <FILE>', 'read the password from a file that only you can read');
}

/** The password to sign in with. */
export async function getPassword(context: Context, options: PasswordOptions): Promise<string> {
  const given = await readGiven(context, options);
  return given ?? askable(context).secret({ message: 'Password' });
}

/** A password to be set: on a terminal it is asked for twice. */
export async function getNewPassword(context: Context, options: PasswordOptions): Promise<string> {
  const given = await readGiven(context, options);
  if (given !== undefined) {
    return checkValue('password', '', () => refuseBadPassword(given));
  }
  const prompter = askable(context);
  for (;;) {
    const password = await prompter.secret({
      message: 'New password (at least 12 characters)',
      check: checkWith(refuseBadPassword),
    });
    const again = await prompter.secret({ message: 'The same again' });
    if (again === password) return password;
    context.note('The two are not the same. Once more:');
  }
}

async function readGiven(
  context: Context,
  { passwordStdin, passwordFile }: PasswordOptions,
): Promise<string | undefined> {
  if (passwordStdin) return context.readSecretStdin();
  if (passwordFile !== undefined) return context.readSecretFile(passwordFile);
  return undefined;
}

function askable(context: Context): NonNullable<Context['prompter']> {
  if (context.prompter !== undefined) return context.prompter;
  throw new UsageError('The password is missing.', {
    hint: 'give --password-stdin or --password-file FILE',
  });
}
