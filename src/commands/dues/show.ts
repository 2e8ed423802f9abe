import { showDues } from '../../operations/payments/accounts/account.ts';
import { accountView } from '../../output/payments/dues.ts';
import { studentArgument } from '../options/arguments.ts';
import { dateOption, toRange } from '../options/dates.ts';
import { getStudentId } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const duesShow = defineVerb({
  name: 'show',
  summary: "Show a student's account: bills, payments, and what was owed after each",
  details: 'A student sees their own account and needs no ID; an admin sees anyone.',
  examples: ['mess dues show S001', 'mess dues show S001 --from 2025-06-01 --to 2025-06-30'],
  permission: "see everybody's dues",
  own: 'see own dues',
  takes: {
    id: studentArgument('[ID]'),
    from: dateOption('--from <DATE>', 'the first day that is shown'),
    to: dateOption('--to <DATE>', 'the last day that counts'),
  },
  async run({ mess, actor, answer, terminal }, values) {
    const id = actor.kind === 'student' ? values.id : await getStudentId(terminal, values.id);
    const range = toRange(mess, values);
    await answer.print(accountView(await showDues(mess, actor, id, range), mess.settings));
  },
});
