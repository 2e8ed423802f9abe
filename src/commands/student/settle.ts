import { settlementDocument } from '../../documents/payments/dues.ts';
import type { SettlementDocument } from '../../documents/schemas/payments/payments.ts';
import { settleStudent } from '../../operations/payments/dues/leaving.ts';
import { settlementView } from '../../output/payments/settlement.ts';
import { studentArgument } from '../options/arguments.ts';
import { defineVerb } from '../verb.ts';

export const studentSettle = defineVerb({
  name: 'settle',
  summary: 'Say what is to be collected of a student who leaves, or paid back',
  details:
    'The last bill, what is owed in all, and the deposit against it, on one page. It changes nothing, and names the commands that do what is left.',
  examples: ['mess student settle S001'],
  permission: "see everybody's dues",
  takes: { id: studentArgument('<ID>') },
  async run({ mess, actor, answer }, { id }) {
    const settlement = await settleStudent(mess, actor, id);
    await answer.print(settlementView(settlement, mess.settings));
    if (answer.format === 'json') return;
    const { currencyDecimals } = mess.settings;
    for (const step of listSteps(settlementDocument(settlement, currencyDecimals))) {
      answer.note(step);
    }
  },
});

/** In the order in which they are to be done. */
function listSteps(settlement: SettlementDocument): string[] {
  const { student, fromDeposit, toCollect, depositBack, creditBack } = settlement;
  const steps = [
    { amount: fromDeposit, command: 'deposit use', more: '' },
    { amount: toCollect, command: 'payment record', more: ' --method METHOD' },
    { amount: depositBack, command: 'deposit refund', more: ' --method METHOD' },
    { amount: creditBack, command: 'payment refund', more: ' --method METHOD' },
  ];
  return steps
    .filter(({ amount }) => Number(amount) !== 0)
    .map(({ amount, command, more }) => `mess ${command} ${student.id} --amount ${amount}${more}`);
}
