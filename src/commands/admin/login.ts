import { parseId } from '../../domain/values/id.ts';
import { signInAdmin } from '../../operations/access/sign-in.ts';
import { identityView } from '../../output/access/identity.ts';
import { askAgainIfWrong } from '../ask-again.ts';
import { askToReplaceSession } from '../ask-to-replace.ts';
import { adminArgument } from '../options/arguments.ts';
import { getPassword, PASSWORD_OPTIONS } from '../options/password.ts';
import { givenOrAsked } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const adminLogin = defineVerb({
  name: 'login',
  summary: 'Sign in as an admin',
  details: 'The session ends after 30 idle minutes, and after 12 hours in any case.',
  examples: ['mess admin login warden', 'mess admin login warden --password-file ~/.mess-password'],
  permission: 'none',
  takes: { id: adminArgument('[ID]'), ...PASSWORD_OPTIONS },
  async run(context, values) {
    const { answer, database, session, terminal } = context;
    const mess = await database.open();
    const id = await givenOrAsked(terminal, values.id, 'ID', 'Id of the admin', parseId);
    await askToReplaceSession(context, mess, id);
    const isAsked = !values.passwordStdin && values.passwordFile === undefined;
    const { token, signedIn } = await askAgainIfWrong(context, isAsked, async () =>
      signInAdmin(mess, id, await getPassword(context, values)),
    );
    await session.save(token);
    await answer.print(identityView(signedIn, mess.settings.timeZone, 'Signed in as'));
  },
});
