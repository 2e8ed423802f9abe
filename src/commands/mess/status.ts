import { describeAddress } from '../../domain/values/database-address.ts';
import { getStatus } from '../../operations/upkeep/status.ts';
import { statusView } from '../../output/upkeep/status.ts';
import { nextStep } from '../hints/next-step.ts';
import { nextMessageStep } from '../notify/next-step.ts';
import { defineVerb } from '../verb.ts';

const STEPS = {
  begin: {
    students: 'enter the students: mess student add, mess student import FILE',
    attendance: 'record attendance: mess attendance record, mess attendance import FILE',
  },
  month: nextStep,
  inSuspense: 'mess payment suspense list',
  messages: nextMessageStep,
};

export const status = defineVerb({
  name: 'status',
  examples: ['mess status', 'mess status --json'],
  permission: 'see the status',
  async run({ mess, actor, answer, database }) {
    const status = await getStatus(mess, actor);
    const where = describeAddress(database.address);
    await answer.print(statusView(status, where, mess.settings, STEPS));
  },
});
