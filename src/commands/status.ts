import { describeAddress } from '../domain/values/database-address.ts';
import { getStatus } from '../operations/upkeep/status.ts';
import { statusView } from '../output/upkeep/status.ts';
import { defineVerb } from './verb.ts';

export const status = defineVerb({
  name: 'status',
  examples: ['mess status', 'mess status --json'],
  permission: 'see the status',
  async run({ mess, actor, answer, database }) {
    const status = await getStatus(mess, actor);
    await answer.print(statusView(status, describeAddress(database.address), mess.settings));
  },
});
