import { STUDENT } from '../../documents/students.ts';
import { showStudent } from '../../operations/students/students.ts';
import { recordView } from '../../output/page/records.ts';
import { studentArgument } from '../options/arguments.ts';
import { defineVerb } from '../verb.ts';

export const studentShow = defineVerb({
  name: 'show',
  summary: 'Show one student',
  details: 'Also where messages go, and whether any are wanted.',
  examples: ['mess student show S001', 'mess student show S001 --json'],
  permission: 'see the roll',
  takes: { id: studentArgument('<ID>') },
  async run({ mess, actor, answer }, { id }) {
    await answer.print(recordView(STUDENT, await showStudent(mess, actor, id), mess.settings));
  },
});
