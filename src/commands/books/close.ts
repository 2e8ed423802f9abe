import { parseWrittenDate } from '../../domain/values/date-form.ts';
import { closeBooks } from '../../operations/payments/books.ts';
import { closedBooksView } from '../../output/payments/books.ts';
import { dateOption, dateReader, toDate } from '../options/dates.ts';
import { checkRule, givenOrAsked } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const booksClose = defineVerb({
  name: 'close',
  summary: 'Close the books through a day: no entry stands on it or before it any more',
  details:
    'Prints every account as it stood at the end of that day, and the newest entry of the record of changes: sign that page. Money of a closed day that turns up later keeps its own date on the receipt, and stands in the books on the first open day.',
  examples: ['mess books close --through 2025-03-31'],
  permission: 'close the books',
  takes: { through: dateOption('--through <DATE>', 'the last day that is closed') },
  async run({ mess, actor, answer, terminal }, values) {
    const through = await givenOrAsked(
      terminal,
      toDate(mess, '--through', values.through),
      '--through',
      'The last day that is closed',
      (text) => dateReader(mess)(parseWrittenDate(text).text),
    );
    const closed = await checkRule('--through', () => closeBooks(mess, actor, through));
    await answer.print(closedBooksView(closed, mess.settings));
  },
});
