import { restoreStudent } from '../../operations/students/students.ts';
import { studentView } from '../../output/students/students.ts';
import { idArgument } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareStudentRestore: Declare = (student, context) => {
  addVerb(student, {
    usage: 'restore',
    summary: 'Put a student who left back on the roll',
    examples: ['mess student restore S001'],
  })
    .addArgument(idArgument('<ID>', 'the id of the student'))
    .action(async (id: string) => {
      const mess = await context.open();
      const restored = await restoreStudent(mess, await context.actor(), id);
      await context.print(
        studentView(restored, `${restored.id} (${restored.name}) is on the roll.`),
      );
    });
};
