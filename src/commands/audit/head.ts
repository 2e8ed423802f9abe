import { showRecordHead } from '../../operations/upkeep/verify-record.ts';
import { recordHeadView } from '../../output/mess/record.ts';
import { defineVerb } from '../verb.ts';

export const auditHead = defineVerb({
  name: 'head',
  summary: 'Show the number and the hash of the newest entry of the record of changes',
  details:
    'Each entry carries the hash of the one before, so the newest stands for all of them. Where it is written down, on a bill on the board or with the accounts, nobody can later take an entry out or change it unseen: mess audit verify --anchor compares.',
  examples: ['mess audit head', 'mess audit head --json'],
  permission: 'see the head of the record',
  async run({ mess, actor, answer }) {
    await answer.print(recordHeadView(await showRecordHead(mess, actor)));
  },
});
