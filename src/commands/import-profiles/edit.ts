import { parseId } from '../../domain/values/id.ts';
import { splitList } from '../../domain/values/text.ts';
import { UsageError } from '../../errors.ts';
import { editImportProfile, showImportProfile } from '../../operations/imports/profiles.ts';
import { checkRule, textOption, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { PROFILE_OPTIONS, toProfileOptions } from './options.ts';
import { changedProfileView, profileArgument } from './profile.ts';
import { sayProfileOptions } from './words.ts';

export const importProfilesEdit = defineVerb({
  name: 'edit',
  summary: 'Change what a profile keeps',
  details:
    'What is given takes the place of what was kept, and the rest stays. The ids of --not-students come to those that are kept already.',
  examples: [
    'mess import-profiles edit gate --not-students 990',
    'mess import-profiles edit gate --students 101 --from open',
  ],
  permission: 'change import profiles',
  takes: {
    name: profileArgument(),
    ...PROFILE_OPTIONS,
    notStudents: textOption(
      '--not-students <FILE|IDS>',
      'attendance: pass over rows of these ids, too; a file is read now',
    ),
    students: valueOption('--students <IDS>', 'attendance: no longer pass over these ids', (text) =>
      splitList(text).map(parseId),
    ),
  },
  async run(context, { name, students = [], ...values }) {
    const { mess, actor, answer } = context;
    const { kind } = await showImportProfile(mess, actor, name);
    const options = await toProfileOptions(context, values, kind);
    if (Object.keys(options).length + students.length === 0) {
      throw new UsageError('missing_value', 'Nothing is said that is to be changed.', {
        hint: 'say what is otherwise, like --not-students IDS',
      });
    }
    const { profile, changed } = await checkRule('The profile', () =>
      editImportProfile(mess, actor, name, { options, students }),
    );
    const keeps = sayProfileOptions(profile.options);
    const sentence = changed
      ? `Changed the profile ${profile.name}: ${keeps}`
      : `Nothing changed: the profile ${profile.name} is so already.`;
    await answer.print(changedProfileView(profile, sentence));
  },
});
