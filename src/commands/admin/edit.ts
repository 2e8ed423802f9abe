import type { AdminRole } from '../../domain/access/admin.ts';
import { editAdmin } from '../../operations/access/admins.ts';
import { adminView } from '../../output/access/admins.ts';
import { parseRole, roleOption } from '../options/role.ts';
import { givenOrAsked, idArgument } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareAdminEdit: Declare = (admin, context) => {
  addVerb(admin, {
    usage: 'edit',
    summary: "Change an admin's role",
    details: 'The new role counts from their next command on.',
    examples: ['mess admin edit clerk --role viewer'],
  })
    .addArgument(idArgument('<ID>', 'the id of the admin'))
    .addOption(roleOption())
    .action(async (id: string, options: { readonly role?: AdminRole }) => {
      const mess = await context.open();
      const actor = await context.actor();
      const role = await givenOrAsked(
        context,
        options.role,
        '--role',
        'Role (owner, manager or viewer)',
        parseRole,
      );
      const edited = await editAdmin(mess, actor, id, role);
      await context.print(adminView(edited, `${edited.id} is ${role} now.`));
    });
};
