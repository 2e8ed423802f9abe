import { PROFILE_KINDS, parseProfileName } from '../../domain/imports/profile.ts';
import { UsageError } from '../../errors.ts';
import { addImportProfile } from '../../operations/imports/profiles.ts';
import { valueArgument } from '../options/arguments.ts';
import { checkRule, choiceOption, flagOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { PROFILE_OPTIONS, toProfileOptions } from './options.ts';
import { changedProfileView } from './profile.ts';
import { sayProfileOptions } from './words.ts';

const DETAILS = `Say once how the files of a device or an office are read; --profile NAME of the import then says it all. What an import is told itself goes before what the profile keeps.

The ids of a file given with --not-students are kept, and the file is not needed any more. --from begins with a date, the first day of this or the previous month, or, as open, the day after the last month that is closed.

A name that there is already is refused, unless with --replace; mess import-profiles edit changes some of it.`;

export const importProfilesAdd = defineVerb({
  name: 'add',
  summary: 'Keep how files are read, under a name',
  details: DETAILS,
  examples: [
    'mess import-profiles add gate --columns student_id,timestamp,_ --not-students staff.txt',
    'mess import-profiles add office --column "Emp Code=student_id" --mark H=holiday',
    'mess import-profiles add till --for purchases --date-format DD/MM/YYYY',
  ],
  permission: 'change import profiles',
  takes: {
    name: valueArgument('<NAME>', 'the name of the new profile', parseProfileName),
    kind: choiceOption('--for <KIND>', 'what the files are of', PROFILE_KINDS, 'attendance'),
    ...PROFILE_OPTIONS,
    replace: flagOption('--replace', 'take the place of the profile that has the name'),
  },
  async run(context, { name, kind, replace, ...values }) {
    const { mess, actor, answer } = context;
    const options = await toProfileOptions(context, values, kind);
    if (Object.keys(options).length === 0) {
      throw new UsageError('missing_value', 'Nothing is said that the profile could keep.', {
        hint: 'say how the files are read: --columns, --column, --date-format, --not-students …',
      });
    }
    const { profile, before, changed } = await checkRule('The profile', () =>
      addImportProfile(mess, actor, { name, kind, options }, replace),
    );
    const keeps = sayProfileOptions(options);
    const did = before === undefined ? 'Added' : 'Replaced';
    const sentence = changed
      ? `${did} the profile ${name}, for files of ${kind}: ${keeps}`
      : `Nothing changed: the profile ${name} is so already.`;
    await answer.print(changedProfileView(profile, sentence));
  },
});
