import { ADMIN } from '../../documents/access.ts';
import { editAdmin } from '../../operations/access/admins.ts';
import { changedRecordView } from '../../output/page/records.ts';
import { adminArgument } from '../options/arguments.ts';
import { getRole, roleOption } from '../options/role.ts';
import { defineVerb } from '../verb.ts';

export const adminEdit = defineVerb({
  name: 'edit',
  summary: "Change an admin's role",
  details: 'Their sessions end: what they may is another thing when they sign in again.',
  examples: ['mess admin edit clerk --role viewer'],
  permission: 'change the admins',
  takes: { id: adminArgument('<ID>'), role: roleOption() },
  async run({ mess, actor, answer, terminal }, { id, role: given }) {
    const role = await getRole(terminal, given);
    const edited = await editAdmin(mess, actor, id, role);
    await answer.print(changedRecordView(ADMIN, edited, `${edited.id} is ${role} now.`));
  },
});
