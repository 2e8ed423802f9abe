import { listAdmins } from '../../operations/access/admins.ts';
import { adminListView } from '../../output/access/admins.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareAdminList: Declare = (admin, context) => {
  addVerb(admin, {
    usage: 'list',
    summary: 'List the admins with their roles',
    examples: ['mess admin list', 'mess admin list --json'],
  }).action(async () => {
    const mess = await context.open();
    await context.print(adminListView(await listAdmins(mess, await context.actor())));
  });
};
