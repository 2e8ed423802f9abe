import { parseId } from '../../domain/values/id.ts';
import { listCharges } from '../../operations/charges/charges.ts';
import { chargeListView } from '../../output/charges/charges.ts';
import { flagOption, getMonth, monthOption, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const chargeList = defineVerb({
  name: 'list',
  summary: "List a month's charges, with totals",
  examples: [
    'mess charge list --month 2025-05',
    'mess charge list --month previous --all --output may-charges.csv',
  ],
  permission: 'see charges',
  takes: {
    month: monthOption('the month, like 2025-05 or May 2025, or this, or previous'),
    student: valueOption('--student <ID>', 'only those of this student', parseId),
    all: flagOption('--all', 'also those that were voided'),
  },
  async run({ mess, actor, answer, terminal }, { student, all, ...values }) {
    const month = await getMonth(terminal, mess, values.month);
    const charges = await listCharges(mess, actor, month, all ? 'all' : 'counted', student);
    await answer.print(chargeListView(month, charges, mess.settings));
  },
});
