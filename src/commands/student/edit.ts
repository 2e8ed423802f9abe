import { STUDENT } from '../../documents/students.ts';
import { idKey, parseId } from '../../domain/values/id.ts';
import { UsageError } from '../../errors.ts';
import { editStudent } from '../../operations/students/students.ts';
import { changedRecordView } from '../../output/page/records.ts';
import { checkRule, flagOption, idArgument, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { DETAIL_OPTIONS } from './details.ts';

export const studentEdit = defineVerb({
  name: 'edit',
  summary: 'Correct what the roll says of a student',
  details: 'A mistyped id is mended with --id; attendance and bills stay with the student.',
  examples: ['mess student edit S001 --phone 9123456780', 'mess student edit S0O1 --id S001'],
  permission: 'change the roll',
  takes: {
    whose: idArgument('<ID>', 'the id of the student'),
    id: valueOption('--id <NEW>', 'the right id', parseId),
    ...DETAIL_OPTIONS,
    noJoined: flagOption('--no-joined', 'the first day is not known: on the roll in every month'),
  },
  async run({ mess, actor, answer }, { whose, noJoined, ...given }) {
    const changes = noJoined ? { ...given, joined: null } : given;
    if (Object.keys(changes).length === 0) {
      throw new UsageError('missing_value', 'Nothing to change was given.', {
        hint: `mess student edit ${whose} --name, --branch, --phone, --joined, --no-joined or --id`,
      });
    }
    const { student: after, changed } = await checkRule('--joined', () =>
      editStudent(mess, actor, whose, changes),
    );
    const renamed = changed && idKey(whose) !== idKey(after.id);
    const sentence = renamed
      ? `${whose} is now ${after.id} (${after.name}).`
      : changed
        ? `Changed ${after.id} (${after.name}).`
        : `Nothing changed: ${after.id} is recorded like that already.`;
    await answer.print(changedRecordView(STUDENT, after, sentence));
  },
});
