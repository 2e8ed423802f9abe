import { METHODS } from '../../domain/payments/entry.ts';
import { parseId } from '../../domain/values/id.ts';
import { listPayments } from '../../operations/payments/receipts/list-payments.ts';
import { paymentListView } from '../../output/payments/payments.ts';
import { dateOption, toRange } from '../options/dates.ts';
import { choiceOption, flagOption, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const paymentList = defineVerb({
  name: 'list',
  summary: 'List money that was given and given back, with what there is by each method',
  details:
    'In the order of entry: payments, deposits, and what was given back of either, with an amount below 0. Of all days and by everybody, cash in all is what must be in the cash box: the totals have what was taken out of it, and what a count found, too.',
  examples: [
    'mess payment list --from 2025-06-01 --to 2025-06-30',
    'mess payment list --method cash --by meena',
  ],
  permission: "see everybody's dues",
  takes: {
    from: dateOption('--from <DATE>', 'the first day of the money'),
    to: dateOption('--to <DATE>', 'the last day'),
    method: choiceOption('--method <METHOD>', 'only what came so', METHODS),
    by: valueOption('--by <ID>', 'only what this admin entered', parseId),
    all: flagOption('--all', 'also those that were reversed; they count in no total'),
  },
  async run({ mess, actor, answer }, { method, by, all, ...values }) {
    const { payments, totals, leftOut } = await listPayments(mess, actor, {
      ...toRange(mess, values),
      method,
      by,
      hasReversed: all,
    });
    await answer.print(paymentListView(payments, totals, mess.settings));
    if (leftOut > 0 && answer.format === 'table') {
      answer.note(`Left out, reversed: ${leftOut}; --all has them.`);
    }
  },
});
