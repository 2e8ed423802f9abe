import { restoreStudent } from '../../operations/students/students.ts';
import { changedStudentView } from '../../output/students/changed-student.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { studentArgument } from '../options/arguments.ts';
import { defineVerb } from '../verb.ts';

export const studentRestore = defineVerb({
  name: 'restore',
  summary: 'Put a student who left back on the roll',
  examples: ['mess student restore S001'],
  permission: 'change the roll',
  takes: { id: studentArgument('<ID>') },
  async run({ mess, actor, answer }, { id }) {
    const restored = sayWarnings(await restoreStudent(mess, actor, id));
    const { student, warnings } = restored;
    answer.warn(warnings);
    const sentence = `${student.id} (${student.name}) is on the roll.`;
    await answer.print(changedStudentView(restored, sentence));
  },
});
