import { planLateFees } from '../../operations/payments/dues/late-fees.ts';
import { lateFeesView, sayLateFees } from '../../output/payments/late-fees.ts';
import { confirm } from '../confirm.ts';
import { dateOption, toDate } from '../options/dates.ts';
import { checkRule, flagOption, getMonth, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const duesFines = defineVerb({
  name: 'fines',
  summary: 'Enter the late fees of a bill, as the settings say',
  details: [
    'Shows them first, and asks. Each is entered once, however often this runs; a later day enters what came in addition, and a day that was left out loses nothing. Who paid late is charged up to the day of payment.',
    'What was waived is not entered again, and no late fee is charged for a late fee. What they are, an owner says: mess settings --late-fee.',
  ].join('\n\n'),
  examples: [
    'mess dues fines --month 2025-05 --dry-run',
    'mess dues fines --month previous',
    'mess dues fines --month 2025-05 --yes',
  ],
  permission: 'enter late fees',
  takes: {
    month: monthOption('the bill that was paid late, or is not paid'),
    asOf: dateOption('--as-of <DATE>', 'the day up to which it is late, and of the fee (today)'),
    dryRun: flagOption('--dry-run', 'show them, enter nothing'),
  },
  async run({ mess, actor, answer, terminal }, { dryRun, ...values }) {
    const month = await getMonth(terminal, mess, values.month, 'change a bill');
    const asOf = toDate(mess, '--as-of', values.asOf);
    const planned = await checkRule('--as-of', () => planLateFees(mess, actor, month, asOf));
    const print = async (stage: 'dry run' | 'entered') => {
      await answer.print(lateFeesView(planned, mess.settings, stage));
      if (planned.tooMuch.length === 0) return;
      answer.note(
        `Nothing is taken back by itself: mess dues waive ID --month ${month} --amount AMOUNT --reason TEXT`,
      );
    };
    if (dryRun || planned.fees.length === 0) return print(dryRun ? 'dry run' : 'entered');
    if (!terminal.yes && terminal.prompter !== undefined) {
      await answer.preview(lateFeesView(planned, mess.settings, 'to be confirmed'));
    }
    await confirm(terminal, `Enter this? ${sayLateFees(planned, mess.settings)}`);
    await planned.write();
    await print('entered');
  },
});
