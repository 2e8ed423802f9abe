import { parseNote } from '../../domain/purchases/purchase.ts';
import { useDeposit } from '../../operations/payments/deposits.ts';
import { accountChangeView } from '../../output/payments/account-changes.ts';
import { studentArgument } from '../options/arguments.ts';
import {
  amountOption,
  getStudentId,
  monthOption,
  toAmountMinor,
  toMonth,
  valueOption,
} from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const depositUse = defineVerb({
  name: 'use',
  summary: 'Pay what a student owes out of the deposit',
  details:
    'At most what is owed, and what is held. Nothing else ever takes of a deposit. A mistake is taken back by its voucher: mess payment reverse.',
  examples: ['mess deposit use S001', 'mess deposit use S001 --amount 1200 --month 2025-05'],
  permission: 'use and refund deposits',
  takes: {
    id: studentArgument('[ID]'),
    amount: amountOption('--amount <AMOUNT>', 'what is used (all that is owed)'),
    month: monthOption('the bill that it pays first'),
    note: valueOption('--note <TEXT>', 'a remark', parseNote),
  },
  async run({ mess, actor, answer, terminal }, { amount, note, ...values }) {
    const id = await getStudentId(terminal, values.id);
    const used = await useDeposit(mess, actor, id, {
      amountMinor: amount && toAmountMinor(mess, '--amount', amount),
      month: toMonth(mess, values.month) ?? null,
      note: note || null,
    });
    await answer.print(accountChangeView(used, mess.settings));
  },
});
