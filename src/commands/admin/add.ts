import type { AdminRole } from '../../domain/access/admin.ts';
import { parseId } from '../../domain/values/id.ts';
import { addAdmin, requireToChangeAdmins } from '../../operations/access/admins.ts';
import { adminView } from '../../output/access/admins.ts';
import { addPasswordOptions, getNewPassword, type PasswordOptions } from '../options/password.ts';
import { parseRole, roleOption } from '../options/role.ts';
import { givenOrAsked, idArgument } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

interface AddOptions extends PasswordOptions {
  readonly role?: AdminRole;
}

export const declareAdminAdd: Declare = (admin, context) => {
  const command = addVerb(admin, {
    usage: 'add',
    summary: 'Add an admin',
    details:
      'A viewer reads everything but the record of changes. A manager also changes the roll, attendance, purchases and bills, and closes months. An owner also changes the admins.',
    examples: ['mess admin add clerk --role manager', 'mess admin add auditor --role viewer'],
  })
    .addArgument(idArgument('[ID]', 'the id of the new admin'))
    .addOption(roleOption());
  addPasswordOptions(command).action(async (given: string | undefined, options: AddOptions) => {
    const mess = await context.open();
    const actor = await context.actor();
    requireToChangeAdmins(actor);
    const id = await givenOrAsked(context, given, 'ID', 'Id', parseId);
    const role = await givenOrAsked(
      context,
      options.role,
      '--role',
      'Role (owner, manager or viewer)',
      parseRole,
    );
    const password = await getNewPassword(context, options);
    const added = await addAdmin(mess, actor, { id, role, password });
    await context.print(adminView(added, `Added the ${role} ${id}.`));
  });
};
