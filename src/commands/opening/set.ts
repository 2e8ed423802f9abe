import { parseSignedAmount, signedToMinor } from '../../domain/payments/signed-amount.ts';
import { setOpening } from '../../operations/payments/opening.ts';
import { openingView } from '../../output/payments/opening.ts';
import { studentArgument } from '../options/arguments.ts';
import { checkValue, getStudentId, givenOrAsked, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const openingSet = defineVerb({
  name: 'set',
  summary: 'State what a student owed when the accounts began',
  details:
    'On the day before the first month of the accounts. Less than 0 is what was paid too much. What was stated before is taken back by an entry of its own; 0 leaves nothing.',
  examples: ['mess opening set S001 --amount 1250', 'mess opening set S001 --amount=-300'],
  permission: 'set openings',
  takes: {
    id: studentArgument('[ID]'),
    amount: valueOption('--amount <AMOUNT>', 'what was owed', parseSignedAmount),
  },
  async run({ mess, actor, answer, terminal }, values) {
    const id = await getStudentId(terminal, values.id);
    const { amount } = values;
    const amountMinor = await givenOrAsked(
      terminal,
      amount && checkValue('--amount', '', () => signedToMinor(amount, mess.settings)),
      '--amount',
      'What was owed (less than 0 for what was paid too much)',
      (text) => signedToMinor(parseSignedAmount(text), mess.settings),
    );
    await answer.print(openingView(await setOpening(mess, actor, id, amountMinor), mess.settings));
  },
});
