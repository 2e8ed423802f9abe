import { parseBranch, parseName } from '../../domain/students/student.ts';
import { parseDate } from '../../domain/values/date.ts';
import { parseId } from '../../domain/values/id.ts';
import { parsePhone } from '../../domain/values/phone.ts';
import { addStudent } from '../../operations/students/students.ts';
import { changedStudentView } from '../../output/students/changed-student.ts';
import { enterUnlessSlip } from '../ask-if-doubtful.ts';
import type { Terminal } from '../context.ts';
import { checkWith, givenOrAsked, idArgument } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { DETAIL_OPTIONS } from './details.ts';

export const studentAdd = defineVerb({
  name: 'add',
  summary: 'Put a student on the roll',
  details:
    'On a terminal, what is missing is asked for. Without a joining date the student counts as on the roll in every month, also in those before.',
  examples: [
    'mess student add S001 --name "Asha Rao" --branch CSE --phone 9876543210',
    'mess student add S014 --name "Vikram Shah" --branch ECE --phone +9779812345678 --joined 2025-05-12',
  ],
  permission: 'change the roll',
  takes: { id: idArgument('[ID]', 'the roll number'), ...DETAIL_OPTIONS },
  async run(context, values) {
    const { actor, answer, terminal } = context;
    const id = await givenOrAsked(terminal, values.id, 'ID', 'Id (roll number)', parseId);
    const name = await givenOrAsked(terminal, values.name, '--name', 'Name', parseName);
    const branch = await givenOrAsked(terminal, values.branch, '--branch', 'Branch', parseBranch);
    const phone = await givenOrAsked(terminal, values.phone, '--phone', 'Phone', parsePhone);
    const joined = values.joined ?? (await askJoined(terminal));
    const added = await enterUnlessSlip(context, {
      question: `Add ${id} like that?`,
      work: (mess) => addStudent(mess, actor, { id, name, branch, phone, joined }),
      takeBack: () => `mess student edit ${id} --joined DATE`,
    });
    await answer.print(changedStudentView(added, `Added ${id} (${name}).`));
  },
});

/** Where nobody can be asked it is not known, which is an answer too. */
async function askJoined({ prompter }: Terminal): Promise<string | null> {
  if (prompter === undefined) return null;
  const parse = (text: string) => (text.trim() === '' ? null : parseDate(text));
  const message = 'Joined on (like 2025-05-12; Enter when always here)';
  return parse(await prompter.text({ message, check: checkWith(parse) }));
}
