import { markAway } from '../../operations/attendance/absence.ts';
import { markedAwayView } from '../../output/attendance/marks.ts';
import { DATE_DOUBTS, enterUnlessSlip, isInsisted } from '../ask-if-doubtful.ts';
import { studentArgument } from '../options/arguments.ts';
import { dateOption, dateReader, exampleDate, toDate } from '../options/dates.ts';
import { unlikelyOption } from '../options/unlikely.ts';
import { checkRule, flagOption, givenOrAsked } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const attendanceAway = defineVerb({
  name: 'away',
  summary: 'Mark a student as away from one day to another',
  details:
    'For a mess that calls its roll day by day with mess attendance today: a student who is away is absent there without being named. The days may be past or still to come. --cancel takes it back: on days whose roll was called the student is present then.',
  examples: [
    'mess attendance away S001 --from 2025-06-10 --to 2025-06-14',
    'mess attendance away S001 --from 2025-06-13 --to 2025-06-14 --cancel',
  ],
  permission: 'record attendance',
  takes: {
    id: studentArgument('<ID>'),
    from: dateOption('--from <DATE>', 'the first day away'),
    to: dateOption('--to <DATE>', 'the last day away'),
    cancel: flagOption('--cancel', 'they are not away on these days'),
    unlikely: unlikelyOption,
  },
  async run(context, values) {
    const { mess, actor, answer, terminal } = context;
    const { id } = values;
    const given = {
      from: toDate(mess, '--from', values.from),
      to: toDate(mess, '--to', values.to),
    };
    const read = dateReader(mess);
    const like = `like ${exampleDate(mess)}`;
    const [first, last] = [`First day away (${like})`, `Last day away (${like})`];
    const from = await givenOrAsked(terminal, given.from, '--from', first, read);
    const to = await givenOrAsked(terminal, given.to, '--to', last, read);
    const isCancelled = values.cancel === true;
    const absence = { id, from, to, isCancelled, unlikely: isInsisted(context, values.unlikely) };
    const said = await checkRule('--to', () =>
      enterUnlessSlip(context, {
        question: 'Mark it like that?',
        insisted: values.unlikely ? DATE_DOUBTS : [],
        work: (on) => markAway(on, actor, absence),
        takeBack: () => 'mess attendance today --date DATE --only corrects single marks',
      }),
    );
    await answer.print(markedAwayView({ from, to, isCancelled }, said));
  },
});
