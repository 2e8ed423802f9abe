import { ADMIN } from '../../documents/access.ts';
import { addAdmin } from '../../operations/access/admins.ts';
import { changedRecordView } from '../../output/page/records.ts';
import { idArgument } from '../options/arguments.ts';
import { getNewPassword, PASSWORD_OPTIONS } from '../options/password.ts';
import { getRole, roleOption } from '../options/role.ts';
import { defineVerb } from '../verb.ts';

export const adminAdd = defineVerb({
  name: 'add',
  summary: 'Add an admin',
  details:
    'A viewer reads everything but the record of changes. A clerk also enters attendance and purchases, and takes nothing back. A manager also changes the roll, attendance, purchases and bills, and closes months. An owner also changes the admins.',
  examples: ['mess admin add desk --role clerk', 'mess admin add auditor --role viewer'],
  permission: 'change the admins',
  takes: {
    id: idArgument('<ID>', 'the id of the new admin'),
    role: roleOption(),
    ...PASSWORD_OPTIONS,
  },
  async run(context, values) {
    const { mess, actor, answer, terminal } = context;
    const { id } = values;
    const role = await getRole(terminal, values.role);
    const password = await getNewPassword(context, values, { id, names: [id, mess.settings.name] });
    const added = await addAdmin(mess, actor, { id, role, password });
    await answer.print(changedRecordView(ADMIN, added, `Added the ${role} ${id}.`));
  },
});
