import { idKey, parseId } from '../../domain/values/id.ts';
import { UsageError } from '../../errors.ts';
import { editStudent } from '../../operations/students/students.ts';
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
  details: 'A mistyped id is corrected with --id; attendance and bills stay with the student.',
  examples: ['mess student edit S001 --phone 9123456780', 'mess student edit S0O1 --id S001'],
  permission: 'change the roll',
  takes: {
    whose: studentArgument('<ID>'),
    id: valueOption('--id <NEW>', 'the right id', parseId),
    ...DETAIL_OPTIONS,
    unlikely: unlikelyOption,
    noJoined: flagOption('--no-joined', 'the first day is not known: on the roll in every month'),
  },
  async run(context, { whose, noJoined, unlikely, joined: written, ...given }) {
    const joined = noJoined ? null : toJoined(context.mess, written);
    const changes = joined === undefined ? given : { ...given, joined };
    if (Object.keys(changes).length === 0) {
      throw new UsageError('missing_value', 'Nothing to change was given.', {
        hint: `mess student edit ${whose} --name, --branch, --phone, --joined, --no-joined or --id`,
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
