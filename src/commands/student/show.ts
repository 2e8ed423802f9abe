import { showStudent } from '../../operations/students/students.ts';
import { studentView } from '../../output/students/students.ts';
import { idArgument } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareStudentShow: Declare = (student, context) => {
  addVerb(student, {
    usage: 'show',
    summary: 'Show one student',
    examples: ['mess student show S001', 'mess student show S001 --json'],
  })
    .addArgument(idArgument('<ID>', 'the id of the student'))
    .action(async (id: string) => {
      const mess = await context.open();
      await context.print(studentView(await showStudent(mess, await context.actor(), id)));
    });
};
