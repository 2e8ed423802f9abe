import { PAYMENT_HINTS } from '../hints/payments.ts';
import { flagOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { HOW_A_PROGRAM, HOW_IT_ENDS, onlyOption, orderOptions } from './options.ts';
import { runOrder } from './run.ts';

export const notifyDues = defineVerb({
  name: 'dues',
  summary: 'Remind everybody who owes anything of it, at most once a day',
  details: [
    'The amount is what is owed when the message is sent; who has paid by then is skipped, and so is a reminder that still waits on a later day, but not by a run that began on its own day.',
    HOW_IT_ENDS,
    HOW_A_PROGRAM,
  ].join('\n\n'),
  examples: ['mess notify dues --dry-run', 'mess notify dues --overdue'],
  permission: 'send messages',
  takes: {
    overdue: flagOption('--overdue', 'only who owes something whose due day is over'),
    student: onlyOption(),
    ...orderOptions(),
  },
  async run(context, { overdue, student: studentIds, ...options }) {
    if (context.mess.settings.accountsFrom === null) {
      context.answer.note(
        `No accounts are kept yet, so nobody owes anything: ${PAYMENT_HINTS.no_accounts}`,
      );
    }
    await runOrder(context, { kind: 'dues', isOverdue: overdue, studentIds }, options);
  },
});
