import { parseId } from '../../domain/values/id.ts';
import { parsePhone } from '../../domain/values/phone.ts';
import { UsageError } from '../../errors.ts';
import { signInByPhone } from '../../operations/access/student-sign-in.ts';
import { identityView } from '../../output/access/identity.ts';
import { askAgainIfWrong } from '../ask-again.ts';
import { askToReplaceSession } from '../ask-to-replace.ts';
import type { Context } from '../context.ts';
import { studentArgument } from '../options/arguments.ts';
import { checkValue, checkWith, flagOption, givenOrAsked } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const studentLogin = defineVerb({
  name: 'login',
  summary: 'Sign in as a student, with id and phone number',
  details: 'The session ends after an hour. A student sees their own history and nothing else.',
  examples: ['mess student login S001', 'mess student login S001 --phone-stdin < phone.txt'],
  permission: 'none',
  takes: {
    id: studentArgument('[ID]'),
    phoneStdin: flagOption('--phone-stdin', 'read the phone number from standard input'),
  },
  async run(context, values) {
    const { answer, database, machine, session, terminal } = context;
    const mess = await database.open();
    const id = await givenOrAsked(terminal, values.id, 'ID', 'Id of the student', parseId);
    await askToReplaceSession(context, mess, id);
    const { token, signedIn } = await askAgainIfWrong(
      context,
      !values.phoneStdin,
      () => getPhone(context, values.phoneStdin),
      (phone) => signInByPhone(mess, id, phone, machine.place()),
    );
    await session.save(token);
    await answer.print(identityView(signedIn, mess.settings.timeZone, 'Signed in as'));
  },
});

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
