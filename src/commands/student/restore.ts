import { STUDENT } from '../../documents/students.ts';
import { restoreStudent } from '../../operations/students/students.ts';
import { changedRecordView } from '../../output/page/records.ts';
import { idArgument } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const studentRestore = defineVerb({
  name: 'restore',
  summary: 'Put a student who left back on the roll',
  examples: ['mess student restore S001'],
  permission: 'change the roll',
  takes: { id: idArgument('<ID>', 'the id of the student') },
  async run({ mess, actor, answer }, { id }) {
    const restored = await restoreStudent(mess, actor, id);
    const sentence = `${restored.id} (${restored.name}) is on the roll.`;
    await answer.print(changedRecordView(STUDENT, restored, sentence));
  },
});
