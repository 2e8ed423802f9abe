import { PAYER } from '../../documents/payments/bank.ts';
import { parseUpiId } from '../../domain/values/text.ts';
import { forgetPayer, listPayers } from '../../operations/payments/bank/payers.ts';
import { recordListView } from '../../output/page/records.ts';
import { listRecords } from '../list-records.ts';
import { valueArgument } from '../options/arguments.ts';
import { defineVerb, type Noun } from '../verb.ts';

const list = defineVerb({
  name: 'list',
  isDefault: true,
  summary: 'List who was seen to pay for whom, as bare mess payment payers does',
  details:
    'Learned from payments whose note named the student, and from those that were assigned. Who pays for two is taken for neither. What is reversed or undone teaches nothing.',
  examples: ['mess payment payers list'],
  permission: "see everybody's dues",
  run: listRecords(PAYER, listPayers, {
    none: 'Of nobody it is known as yet for whom they pay.',
    columns: { studentId: { title: 'ID' } },
  }),
});

const forget = defineVerb({
  name: 'forget',
  summary: 'Forget for whom a payer paid until now',
  details: 'The next payment that does not say whose it is goes to suspense.',
  examples: ['mess payment payers forget uncle@okaxis'],
  permission: 'forget payers',
  takes: {
    payer: valueArgument(
      '<PAYER>',
      'the UPI id of the payer',
      parseUpiId,
      'mess payment payers list',
    ),
  },
  async run({ mess, actor, answer }, { payer }) {
    const forgotten = await forgetPayer(mess, actor, payer);
    const view = recordListView(PAYER, forgotten, mess.settings);
    const ids = forgotten.map(({ studentId }) => studentId).join(' and ');
    await answer.print({
      ...view,
      text: () => [`Forgotten: ${forgotten[0]?.payer} paid for ${ids}.\n`],
    });
  },
});

export const paymentPayers: Noun = {
  name: 'payers',
  summary: 'See who pays for whom, and forget it',
  verbs: [list, forget],
};
