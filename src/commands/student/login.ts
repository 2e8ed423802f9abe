import { secretCheck } from '../../domain/access/secret-check.ts';
import { parseStudentSecret } from '../../domain/access/student-secret.ts';
import { parseId } from '../../domain/values/id.ts';
import { parsePhone } from '../../domain/values/phone.ts';
import { UsageError } from '../../errors.ts';
import type { Credentials, NewSession } from '../../operations/access/sign-in.ts';
import { signInByPhone, signInBySecret } from '../../operations/access/student-sign-in.ts';
import { type Mess, refuseReadOnly } from '../../operations/mess/mess.ts';
import { identityView } from '../../output/access/identity.ts';
import { askAgainIfWrong } from '../ask-again.ts';
import { askToReplaceSession } from '../ask-to-replace.ts';
import type { Context } from '../context.ts';
import { studentArgument } from '../options/arguments.ts';
import type { ValuesOf } from '../options/inputs.ts';
import { askNewSecret } from '../options/password.ts';
import {
  checkValue,
  checkWith,
  flagOption,
  givenOrAsked,
  missingValue,
  textOption,
} from '../options/values.ts';
import { defineVerb } from '../verb.ts';

const TAKES = {
  id: studentArgument('[ID]'),
  phoneStdin: flagOption('--phone-stdin', 'read the phone number from standard input').conflicts([
    'secretStdin',
    'secretFile',
  ]),
  secretStdin: flagOption(
    '--secret-stdin',
    'read the secret, or the code, from standard input',
  ).conflicts('secretFile'),
  secretFile: textOption(
    '--secret-file <FILE>',
    'read the secret, or the code, from a file that only you can read',
  ),
  newSecretFile: textOption(
    '--new-secret-file <FILE>',
    'with a code: the file with the secret to have from now on',
  ),
};

type LoginValues = ValuesOf<typeof TAKES>;

export const studentLogin = defineVerb({
  name: 'login',
  summary: 'Sign in as a student, with the id and the phone number, or a secret',
  details: [
    'Which of the two it is, the mess says: mess settings --student-sign-in. With a secret, the first sign-in is with a code from the office: it asks for the secret to have from then on, of 8 or more characters, which the office never learns.',
    'The session ends after an hour. A student sees their own history and nothing else.',
  ].join('\n\n'),
  examples: [
    'mess student login S001',
    'mess student login S001 --phone-stdin < phone.txt',
    'mess student login S001 --secret-file code --new-secret-file secret',
  ],
  permission: 'none',
  takes: TAKES,
  async run(context, values) {
    const { answer, database, machine, session, terminal } = context;
    const mess = await database.open();
    refuseReadOnly(mess);
    const id = await givenOrAsked(terminal, values.id, 'ID', 'Id of the student', parseId);
    await askToReplaceSession(context, mess, id);
    const who = { id, place: machine.place() };
    const { token, signedIn } = isByPhone(mess, values)
      ? await signInWithPhone(context, mess, who, values)
      : await signInWithSecret(context, mess, who, values);
    await session.save(token);
    await answer.print(identityView(signedIn, mess.settings.timeZone, 'Signed in as'));
  },
});

/** What is given says it; where nothing is, the mess. The operation refuses the other one. */
function isByPhone({ settings }: Mess, values: LoginValues): boolean {
  if (values.phoneStdin) return true;
  if (values.secretStdin || values.secretFile !== undefined) return false;
  return settings.studentSignIn === 'phone';
}

type Who = Omit<Credentials, 'secret' | 'newPassword'>;

function signInWithPhone(
  context: Context,
  mess: Mess,
  who: Who,
  { phoneStdin }: LoginValues,
): Promise<NewSession> {
  return askAgainIfWrong(
    context,
    !phoneStdin,
    () => getPhone(context, phoneStdin),
    (phone) => signInByPhone(mess, { ...who, secret: phone }),
  );
}

async function signInWithSecret(
  context: Context,
  mess: Mess,
  who: Who,
  values: LoginValues,
): Promise<NewSession> {
  const { files, terminal } = context;
  const { newSecretFile } = values;
  const given = newSecretFile === undefined ? undefined : await files.readSecretFile(newSecretFile);
  const isAsked = !values.secretStdin && values.secretFile === undefined;
  const signIn = async (secret: string): Promise<NewSession> => {
    const credentials = { ...who, secret };
    const started = await signInBySecret(mess, credentials);
    if (!('names' in started)) return started;
    if (given === undefined && terminal.prompter === undefined) {
      throw missingValue('--new-secret-file');
    }
    const check = await secretCheck(parseStudentSecret, started.names);
    const newPassword =
      given === undefined
        ? await askNewSecret(context, `New secret of ${who.id} (at least 8 characters)`, check)
        : checkValue('--new-secret-file', '', () => check(given));
    const again = await signInBySecret(mess, { ...credentials, newPassword });
    // With a new secret it is a session, or an error.
    if ('names' in again) throw new TypeError('A code asked for two secrets.');
    return again;
  };
  return askAgainIfWrong(context, isAsked, () => getSecret(context, values), signIn);
}

async function getSecret({ files, terminal }: Context, values: LoginValues): Promise<string> {
  if (values.secretStdin) return files.readSecretStdin();
  if (values.secretFile !== undefined) return files.readSecretFile(values.secretFile);
  if (terminal.prompter !== undefined) {
    return terminal.prompter.secret({ message: 'Secret, or code of the office' });
  }
  throw new UsageError('missing_value', 'The secret is missing.', {
    hint: 'give --secret-stdin or --secret-file FILE',
  });
}

async function getPhone({ files, terminal }: Context, fromStdin: boolean): Promise<string> {
  if (fromStdin) {
    const text = await files.readSecretStdin();
    // The number itself is a secret here, so it is not shown in the error.
    return checkValue('phone', '', () => parsePhone(text));
  }
  if (terminal.prompter === undefined) {
    throw new UsageError('missing_value', 'The phone number is missing.', {
      hint: 'give --phone-stdin',
    });
  }
  const check = checkWith(parsePhone);
  return parsePhone(await terminal.prompter.secret({ message: 'Phone number', check }));
}
