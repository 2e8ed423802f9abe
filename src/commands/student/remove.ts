import { STUDENT } from '../../documents/students.ts';
import { parseDate } from '../../domain/values/date.ts';
import { removeStudent } from '../../operations/students/students.ts';
import { changedRecordView } from '../../output/page/records.ts';
import { checkRule, idArgument, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const studentRemove = defineVerb({
  name: 'remove',
  summary: 'Mark a student as left; the history stays',
  details:
    'The student is still billed for the month of leaving. Undone by: mess student restore ID',
  examples: ['mess student remove S001', 'mess student remove S001 --on 2025-05-31'],
  permission: 'change the roll',
  takes: {
    id: idArgument('<ID>', 'the id of the student'),
    on: valueOption(
      '--on <DATE>',
      'the day of leaving, like 2025-05-31 (default: today)',
      parseDate,
    ),
  },
  async run({ mess, actor, answer }, { id, on }) {
    const removed = await checkRule('--on', () => removeStudent(mess, actor, id, on));
    const sentence = `${removed.id} (${removed.name}) left on ${removed.left}.`;
    await answer.print(changedRecordView(STUDENT, removed, sentence));
  },
});
