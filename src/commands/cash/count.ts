import { parseCounted, signedToMinor } from '../../domain/payments/signed-amount.ts';
import { rehearsalOf } from '../../operations/mess/change.ts';
import { countCash } from '../../operations/payments/cash.ts';
import { cashCountView } from '../../output/payments/books.ts';
import { confirm } from '../confirm.ts';
import {
  amountOption,
  checkValue,
  givenOrAsked,
  toAmountMinor,
  valueOption,
} from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const cashCount = defineVerb({
  name: 'count',
  summary: 'Compare what is in the cash box with what must be in it',
  details:
    'What differs is shown first, and after a yes booked to the account cash difference, so that the next count begins with what is there. What was brought to the bank or spent is no difference: say it with --taken-out. The last count is taken back by its voucher: mess payment reverse.',
  examples: ['mess cash count --amount 4,150', 'mess cash count --amount 150 --taken-out 4000'],
  permission: 'count the cash',
  takes: {
    amount: valueOption('--amount <AMOUNT>', 'what is in the box', parseCounted),
    takenOut: amountOption('--taken-out <AMOUNT>', 'what was taken out since the last count'),
  },
  async run({ mess, actor, answer, terminal }, { amount, takenOut }) {
    const countedMinor = await givenOrAsked(
      terminal,
      amount && checkValue('--amount', '', () => signedToMinor(amount, mess.settings)),
      '--amount',
      'What is in the box',
      (text) => signedToMinor(parseCounted(text), mess.settings),
    );
    const counted = {
      countedMinor,
      takenOutMinor: takenOut === undefined ? 0n : toAmountMinor(mess, '--taken-out', takenOut),
    };
    let shownMinor: bigint | undefined;
    if (!terminal.yes) {
      const found = await countCash(rehearsalOf(mess), actor, counted);
      if (found.differenceMinor !== 0n) {
        await answer.preview(cashCountView(found, mess.settings, 'not yet booked'));
        await confirm(terminal, 'Book the difference?');
      }
      shownMinor = found.differenceMinor;
    }
    const done = await countCash(mess, actor, { ...counted, shownMinor });
    await answer.print(cashCountView(done, mess.settings, 'booked'));
  },
});
