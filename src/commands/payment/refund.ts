import { METHODS } from '../../domain/payments/entry.ts';
import { refundPayment } from '../../operations/payments/refund.ts';
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
} from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { getAmount } from './options.ts';

export const paymentRefund = defineVerb({
  name: 'refund',
  summary: 'Give money back that was paid beyond what is owed',
  details:
    'At most the credit. A payment that was entered wrongly is taken back by mess payment reverse instead, and a deposit by mess deposit refund. A refund that was a mistake is taken back by its voucher: mess payment reverse.',
  examples: ['mess payment refund S001 --amount 300 --method cash --reason "left in May"'],
  permission: 'refund payments',
  takes: {
    id: studentArgument('[ID]'),
    amount: amountOption('--amount <AMOUNT>', 'what is given back'),
    method: choiceOption('--method <METHOD>', 'how it is given', METHODS),
    date: dateOption('--date <DATE>', 'the day on which it is given (today)'),
    reason: reasonOption(),
  },
  async run({ mess, actor, answer, terminal }, { reason, ...values }) {
    const id = await getStudentId(terminal, values.id);
    const amountMinor = await getAmount(terminal, mess, values.amount);
    const method = await givenOrChosen(terminal, values.method, '--method', 'Method', METHODS);
    const date = toDate(mess, '--date', values.date);
    const said = { amountMinor, method, date, note: reason ?? null };
    const refunded = await checkRule('--date', () => refundPayment(mess, actor, id, said));
    await answer.print(accountChangeView(refunded, mess.settings));
  },
});
