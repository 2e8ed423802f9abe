import { ADMIN } from '../../documents/access.ts';
import { enableAdmin } from '../../operations/access/admins.ts';
import { changedRecordView } from '../../output/page/records.ts';
import { adminArgument } from '../options/arguments.ts';
import { defineVerb } from '../verb.ts';

export const adminEnable = defineVerb({
  name: 'enable',
  summary: 'Let a disabled admin in again',
  examples: ['mess admin enable clerk'],
  permission: 'change the admins',
  takes: { id: adminArgument('<ID>') },
  async run({ mess, actor, answer }, { id }) {
    const changed = await enableAdmin(mess, actor, id);
    await answer.print(changedRecordView(ADMIN, changed, `${changed.id} is enabled.`));
  },
});
