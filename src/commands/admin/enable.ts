import { enableAdmin } from '../../operations/access/admins.ts';
import { adminView } from '../../output/access/admins.ts';
import { idArgument } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareAdminEnable: Declare = (admin, context) => {
  addVerb(admin, {
    usage: 'enable',
    summary: 'Let a disabled admin in again',
    examples: ['mess admin enable clerk'],
  })
    .addArgument(idArgument('<ID>', 'the id of the admin'))
    .action(async (id: string) => {
      const mess = await context.open();
      const changed = await enableAdmin(mess, await context.actor(), id);
      await context.print(adminView(changed, `${changed.id} is enabled.`));
    });
};
