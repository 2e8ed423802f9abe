import { showHistory } from '../../operations/billing/bills.ts';
import { billHistoryView } from '../../output/billing/list.ts';
import { getMonth, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const billHistory = defineVerb({
  name: 'history',
  summary: 'Show every bill a month had: who made it, and who took it back and why',
  examples: ['mess bill history --month 2025-05', 'mess bill history --month previous --json'],
  permission: 'see bills',
  takes: { month: monthOption() },
  async run({ mess, actor, answer, terminal }, values) {
    const month = await getMonth(terminal, mess, values.month, 'read a bill');
    const revisions = await showHistory(mess, actor, month);
    await answer.print(billHistoryView(revisions, mess.settings));
  },
});
