import { hashToken } from '../../auth/tokens.ts';
import { changePassword, requireToChangePassword } from '../../operations/access/admins.ts';
import { adminView } from '../../output/access/admins.ts';
import { addPasswordOptions, getNewPassword, type PasswordOptions } from '../options/password.ts';
import { idArgument } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareAdminPasswd: Declare = (admin, context) => {
  const command = addVerb(admin, {
    usage: 'passwd',
    summary: "Set a new password: your own, or as an owner anybody's",
    details: 'Other sessions of that admin end.',
    examples: ['mess admin passwd', 'mess admin passwd clerk'],
  }).addArgument(idArgument('[ID]', 'the id of the admin; your own when left out'));
  addPasswordOptions(command).action(
    async (given: string | undefined, options: PasswordOptions) => {
      const mess = await context.open();
      const actor = await context.actor();
      const id = requireToChangePassword(actor, given);
      const password = await getNewPassword(context, options);
      const token = await context.sessionToken();
      const keep = token === undefined ? undefined : hashToken(token);
      const changed = await changePassword(mess, actor, id, password, keep);
      await context.print(adminView(changed, `${changed.id} has a new password.`));
    },
  );
};
