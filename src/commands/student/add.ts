import { requirePermission } from '../../auth/permissions.ts';
import { parseBranch, parseName } from '../../domain/students/student.ts';
import { parseDate } from '../../domain/values/date.ts';
import { parseId } from '../../domain/values/id.ts';
import { parsePhone } from '../../domain/values/phone.ts';
import { addStudent } from '../../operations/students/students.ts';
import { studentView } from '../../output/students/students.ts';
import { checkWith, givenOrAsked, idArgument, valueOption } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

interface AddOptions {
  readonly name?: string;
  readonly branch?: string;
  readonly phone?: string;
  readonly joined?: string;
}

export const declareStudentAdd: Declare = (student, context) => {
  addVerb(student, {
    usage: 'add',
    summary: 'Put a student on the roll',
    details:
      'On a terminal, what is missing is asked for. Without a joining date the student counts as on the roll in every month, also in those before.',
    examples: [
      'mess student add S001 --name "Asha Rao" --branch CSE --phone 9876543210',
      'mess student add S014 --name "Vikram Shah" --branch ECE --phone +9779812345678 --joined 2025-05-12',
    ],
  })
    .addArgument(idArgument('[ID]', 'the roll number'))
    .addOption(valueOption('--name <NAME>', 'the full name', parseName))
    .addOption(valueOption('--branch <BRANCH>', 'the branch or department', parseBranch))
    .addOption(valueOption('--phone <PHONE>', '10 digits, or + and 8 to 15 digits', parsePhone))
    .addOption(
      valueOption('--joined <DATE>', 'the first day on the roll, like 2025-05-12', parseDate),
    )
    .action(async (givenId: string | undefined, options: AddOptions) => {
      const mess = await context.open();
      const actor = await context.actor();
      requirePermission(actor, 'change the roll');
      const id = await givenOrAsked(context, givenId, 'ID', 'Id (roll number)', parseId);
      const name = await givenOrAsked(context, options.name, '--name', 'Name', parseName);
      const branch = await givenOrAsked(context, options.branch, '--branch', 'Branch', parseBranch);
      const phone = await givenOrAsked(context, options.phone, '--phone', 'Phone', parsePhone);
      const joined = options.joined ?? (await askJoined());
      const added = await addStudent(mess, actor, { id, name, branch, phone, joined });
      await context.print(studentView(added, `Added ${id} (${name}).`));
    });

  /** Where nobody can be asked it is not known, which is an answer too. */
  async function askJoined(): Promise<string | null> {
    if (context.prompter === undefined) return null;
    const parse = (text: string) => (text.trim() === '' ? null : parseDate(text));
    const message = 'Joined on (like 2025-05-12; Enter when always here)';
    return parse(await context.prompter.text({ message, check: checkWith(parse) }));
  }
};
