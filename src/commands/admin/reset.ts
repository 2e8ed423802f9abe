import { resetAdmin } from '../../operations/access/admin-codes.ts';
import { adminArgument } from '../options/arguments.ts';
import { defineVerb } from '../verb.ts';
import { printCode } from './one-time-code.ts';

export const adminReset = defineVerb({
  name: 'reset',
  summary: 'Let an admin who forgot the password choose a new one, by a one-time code',
  details:
    'Prints a code, which is shown only once. It counts in place of the password for 24 hours and for one sign-in, which must choose a new password. The old password and all sessions of that admin end now. With --output the code goes to a file that only you can read.',
  examples: ['mess admin reset desk', 'mess admin reset desk --output ~/code-of-desk'],
  permission: 'change the admins',
  takes: { id: adminArgument('<ID>') },
  async run(context, { id }) {
    await printCode(context, context.mess, await resetAdmin(context.mess, context.actor, id));
  },
});
