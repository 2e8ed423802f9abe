import { listAdmins } from '../../operations/access/admins.ts';
import { adminListView } from '../../output/access/admins.ts';
import { defineVerb } from '../verb.ts';

export const adminList = defineVerb({
  name: 'list',
  summary: 'List the admins with their roles',
  examples: ['mess admin list', 'mess admin list --json'],
  permission: 'see the admins',
  async run({ mess, actor, answer }) {
    await answer.print(adminListView(await listAdmins(mess, actor), mess.settings));
  },
});
