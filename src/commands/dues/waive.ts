import { waiveLateFee } from '../../operations/payments/dues/forgive.ts';
import { accountChangeView } from '../../output/payments/account-changes.ts';
import { studentArgument } from '../options/arguments.ts';
import { getReason, reasonOption } from '../options/reason.ts';
import {
  amountOption,
  getMonth,
  getStudentId,
  monthOption,
  toAmountMinor,
} from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const duesWaive = defineVerb({
  name: 'waive',
  summary: 'Waive the late fee of a bill',
  details:
    'It is not entered again. What was paid of it already becomes credit. A mistake is taken back by its voucher: mess payment reverse.',
  examples: ['mess dues waive S001 --month 2025-05 --reason "was in hospital"'],
  permission: 'waive late fees',
  takes: {
    id: studentArgument('[ID]'),
    month: monthOption('the bill that was paid late'),
    amount: amountOption('--amount <AMOUNT>', 'how much of it (all)'),
    reason: reasonOption(),
  },
  async run({ mess, actor, answer, terminal }, { amount, ...values }) {
    const id = await getStudentId(terminal, values.id);
    const month = await getMonth(terminal, mess, values.month, 'change a bill');
    const waived = await waiveLateFee(mess, actor, id, {
      month,
      amountMinor: amount && toAmountMinor(mess, '--amount', amount),
      reason: await getReason(terminal, values.reason),
    });
    await answer.print(accountChangeView(waived, mess.settings));
  },
});
