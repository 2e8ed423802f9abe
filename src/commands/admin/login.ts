import { parseId } from '../../domain/values/id.ts';
import { signInAdmin } from '../../operations/access/sign-in.ts';
import { identityView } from '../../output/access/identity.ts';
import { addPasswordOptions, getPassword, type PasswordOptions } from '../options/password.ts';
import { givenOrAsked, idArgument } from '../options/values.ts';
import { warnOfServiceToken } from '../service-token.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareAdminLogin: Declare = (admin, context) => {
  const command = addVerb(admin, {
    usage: 'login',
    summary: 'Sign in as an admin',
    details: 'The session ends after 30 idle minutes, and after 12 hours in any case.',
    examples: [
      'mess admin login warden',
      'mess admin login warden --password-file ~/.mess-password',
    ],
  }).addArgument(idArgument('[ID]', 'the id of the admin'));
  addPasswordOptions(command).action(
    async (given: string | undefined, options: PasswordOptions) => {
      const mess = await context.open();
      const id = await givenOrAsked(context, given, 'ID', 'Id', parseId);
      const password = await getPassword(context, options);
      const { token, signedIn } = await signInAdmin(mess, id, password);
      await context.saveSession(token);
      warnOfServiceToken(context);
      await context.print(identityView(signedIn, mess.settings.timeZone, 'Signed in as'));
    },
  );
};
