import { STUDENT } from '../../documents/students.ts';
import { listStudents } from '../../operations/students/students.ts';
import { recordListView } from '../../output/page/records.ts';
import { flagOption, textOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const studentList = defineVerb({
  name: 'list',
  summary: 'List the students on the roll',
  details:
    'E-mail addresses, and who wants no messages, are in --json, in --format csv, and in a table where --fields names them; of one student mess student show has them.',
  examples: [
    'mess student list',
    'mess student list --branch CSE',
    'mess student list --search rao',
    'mess student list --fields id,phone --format csv',
    'mess student list --fields id,name,email,takesMessages',
  ],
  permission: 'see the roll',
  takes: {
    branch: textOption('--branch <BRANCH>', 'only this branch'),
    search: textOption('--search <TEXT>', 'only those whose id, name or phone contains this'),
    left: flagOption('--left', 'those who left').conflicts('all'),
    all: flagOption('--all', 'also those who left'),
  },
  async run({ mess, actor, answer }, { branch, search, left, all }) {
    const who = left ? 'left' : all ? 'all' : 'present';
    const students = await listStudents(mess, actor, { branch, search, who });
    await answer.print(
      recordListView(STUDENT, students, mess.settings, {
        none: 'No students.',
        columns: { email: { isLeftOut: true }, takesMessages: { isLeftOut: true } },
      }),
    );
  },
});
