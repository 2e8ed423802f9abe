import { Option } from 'commander';
import { listStudents } from '../../operations/students/students.ts';
import { studentListView } from '../../output/students/students.ts';
import { addVerb, type Declare } from '../verb.ts';

interface ListOptions {
  readonly branch?: string;
  readonly search?: string;
  readonly left?: true;
  readonly all?: true;
}

export const declareStudentList: Declare = (student, context) => {
  addVerb(student, {
    usage: 'list',
    summary: 'List the students on the roll',
    examples: [
      'mess student list',
      'mess student list --branch CSE',
      'mess student list --search rao',
    ],
  })
    .option('--branch <BRANCH>', 'only this branch')
    .option('--search <TEXT>', 'only those whose id, name or phone contains this')
    .addOption(new Option('--left', 'those who left').conflicts('all'))
    .option('--all', 'also those who left')
    .action(async ({ branch, search, left, all }: ListOptions) => {
      const mess = await context.open();
      const who = left ? 'left' : all ? 'all' : 'present';
      const found = await listStudents(mess, await context.actor(), { branch, search, who });
      await context.print(studentListView(found));
    });
};
