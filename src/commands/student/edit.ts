import { idKey, parseId } from '../../domain/values/id.ts';
import { UsageError } from '../../errors.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { editStudent, type StudentChanges } from '../../operations/students/students.ts';
import { changedStudentView } from '../../output/students/changed-student.ts';
import { DATE_DOUBTS, enterUnlessSlip, isInsisted } from '../ask-if-doubtful.ts';
import { studentArgument } from '../options/arguments.ts';
import { unlikelyOption } from '../options/unlikely.ts';
import { checkRule, flagOption, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { DETAIL_OPTIONS, toJoined } from './details.ts';

export const studentEdit = defineVerb({
  name: 'edit',
  summary: 'Correct what the roll says of a student',
  details:
    'A mistyped id is corrected with --id; attendance and bills stay with the student. Who wants no messages gets none, however they are sent: --no-messages.',
  examples: [
    'mess student edit S001 --phone 9123456780',
    'mess student edit S001 --email asha@example.org',
    'mess student edit S0O1 --id S001',
  ],
  permission: 'change the roll',
  takes: {
    whose: studentArgument('<ID>'),
    id: valueOption('--id <NEW>', 'the right id', parseId),
    ...DETAIL_OPTIONS,
    unlikely: unlikelyOption,
    noJoined: flagOption('--no-joined', 'the first day is not known: on the roll in every month'),
    noEmail: flagOption('--no-email', 'the address is not known'),
    messages: flagOption('--messages', 'the student wants messages again'),
    noMessages: flagOption('--no-messages', 'the student wants no messages'),
  },
  async run(context, { whose, unlikely, ...values }) {
    const changes = readChanges(context.mess, values);
    if (Object.keys(changes).length === 0) {
      throw new UsageError('missing_value', 'Nothing to change was given.', {
        hint: `mess student edit ${whose} --name, --branch, --phone, --email, --joined, --no-joined, --no-messages or --id`,
      });
    }
    const edited = await checkRule('--joined', () =>
      enterUnlessSlip(context, {
        question: `Change ${whose} like that?`,
        work: (mess) =>
          editStudent(mess, context.actor, whose, changes, isInsisted(context, unlikely)),
        insisted: unlikely ? DATE_DOUBTS : [],
        takeBack: ({ student: { id }, warnings }) =>
          warnings.some(({ reason }) => reason === 'same_person')
            ? `mess student edit ${id}, with the --name, --phone or --joined that is right`
            : `mess student edit ${id} --joined DATE, or --no-joined where it is not known`,
      }),
    );
    const { student: after, changed } = edited;
    const renamed = changed && idKey(whose) !== idKey(after.id);
    const sentence = renamed
      ? `${whose} is now ${after.id} (${after.name}).`
      : changed
        ? `Changed ${after.id} (${after.name}).`
        : `Nothing changed: ${after.id} is recorded like that already.`;
    await context.answer.print(changedStudentView(edited, sentence));
  },
});

type Given = Omit<StudentChanges, 'joined'> & {
  readonly joined?: Parameters<typeof toJoined>[1];
  readonly noJoined: boolean;
  readonly noEmail: boolean;
  readonly messages: boolean;
  readonly noMessages: boolean;
};

/** Only what was given. */
function readChanges(mess: Mess, values: Given): StudentChanges {
  const { noJoined, joined: written, noEmail, messages, noMessages, ...given } = values;
  const joined = noJoined ? null : toJoined(mess, written);
  return {
    ...given,
    ...(joined !== undefined && { joined }),
    ...(noEmail && { email: null }),
    ...((messages || noMessages) && { takesMessages: !noMessages }),
  };
}
