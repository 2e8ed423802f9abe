import { UsageError } from '../../errors.ts';
import { today } from '../../operations/mess/mess.ts';
import { sayOpenAccount } from '../../operations/payments/dues/leaving.ts';
import { eraseStudent } from '../../operations/students/erase-student.ts';
import { removeStudent, type StudentChange } from '../../operations/students/students.ts';
import { changedStudentView } from '../../output/students/changed-student.ts';
import { enterUnlessSlip } from '../ask-if-doubtful.ts';
import type { Context } from '../context.ts';
import { studentArgument } from '../options/arguments.ts';
import { dateOption, dateReader, exampleDate, toDate, writeToday } from '../options/dates.ts';
import { checkRule, checkWith, flagOption } from '../options/values.ts';
import { defineVerb, type Entered } from '../verb.ts';

export const studentRemove = defineVerb({
  name: 'remove',
  summary: 'Mark a student as left; the history stays',
  details:
    'The student is still billed for the month of leaving. Undone by: mess student restore ID\n\nWho was entered by mistake, and was never there, is taken off the roll altogether with --mistake. That is refused once attendance, a bill or a payment names them.',
  examples: [
    'mess student remove S001',
    'mess student remove S001 --on 2025-05-31',
    'mess student remove S010 --mistake',
  ],
  permission: 'change the roll',
  takes: {
    id: studentArgument('<ID>'),
    on: dateOption('--on <DATE>', 'the day of leaving, like 2025-05-31 (today; a terminal asks)'),
    mistake: flagOption('--mistake', 'never was a student: take off the roll altogether'),
  },
  check({ on, mistake }) {
    if (on !== undefined && mistake) {
      throw new UsageError('conflicting_options', '--mistake and --on exclude each other.', {
        hint: 'give one of them',
      });
    }
  },
  async run(context, { id, ...values }) {
    if (values.mistake) {
      const student = await eraseStudent(context.mess, context.actor, id);
      const sentence = `${student.id} (${student.name}) is not on the roll any more, as if never entered.`;
      return context.answer.print(changedStudentView({ student, warnings: [] }, sentence));
    }
    const on = toDate(context.mess, '--on', values.on) ?? (await askLeft(context));
    const removed = await checkRule('--on', () =>
      enterUnlessSlip(context, {
        question: `Mark ${id} as left on that day?`,
        work: (mess) => removeStudent(mess, context.actor, id, on),
        takeBack: ({ student }) => `mess student restore ${student.id}`,
      }),
    );
    const open = await sayOpenAccount(context.mess, context.actor, id);
    const more = open === undefined ? [] : [`${open} mess student settle ${removed.student.id}`];
    context.answer.warn(more);
    const warnings = [...removed.warnings, ...more];
    const left = sayLeft(removed, today(context.mess));
    await context.answer.print(changedStudentView({ ...removed, warnings }, left));
  },
});

/** Where nobody can be asked it is today. */
async function askLeft({
  mess,
  terminal: { prompter },
}: Context & Entered): Promise<string | undefined> {
  if (prompter === undefined) return undefined;
  const read = dateReader(mess);
  const message = `Left on (like ${exampleDate(mess)})`;
  return read(await prompter.text({ message, default: writeToday(mess), check: checkWith(read) }));
}

/** Also that the day was another one before, which the same command would bring back. */
function sayLeft(
  { before, student, changed }: Pick<StudentChange, 'before' | 'student' | 'changed'>,
  today: string,
): string {
  const leaves = student.left !== null && student.left > today ? 'leaves' : 'left';
  const who = `${student.id} (${student.name})`;
  if (!changed) return `Nothing changed: ${who} is recorded as leaving on ${student.left} already.`;
  const left = before?.left ?? null;
  const was = left === null ? '' : `; before, the day of leaving was ${left}`;
  return `${who} ${leaves} on ${student.left}${was}.`;
}
