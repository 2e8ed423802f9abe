import { parseDate } from '../../domain/values/date.ts';
import { removeStudent } from '../../operations/students/students.ts';
import { studentView } from '../../output/students/students.ts';
import { checkRule, idArgument, valueOption } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareStudentRemove: Declare = (student, context) => {
  addVerb(student, {
    usage: 'remove',
    summary: 'Mark a student as left; the history stays',
    details:
      'The student is still billed for the month of leaving. Undone by: mess student restore ID',
    examples: ['mess student remove S001', 'mess student remove S001 --on 2025-05-31'],
  })
    .addArgument(idArgument('<ID>', 'the id of the student'))
    .addOption(
      valueOption('--on <DATE>', 'the day of leaving, like 2025-05-31 (default: today)', parseDate),
    )
    .action(async (id: string, { on }: { readonly on?: string }) => {
      const mess = await context.open();
      const actor = await context.actor();
      const removed = await checkRule('--on', () => removeStudent(mess, actor, id, on));
      await context.print(
        studentView(removed, `${removed.id} (${removed.name}) left on ${removed.left}.`),
      );
    });
};
