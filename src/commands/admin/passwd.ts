import { ADMIN } from '../../documents/access.ts';
import { idKey } from '../../domain/values/id.ts';
import { UsageError } from '../../errors.ts';
import { changePassword, requireToChangePassword } from '../../operations/access/admins.ts';
import { changedRecordView } from '../../output/page/records.ts';
import { idArgument } from '../options/arguments.ts';
import { getNewPassword, PASSWORD_OPTIONS } from '../options/password.ts';
import { textOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const adminPasswd = defineVerb({
  name: 'passwd',
  summary: "Set a new password: your own, or as an owner anybody's",
  details:
    'Other sessions of that admin end. A program can give the old password too. If that is wrong nothing is changed, and it counts as a wrong sign-in.',
  examples: [
    'mess admin passwd',
    'mess admin passwd clerk',
    'mess admin passwd --old-password-file old --password-file new',
  ],
  permission: 'change the own password',
  takes: {
    id: idArgument('[ID]', 'the id of the admin; your own when left out'),
    ...PASSWORD_OPTIONS,
    oldPasswordFile: textOption(
      '--old-password-file <FILE>',
      'change it only where this file, which only you can read, has your old one',
    ),
  },
  async run(context, values) {
    const { mess, actor, answer } = context;
    // Whose it is decides who may, so it is asked here again, before anybody is asked for a password.
    const id = requireToChangePassword(actor, values.id);
    const { oldPasswordFile } = values;
    if (oldPasswordFile !== undefined && idKey(id) !== idKey(actor.id)) {
      throw new UsageError(
        'conflicting_options',
        `--old-password-file is for your own password, and not for that of ${id}.`,
      );
    }
    const old = oldPasswordFile && (await context.files.readSecretFile(oldPasswordFile));
    const password = await getNewPassword(context, values, id);
    const changed = await changePassword(mess, actor, id, password, old);
    await answer.print(changedRecordView(ADMIN, changed, `${changed.id} has a new password.`));
  },
});
