import { ADMIN } from '../../documents/access.ts';
import { idKey } from '../../domain/values/id.ts';
import { disableAdmin } from '../../operations/access/admins.ts';
import { changedRecordView } from '../../output/page/records.ts';
import { confirm } from '../confirm.ts';
import { adminArgument } from '../options/arguments.ts';
import { defineVerb } from '../verb.ts';

export const adminDisable = defineVerb({
  name: 'disable',
  summary: 'Shut an admin out; their sessions end',
  examples: ['mess admin disable clerk'],
  permission: 'change the admins',
  takes: { id: adminArgument('<ID>') },
  async run({ mess, actor, answer, terminal }, { id }) {
    const isSelf = idKey(id) === idKey(actor.id);
    if (terminal.prompter !== undefined && isSelf) {
      const question = `Disable yourself, ${actor.id}? You are signed out at once, and only another owner can let you in again.`;
      await confirm(terminal, question);
    }
    const changed = await disableAdmin(mess, actor, id);
    await answer.print(changedRecordView(ADMIN, changed, `${changed.id} is disabled.`));
    if (!isSelf && answer.format !== 'json') {
      answer.note(`To take it back: mess admin enable ${changed.id}`);
    }
  },
});
