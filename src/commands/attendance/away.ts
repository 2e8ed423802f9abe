import { parseDate } from '../../domain/values/date.ts';
import { markAway } from '../../operations/attendance/absence.ts';
import { markedAwayView } from '../../output/attendance/marks.ts';
import { sayWarnings } from '../hints/say-warnings.ts';
import {
  checkRule,
  flagOption,
  getStudentId,
  givenOrAsked,
  idArgument,
  valueOption,
} from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const attendanceAway = defineVerb({
  name: 'away',
  summary: 'Mark a student as away from one day to another',
  details:
    'For a mess whose roll is called day by day with mess attendance today: there who is away is absent without being named. The days may be still to come, or past ones. With --cancel they are not away after all: on days whose roll was called they were present.',
  examples: [
    'mess attendance away S001 --from 2025-06-10 --to 2025-06-14',
    'mess attendance away S001 --from 2025-06-13 --to 2025-06-14 --cancel',
  ],
  permission: 'record attendance',
  takes: {
    id: idArgument('[ID]', 'the id of the student'),
    from: valueOption('--from <DATE>', 'the first day away', parseDate),
    to: valueOption('--to <DATE>', 'the last day away', parseDate),
    cancel: flagOption('--cancel', 'they are not away on these days'),
  },
  async run({ mess, actor, answer, terminal }, values) {
    const id = await getStudentId(terminal, values.id);
    const from = await givenOrAsked(terminal, values.from, '--from', 'First day away', parseDate);
    const to = await givenOrAsked(terminal, values.to, '--to', 'Last day away', parseDate);
    const isCancelled = values.cancel === true;
    const marked = await checkRule('--to', () =>
      markAway(mess, actor, { id, from, to, isCancelled }),
    );
    const said = sayWarnings(marked);
    answer.warn(said.warnings);
    await answer.print(markedAwayView({ from, to, isCancelled }, said));
  },
});
