import { writeOffDues } from '../../operations/payments/dues/forgive.ts';
import { accountChangeView } from '../../output/payments/account-changes.ts';
import { studentArgument } from '../options/arguments.ts';
import { getReason, reasonOption } from '../options/reason.ts';
import { amountOption, getStudentId } from '../options/values.ts';
import { getAmount } from '../payment/options.ts';
import { defineVerb } from '../verb.ts';

export const duesWriteOff = defineVerb({
  name: 'write-off',
  summary: 'Give up what a student owes, or a part of it',
  details:
    'At most what is owed. It stays on the account, with the reason. A mistake is taken back by its voucher: mess payment reverse.',
  examples: ['mess dues write-off S001 --amount 0.01 --reason "left; not worth a letter"'],
  permission: 'write off dues',
  takes: {
    id: studentArgument('[ID]'),
    amount: amountOption('--amount <AMOUNT>', 'what is given up'),
    reason: reasonOption(),
  },
  async run({ mess, actor, answer, terminal }, values) {
    const id = await getStudentId(terminal, values.id);
    const amountMinor = await getAmount(terminal, mess, values.amount);
    const reason = await getReason(terminal, values.reason);
    const done = await writeOffDues(mess, actor, id, { amountMinor, reason });
    await answer.print(accountChangeView(done, mess.settings));
  },
});
