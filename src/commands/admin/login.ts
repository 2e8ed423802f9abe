import { passwordCheck } from '../../domain/access/secret-check.ts';
import { dateTimeIn } from '../../domain/values/date.ts';
import { parseId } from '../../domain/values/id.ts';
import {
  type AdminSession,
  type Credentials,
  type Recovery,
  signInAdmin,
} from '../../operations/access/sign-in.ts';
import { type Mess, refuseReadOnly } from '../../operations/mess/mess.ts';
import { identityView } from '../../output/access/identity.ts';
import { askAgainIfWrong } from '../ask-again.ts';
import { askToReplaceSession } from '../ask-to-replace.ts';
import type { Context } from '../context.ts';
import { adminArgument } from '../options/arguments.ts';
import { askNewSecret, getPassword, PASSWORD_OPTIONS } from '../options/password.ts';
import { checkValue, givenOrAsked, missingValue, textOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const adminLogin = defineVerb({
  name: 'login',
  summary: 'Sign in as an admin',
  details: [
    'The session ends after 30 idle minutes, and after 12 hours in any case.',
    'Who has a one-time code gives it in place of the password, and chooses a new password then.',
    'After a wrong password the next one has to wait: 1 second, then 2, 4, 8, up to 15 minutes. The wait is for that id from that place (the user and the machine): nobody keeps you out from elsewhere.',
  ].join('\n\n'),
  examples: [
    'mess admin login warden',
    'mess admin login warden --password-file ~/.mess-password',
    'mess admin login warden --password-file code --new-password-file ~/.mess-password',
  ],
  permission: 'none',
  takes: {
    id: adminArgument('[ID]'),
    ...PASSWORD_OPTIONS,
    newPasswordFile: textOption(
      '--new-password-file <FILE>',
      'with a one-time code: the file with the password to have from now on',
    ),
  },
  async run(context, values) {
    const { answer, database, files, machine, session, terminal } = context;
    const mess = await database.open();
    refuseReadOnly(mess);
    const id = await givenOrAsked(terminal, values.id, 'ID', 'Id of the admin', parseId);
    await askToReplaceSession(context, mess, id);
    const isAsked = !values.passwordStdin && values.passwordFile === undefined;
    const { newPasswordFile } = values;
    const file = newPasswordFile && (await files.readSecretFile(newPasswordFile));
    const place = machine.place();
    const started = await askAgainIfWrong(
      context,
      isAsked,
      () => getPassword(context, values),
      (secret) => signIn(context, mess, { id, secret, place }, file || undefined),
    );
    await session.save(started.token);
    const warnings = started.recoveries.map((each) => sayRecovery(each, mess));
    const { timeZone } = mess.settings;
    await answer.print(identityView(started.signedIn, timeZone, 'Signed in as', warnings));
    answer.warn(warnings);
  },
});

/** @param given the new password, where a file has one */
async function signIn(
  context: Context,
  mess: Mess,
  credentials: Credentials,
  given: string | undefined,
): Promise<AdminSession> {
  const { id } = credentials;
  const { terminal } = context;
  const started = await signInAdmin(mess, credentials);
  if (started !== 'new password needed') return started;
  const check = await passwordCheck([id, mess.settings.name]);
  if (given === undefined && terminal.prompter === undefined) {
    throw missingValue('--new-password-file');
  }
  const newPassword =
    given === undefined
      ? await askNewSecret(context, `New password of ${id} (at least 12 characters)`, check)
      : checkValue('--new-password-file', '', () => check(given));
  const again = await signInAdmin(mess, { ...credentials, newPassword });
  // With a new password it is a session, or an error.
  if (again === 'new password needed') throw new TypeError('A code asked for two passwords.');
  return again;
}

function sayRecovery({ id, at }: Recovery, { settings }: Mess): string {
  const when = dateTimeIn(settings.timeZone, new Date(at));
  return `Whoever holds the database let the owner ${id} in again on ${when}, without signing in: mess audit list --on ${id}. If no owner did it, somebody else reads the database.`;
}
