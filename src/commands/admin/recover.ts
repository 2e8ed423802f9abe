import { UsageError } from '../../errors.ts';
import { listOwners, recoverOwner, requireOwner } from '../../operations/access/admin-codes.ts';
import { type Mess, refuseReadOnly } from '../../operations/mess/mess.ts';
import { confirm } from '../confirm.ts';
import type { Terminal } from '../context.ts';
import { idArgument } from '../options/arguments.ts';
import { defineVerb } from '../verb.ts';
import { printCode } from './one-time-code.ts';

export const adminRecover = defineVerb({
  name: 'recover',
  summary: 'Let an owner who is locked out in again, without signing in',
  details:
    'For the owner who forgot the password and has nobody to reset it: it needs the database, and no sign-in. Prints a one-time code like mess admin reset. The record of changes says that it was done, and every owner is warned at each sign-in of the next 30 days.',
  examples: ['mess admin recover warden', 'mess admin recover warden --yes --output ~/code'],
  permission: 'none',
  takes: { id: idArgument('[ID]', 'the id of the owner; asked for when left out') },
  async run(context, { id }) {
    const { database, terminal } = context;
    const mess = await database.open();
    refuseReadOnly(mess);
    const owner = await requireOwner(mess, id ?? (await askOwner(terminal, mess)));
    await confirm(
      terminal,
      `End the password and the sessions of ${owner}, for a one-time code? All owners will be told.`,
    );
    await printCode(context, mess, await recoverOwner(mess, owner));
  },
});

/** Who is locked out cannot list the admins. */
async function askOwner({ prompter }: Terminal, mess: Mess): Promise<string> {
  const owners = await listOwners(mess);
  if (prompter !== undefined) return prompter.choose({ message: 'Owner', choices: owners });
  throw new UsageError('missing_value', 'The id of the owner is missing.', {
    hint: `there is ${owners.join(', ')}; like: mess admin recover ${owners[0]} --yes`,
  });
}
