import { parseId } from '../../domain/values/id.ts';
import { parsePhone } from '../../domain/values/phone.ts';
import { UsageError } from '../../errors.ts';
import { signInStudent } from '../../operations/access/sign-in.ts';
import { identityView } from '../../output/access/identity.ts';
import { checkValue, checkWith, givenOrAsked, idArgument } from '../options/values.ts';
import { warnOfServiceToken } from '../service-token.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareStudentLogin: Declare = (student, context) => {
  addVerb(student, {
    usage: 'login',
    summary: 'Sign in as a student, with id and phone number',
    details: 'The session ends after an hour. A student sees their own history and nothing else.',
    examples: ['mess student login S001', 'mess student login S001 --phone-stdin < phone.txt'],
  })
    .addArgument(idArgument('[ID]', 'the id of the student'))
    .option('--phone-stdin', 'read the phone number from standard input')
    .action(async (given: string | undefined, { phoneStdin }: { readonly phoneStdin?: true }) => {
      const mess = await context.open();
      const id = await givenOrAsked(context, given, 'ID', 'Id', parseId);
      const { token, signedIn } = await signInStudent(mess, id, await getPhone(phoneStdin));
      await context.saveSession(token);
      warnOfServiceToken(context);
      await context.print(identityView(signedIn, mess.settings.timeZone, 'Signed in as'));
    });

  async function getPhone(fromStdin: true | undefined): Promise<string> {
    if (fromStdin) {
      const text = await context.readSecretStdin();
      // The number itself is a secret here, so it is not shown in the error.
      return checkValue('phone', '', () => parsePhone(text));
    }
    if (context.prompter === undefined) {
      throw new UsageError('The phone number is missing.', { hint: 'give --phone-stdin' });
    }
    const check = checkWith(parsePhone);
    return parsePhone(await context.prompter.secret({ message: 'Phone number', check }));
  }
};
