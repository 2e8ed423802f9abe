import { showStudent } from '../../operations/students/students.ts';
import { studentView } from '../../output/students/students.ts';
import { idArgument } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const studentShow = defineVerb({
  name: 'show',
  summary: 'Show one student',
  examples: ['mess student show S001', 'mess student show S001 --json'],
  permission: 'see the roll',
  takes: { id: idArgument('<ID>', 'the id of the student') },
  async run({ mess, actor, answer }, { id }) {
    await answer.print(studentView(await showStudent(mess, actor, id)));
  },
});
