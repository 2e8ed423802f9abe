import { parseDate } from '../../domain/values/date.ts';
import { today } from '../../operations/mess/mess.ts';
import { removeStudent } from '../../operations/students/students.ts';
import { changedStudentView } from '../../output/students/changed-student.ts';
import { enterUnlessSlip } from '../ask-if-doubtful.ts';
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
  async run(context, { id, on }) {
    const removed = await checkRule('--on', () =>
      enterUnlessSlip(context, {
        question: `Mark ${id} as left on that day?`,
        work: (mess) => removeStudent(mess, context.actor, id, on),
        takeBack: ({ student }) => `mess student restore ${student.id}`,
      }),
    );
    const { student } = removed;
    const leaves = student.left !== null && student.left > today(context.mess) ? 'leaves' : 'left';
    const sentence = `${student.id} (${student.name}) ${leaves} on ${student.left}.`;
    await context.answer.print(changedStudentView(removed, sentence));
  },
});
