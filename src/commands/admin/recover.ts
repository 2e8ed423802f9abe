import { recoverOwner, requireOwner } from '../../operations/access/admin-codes.ts';
import { confirm } from '../confirm.ts';
import { adminArgument } from '../options/arguments.ts';
import { defineVerb } from '../verb.ts';
import { printCode } from './one-time-code.ts';

export const adminRecover = defineVerb({
  name: 'recover',
  summary: 'Let an owner who is locked out in again, without signing in',
  details:
    'For the owner who forgot the password and has nobody to reset it: it needs the database, and no sign-in. Prints a one-time code like mess admin reset. The record of changes says that it was done, and every owner is warned at each sign-in of the next 30 days.',
  examples: ['mess admin recover warden', 'mess admin recover warden --yes --output ~/code'],
  permission: 'none',
  takes: { id: adminArgument('<ID>') },
  async run(context, { id }) {
    const { database, terminal } = context;
    const mess = await database.open();
    const owner = await requireOwner(mess, id);
    await confirm(
      terminal,
      `End the password and the sessions of ${owner}, for a one-time code? All owners will be told.`,
    );
    await printCode(context, mess, await recoverOwner(mess, owner));
  },
});
