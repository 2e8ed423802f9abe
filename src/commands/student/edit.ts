import { parseBranch, parseName } from '../../domain/students/student.ts';
import { parseDate } from '../../domain/values/date.ts';
import { idKey, parseId } from '../../domain/values/id.ts';
import { parsePhone } from '../../domain/values/phone.ts';
import { UsageError } from '../../errors.ts';
import { editStudent } from '../../operations/students/students.ts';
import { studentView } from '../../output/students/students.ts';
import { checkRule, idArgument, valueOption } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

interface EditOptions {
  readonly id?: string;
  readonly name?: string;
  readonly branch?: string;
  readonly phone?: string;
  readonly joined?: string;
}

export const declareStudentEdit: Declare = (student, context) => {
  addVerb(student, {
    usage: 'edit',
    summary: 'Correct what the roll says of a student',
    details: 'A mistyped id is mended with --id; attendance and bills stay with the student.',
    examples: ['mess student edit S001 --phone 9123456780', 'mess student edit S0O1 --id S001'],
  })
    .addArgument(idArgument('<ID>', 'the id of the student'))
    .addOption(valueOption('--id <NEW>', 'the right id', parseId))
    .addOption(valueOption('--name <NAME>', 'the full name', parseName))
    .addOption(valueOption('--branch <BRANCH>', 'the branch or department', parseBranch))
    .addOption(valueOption('--phone <PHONE>', '10 digits, or + and 8 to 15 digits', parsePhone))
    .addOption(
      valueOption('--joined <DATE>', 'the first day on the roll, like 2025-05-12', parseDate),
    )
    .action(async (id: string, changes: EditOptions) => {
      if (Object.keys(changes).length === 0) {
        throw new UsageError('Nothing to change was given.', {
          hint: `mess student edit ${id} --name, --branch, --phone, --joined or --id`,
        });
      }
      const mess = await context.open();
      const actor = await context.actor();
      const { student: after, changed } = await checkRule('--joined', () =>
        editStudent(mess, actor, id, changes),
      );
      const renamed = changed && idKey(id) !== idKey(after.id);
      const sentence = renamed
        ? `${id} is now ${after.id} (${after.name}).`
        : changed
          ? `Changed ${after.id} (${after.name}).`
          : `Nothing changed: ${after.id} is recorded like that already.`;
      await context.print(studentView(after, sentence));
    });
};
