import { METHODS } from '../../domain/payments/entry.ts';
import { parseNote } from '../../domain/purchases/purchase.ts';
import { receiveDeposit } from '../../operations/payments/deposits.ts';
import { accountChangeView } from '../../output/payments/account-changes.ts';
import { studentArgument } from '../options/arguments.ts';
import { dateOption, toDate } from '../options/dates.ts';
import {
  amountOption,
  checkRule,
  choiceOption,
  flagOption,
  getStudentId,
  givenOrChosen,
  valueOption,
} from '../options/values.ts';
import { getAmount, referenceOption } from '../payment/options.ts';
import { defineVerb } from '../verb.ts';

export const depositReceive = defineVerb({
  name: 'receive',
  summary: 'Take caution money of a student, and give a receipt',
  details:
    'It is held apart and pays no dues; its receipts are numbered apart. A mistake is taken back by mess payment reverse.',
  examples: [
    'mess deposit receive S001 --amount 5,000 --method cash',
    'mess deposit receive S001 --amount 5000 --method upi --reference 515412345678 --date 2025-06-03',
  ],
  permission: 'receive deposits',
  takes: {
    id: studentArgument('[ID]'),
    amount: amountOption('--amount <AMOUNT>', 'what was given'),
    date: dateOption('--date <DATE>', 'the day of the money (today)'),
    method: choiceOption('--method <METHOD>', 'how it came', METHODS),
    reference: referenceOption(),
    note: valueOption('--note <TEXT>', 'a remark', parseNote),
    again: flagOption('--again', 'also where another receipt has the same reference'),
  },
  async run({ mess, actor, answer, terminal }, values) {
    const id = await getStudentId(terminal, values.id);
    const amountMinor = await getAmount(terminal, mess, values.amount);
    const method = await givenOrChosen(terminal, values.method, '--method', 'Method', METHODS);
    const details = {
      amountMinor,
      method,
      date: toDate(mess, '--date', values.date),
      reference: values.reference ?? null,
      note: values.note || null,
      isAgain: values.again,
    };
    const received = await checkRule('--date', () => receiveDeposit(mess, actor, id, details));
    await answer.print(accountChangeView(received, mess.settings));
  },
});
