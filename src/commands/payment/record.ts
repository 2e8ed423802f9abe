import type { Actor } from '../../domain/actor.ts';
import { METHODS } from '../../domain/payments/entry.ts';
import { parseNote } from '../../domain/purchases/purchase.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { parseMonthReference } from '../../domain/values/month.ts';
import { NotFoundError } from '../../errors.ts';
import { showDues } from '../../operations/payments/accounts/account.ts';
import { recordPayment } from '../../operations/payments/record-payment.ts';
import { sayBalance } from '../../output/payments/balance.ts';
import { recordedPaymentView } from '../../output/payments/payments.ts';
import { enterUnlessSlip, orAsk } from '../ask-if-doubtful.ts';
import type { Context } from '../context.ts';
import { sayError } from '../hints/say/error.ts';
import { studentArgument } from '../options/arguments.ts';
import { dateOption, toDate } from '../options/dates.ts';
import {
  amountOption,
  checkRule,
  choiceOption,
  flagOption,
  getStudentId,
  givenOrChosen,
  toMonth,
  valueOption,
} from '../options/values.ts';
import { defineVerb, type Entered } from '../verb.ts';
import { getAmount, referenceOption } from './options.ts';

export const paymentRecord = defineVerb({
  name: 'record',
  summary: 'Take money of a student, and give a receipt',
  details:
    'It pays the month that it is given for, else the oldest debt first; what is left is credit, which the next bill uses by itself. A mistake is taken back by mess payment reverse.',
  examples: [
    'mess payment record S001 --amount 3,150 --method cash',
    'mess payment record S001 --amount 3150 --method upi --reference 515412345678 --date 2025-06-03',
    'mess payment record S001 --amount 500 --method cash --month 2025-05',
  ],
  permission: 'record payments',
  takes: {
    id: studentArgument('[ID]'),
    amount: amountOption('--amount <AMOUNT>', 'what was given'),
    date: dateOption('--date <DATE>', 'the day of the money (today)'),
    method: choiceOption('--method <METHOD>', 'how it came', METHODS),
    reference: referenceOption(),
    month: valueOption('-m, --month <MONTH>', 'the bill that it is given for', parseMonthReference),
    note: valueOption('--note <TEXT>', 'a remark', parseNote),
    again: flagOption('--again', 'also where another receipt has the same reference'),
  },
  async run(context, values) {
    const { mess, actor, answer, terminal } = context;
    const isAsked = values.amount === undefined && terminal.prompter !== undefined;
    const isWhoAsked = values.id === undefined && terminal.prompter !== undefined;
    const studentId =
      isAsked || isWhoAsked
        ? await askWhose(context, values.id)
        : await getStudentId(terminal, values.id);
    const amountMinor = await getAmount(terminal, mess, values.amount);
    const method = await givenOrChosen(terminal, values.method, '--method', 'Method', METHODS);
    const details = {
      studentId,
      amountMinor,
      method,
      date: toDate(mess, '--date', values.date),
      reference: values.reference ?? null,
      month: toMonth(mess, values.month) ?? null,
      note: values.note || null,
      isAgain: values.again,
    };
    const recorded = await checkRule('--date', () =>
      enterUnlessSlip(context, {
        question: 'Record it all the same?',
        work: (on) => recordPayment(on, actor, details),
        takeBack: ({ receipt }) => takeBack(actor, receipt),
      }),
    );
    await answer.print(recordedPaymentView(recorded, mess.settings));
    if (!isAsked) return;
    const { receipt, payment } = recorded;
    answer.note(`Dated ${payment.date}. If anything is wrong: ${takeBack(actor, receipt)}`);
  },
});

/**
 * Whose money it is, with what they owe; at the terminal asked again until it is somebody's.
 *
 * @param given on the command line
 * @throws NotFoundError it is nobody's
 */
async function askWhose(
  { mess, actor, answer, terminal }: Pick<Context, 'answer' | 'terminal'> & Entered,
  given: string | undefined,
): Promise<string> {
  for (;;) {
    const id = await getStudentId(terminal, given);
    try {
      const { student, balanceMinor } = await showDues(mess, actor, id, {});
      const owed = sayBalance(balanceMinor, moneyFormat(mess.settings));
      answer.note(`${student.id} ${student.name}, ${student.branch}: ${owed}.`);
      return id;
    } catch (error) {
      const isNobody = error instanceof NotFoundError && error.reason === 'unknown_student';
      if (!isNobody || given !== undefined) throw error;
      const { message, hint } = sayError(error);
      answer.note(message);
      if (hint !== undefined) answer.note(`hint: ${hint}`);
    }
  }
}

function takeBack(actor: Actor, receipt: string): string {
  return orAsk(actor, 'reverse payments', `mess payment reverse ${receipt} --reason TEXT`);
}
