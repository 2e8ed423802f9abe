import { ADMIN } from '../../documents/access.ts';
import { disableAdmin } from '../../operations/access/admins.ts';
import { changedRecordView } from '../../output/page/records.ts';
import { idArgument } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const adminDisable = defineVerb({
  name: 'disable',
  summary: 'Shut an admin out; their sessions end',
  examples: ['mess admin disable clerk'],
  permission: 'change the admins',
  takes: { id: idArgument('<ID>', 'the id of the admin') },
  async run({ mess, actor, answer }, { id }) {
    const changed = await disableAdmin(mess, actor, id);
    await answer.print(changedRecordView(ADMIN, changed, `${changed.id} is disabled.`));
  },
});
