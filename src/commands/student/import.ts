import { ON_CONFLICT } from '../../domain/students/file-check.ts';
import { STUDENT_COLUMNS } from '../../input/students/file.ts';
import { planStudentImport } from '../../operations/students/import.ts';
import { importFile } from '../imports/import-file.ts';
import { csvOptions, IMPORT_OPTIONS } from '../imports/options.ts';
import { withProfile } from '../imports/use-profile.ts';
import { fileArgument } from '../options/arguments.ts';
import { unlikelyOption } from '../options/unlikely.ts';
import { checkRule, choiceOption, textOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

const DETAILS = `CSV with the columns id, name, branch and phone, and perhaps joined and email; - reads standard input. What mess student list --all --format csv writes can be imported. Columns may have other names: mess help columns.

New students are added. A student who is recorded just so is left as is; a student who is recorded otherwise is a mistake, unless --on-conflict says what to do. Nobody is ever taken off the roll: a date in the column left counts for new students only. A column takes_messages says yes or no; an empty cell of it, of email or of joined changes nothing. All mistakes are named at once, and then nothing is written.

With --on-conflict update a file may have an id and only what is to change, such as the e-mail addresses of a form's answers: all its rows are of students on the roll then, and nothing else of them changes. A column Username, as forms call the address, is the address, unless the file is a whole roll without another name and no Username has an @; --column Username=name says otherwise.`;

export const studentImport = defineVerb({
  name: 'import',
  summary: 'Import a file of students',
  details: DETAILS,
  examples: [
    'mess student import roll.csv --dry-run',
    'mess student import roll.csv --on-conflict update',
    'mess student import answers.csv --on-conflict update --ignore-unknown',
  ],
  permission: 'change the roll',
  takes: {
    name: fileArgument(),
    onConflict: choiceOption(
      '--on-conflict <WHAT>',
      'where a student is recorded otherwise',
      ON_CONFLICT,
      'error',
    ),
    unlikely: unlikelyOption,
    dateFormat: textOption('--date-format <FORM>', 'how joining dates are written (ISO)'),
    ...IMPORT_OPTIONS,
  },
  async run(context, given) {
    const { mess, actor } = context;
    const values = await withProfile(context, given, 'students');
    const { onConflict, unlikely, dateFormat } = values;
    const file = { ...csvOptions(values, STUDENT_COLUMNS), dateFormat };
    await importFile(context, values, 'student import', (source, more, onProgress) =>
      checkRule('--date-format', () =>
        planStudentImport(mess, actor, source, { ...more, file, onConflict, unlikely }, onProgress),
      ),
    );
  },
});
