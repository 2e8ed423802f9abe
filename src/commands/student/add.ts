import { parseBranch, parseName } from '../../domain/students/student.ts';
import { parsePhone } from '../../domain/values/phone.ts';
import type { Warning } from '../../errors.ts';
import { addStudent } from '../../operations/students/students.ts';
import { changedStudentView } from '../../output/students/changed-student.ts';
import { DATE_DOUBTS, enterUnlessSlip, isInsisted } from '../ask-if-doubtful.ts';
import { idArgument } from '../options/arguments.ts';
import { unlikelyOption } from '../options/unlikely.ts';
import { checkRule, flagOption, givenOrAsked } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { askJoined, DETAIL_OPTIONS, toJoined } from './details.ts';

/** Of whoever is on the roll already another entry goes, and of a wrong date the date. */
function wayBack(id: string, { warnings }: { readonly warnings: readonly Warning[] }): string {
  const isSame = (warning: Warning) => warning.reason === 'same_person';
  const same = `mess student remove ${id} --mistake, or mess student edit ${id} --phone PHONE`;
  const date = `mess student edit ${id} --joined DATE`;
  if (!warnings.some(isSame)) return date;
  return warnings.some(({ reason }) => DATE_DOUBTS.includes(reason)) ? `${same}; ${date}` : same;
}

export const studentAdd = defineVerb({
  name: 'add',
  summary: 'Put a student on the roll',
  details:
    'On a terminal, what is missing is asked for. Without a joining date the student counts as on the roll in every month, also in earlier ones.',
  examples: [
    'mess student add S001 --name "Asha Rao" --branch CSE --phone 9876543210',
    'mess student add S014 --name "Vikram Shah" --branch ECE --phone +9779812345678 --joined 2025-05-12',
  ],
  permission: 'change the roll',
  takes: {
    id: idArgument('<ID>', 'the id (roll number)'),
    ...DETAIL_OPTIONS,
    unlikely: unlikelyOption,
    noMessages: flagOption('--no-messages', 'the student wants no messages'),
  },
  async run(context, values) {
    const { mess, actor, answer, terminal } = context;
    const given = toJoined(mess, values.joined);
    const { id, email } = values;
    const messages = { email: email ?? null, takesMessages: !values.noMessages };
    const name = await givenOrAsked(terminal, values.name, '--name', 'Name', parseName);
    const branch = await givenOrAsked(terminal, values.branch, '--branch', 'Branch', parseBranch);
    const phone = await givenOrAsked(terminal, values.phone, '--phone', 'Phone', parsePhone);
    const joined = given === undefined ? await askJoined(mess, terminal) : given;
    const added = await checkRule('--joined', () =>
      enterUnlessSlip(context, {
        question: `Add ${id} like that?`,
        work: (on) =>
          addStudent(
            on,
            actor,
            { id, name, branch, phone, joined, ...messages },
            isInsisted(context, values.unlikely),
          ),
        insisted: values.unlikely ? DATE_DOUBTS : [],
        takeBack: (done) => wayBack(id, done),
      }),
    );
    const since = joined === null ? '' : `, on the roll from ${joined}`;
    await answer.print(changedStudentView(added, `Added ${id} (${name})${since}.`));
  },
});
