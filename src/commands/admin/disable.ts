import { disableAdmin } from '../../operations/access/admins.ts';
import { adminView } from '../../output/access/admins.ts';
import { idArgument } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareAdminDisable: Declare = (admin, context) => {
  addVerb(admin, {
    usage: 'disable',
    summary: 'Shut an admin out; their sessions end',
    examples: ['mess admin disable clerk'],
  })
    .addArgument(idArgument('<ID>', 'the id of the admin'))
    .action(async (id: string) => {
      const mess = await context.open();
      const changed = await disableAdmin(mess, await context.actor(), id);
      await context.print(adminView(changed, `${changed.id} is disabled.`));
    });
};
