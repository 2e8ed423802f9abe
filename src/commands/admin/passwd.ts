import { ADMIN } from '../../documents/access.ts';
import { changePassword, requireToChangePassword } from '../../operations/access/admins.ts';
import { changedRecordView } from '../../output/page/records.ts';
import { getNewPassword, PASSWORD_OPTIONS } from '../options/password.ts';
import { idArgument } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const adminPasswd = defineVerb({
  name: 'passwd',
  summary: "Set a new password: your own, or as an owner anybody's",
  details: 'Other sessions of that admin end.',
  examples: ['mess admin passwd', 'mess admin passwd clerk'],
  permission: 'change the own password',
  takes: {
    id: idArgument('[ID]', 'the id of the admin; your own when left out'),
    ...PASSWORD_OPTIONS,
  },
  async run(context, values) {
    const { mess, actor, answer } = context;
    // Whose it is decides who may, so it is asked here again, before anybody is asked for a password.
    const id = requireToChangePassword(actor, values.id);
    const password = await getNewPassword(context, values);
    const changed = await changePassword(mess, actor, id, password);
    await answer.print(changedRecordView(ADMIN, changed, `${changed.id} has a new password.`));
  },
});
