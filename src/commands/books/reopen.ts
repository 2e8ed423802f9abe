import { reopenBooks } from '../../operations/payments/books.ts';
import { reopenedBooksView } from '../../output/payments/books.ts';
import { getReason, reasonOption } from '../options/reason.ts';
import { defineVerb } from '../verb.ts';

export const booksReopen = defineVerb({
  name: 'reopen',
  summary: 'Open closed books again; only an owner may',
  details:
    'All days are open then; mess books close closes an earlier day again. What was entered meanwhile stays on the day that it stands on.',
  examples: ['mess books reopen --reason "the bank\'s file of March came late"'],
  permission: 'close the books',
  takes: { reason: reasonOption() },
  async run({ mess, actor, answer, terminal }, values) {
    const reason = await getReason(terminal, values.reason);
    await answer.print(reopenedBooksView(await reopenBooks(mess, actor, reason)));
  },
});
