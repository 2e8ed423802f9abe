import { ADMIN } from '../../documents/access.ts';
import { idKey } from '../../domain/values/id.ts';
import { UsageError } from '../../errors.ts';
import { changePassword, requireToChangePassword } from '../../operations/access/admins.ts';
import { changedRecordView } from '../../output/page/records.ts';
import type { Context } from '../context.ts';
import { idArgument } from '../options/arguments.ts';
import { getNewPassword, PASSWORD_OPTIONS } from '../options/password.ts';
import { missingValue, textOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const adminPasswd = defineVerb({
  name: 'passwd',
  summary: "Set a new password: your own, or as an owner anybody's",
  details:
    'For your own the old one is asked for: if that is wrong nothing is changed, and it counts as a wrong sign-in. Other sessions of that admin end. Who forgot the old one is let in again by an owner: mess admin reset ID.',
  examples: [
    'mess admin passwd',
    'mess admin passwd desk',
    'mess admin passwd --old-password-file old --password-file new',
  ],
  permission: 'change the own password',
  takes: {
    id: idArgument('[ID]', 'the id of the admin; your own when left out'),
    ...PASSWORD_OPTIONS,
    oldPasswordFile: textOption(
      '--old-password-file <FILE>',
      'the file, which only you can read, with your old one',
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
    const isOwn = idKey(id) === idKey(actor.id);
    const old = isOwn ? await getOldPassword(context, oldPasswordFile) : undefined;
    const names = [id, mess.settings.name];
    const password = await getNewPassword(context, values, { id, names });
    const place = context.machine.place();
    const changed = await changePassword(mess, actor, { id, password, old, place });
    await answer.print(changedRecordView(ADMIN, changed, `${changed.id} has a new password.`));
  },
});

async function getOldPassword(
  { files, terminal }: Pick<Context, 'files' | 'terminal'>,
  file: string | undefined,
): Promise<string> {
  if (file !== undefined) return files.readSecretFile(file);
  if (terminal.prompter === undefined) throw missingValue('--old-password-file');
  return terminal.prompter.secret({ message: 'Old password' });
}
