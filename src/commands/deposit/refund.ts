import { METHODS } from '../../domain/payments/entry.ts';
import { refundDeposit } from '../../operations/payments/deposits.ts';
import { accountChangeView } from '../../output/payments/account-changes.ts';
import { studentArgument } from '../options/arguments.ts';
import { dateOption, toDate } from '../options/dates.ts';
import { reasonOption } from '../options/reason.ts';
import {
  amountOption,
  checkRule,
  choiceOption,
  getStudentId,
  givenOrChosen,
  toAmountMinor,
} from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const depositRefund = defineVerb({
  name: 'refund',
  summary: 'Give the deposit of a student back, or a part of it',
  details:
    'What the student owes stays owed: mess deposit use pays that out of the deposit first. A mistake is taken back by its voucher: mess payment reverse.',
  examples: [
    'mess deposit refund S001 --method cash --reason "left the hostel"',
    'mess deposit refund S001 --amount 2000 --method bank',
  ],
  permission: 'use and refund deposits',
  takes: {
    id: studentArgument('[ID]'),
    amount: amountOption('--amount <AMOUNT>', 'what is given back (all that is held)'),
    method: choiceOption('--method <METHOD>', 'how it is given', METHODS),
    date: dateOption('--date <DATE>', 'the day on which it is given (today)'),
    reason: reasonOption(),
  },
  async run({ mess, actor, answer, terminal }, { amount, reason, ...values }) {
    const id = await getStudentId(terminal, values.id);
    const method = await givenOrChosen(terminal, values.method, '--method', 'Method', METHODS);
    const said = {
      amountMinor: amount && toAmountMinor(mess, '--amount', amount),
      method,
      date: toDate(mess, '--date', values.date),
      note: reason ?? null,
    };
    const refunded = await checkRule('--date', () => refundDeposit(mess, actor, id, said));
    await answer.print(accountChangeView(refunded, mess.settings));
  },
});
