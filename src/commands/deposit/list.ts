import { listDeposits } from '../../operations/payments/deposits.ts';
import { depositListView } from '../../output/payments/account-changes.ts';
import { flagOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const depositList = defineVerb({
  name: 'list',
  summary: 'Say whose deposits are held',
  examples: ['mess deposit list', 'mess deposit list --left', 'mess deposit list --all --json'],
  permission: "see everybody's dues",
  takes: {
    left: flagOption('--left', 'only of who left, or is to leave'),
    all: flagOption('--all', 'also those of which nothing is held any more'),
  },
  async run({ mess, actor, answer }, { left, all }) {
    const deposits = await listDeposits(mess, actor, { hasLeft: left, hasAll: all });
    await answer.print(depositListView(deposits, mess.settings));
  },
});
