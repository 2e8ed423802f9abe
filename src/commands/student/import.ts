import { Option } from 'commander';
import { requirePermission } from '../../auth/permissions.ts';
import { ON_CONFLICT, type OnConflict } from '../../domain/students/file-check.ts';
import { describeColumns } from '../../input/csv/columns.ts';
import { STUDENT_COLUMNS } from '../../input/students/file.ts';
import { planStudentImport } from '../../operations/students/import.ts';
import { importFile } from '../imports/import-file.ts';
import { addImportOptions, csvOptions, type ImportFlags } from '../imports/options.ts';
import { checkRule } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

interface ImportOptions extends ImportFlags {
  readonly onConflict: OnConflict;
  readonly dateFormat?: string;
}

const DETAILS = `CSV with the columns id, name, branch and phone, and perhaps joined; - reads standard input. What mess student list --all --format csv writes can be imported. Columns may have other names, in any case, with spaces or underscores:
${describeColumns(STUDENT_COLUMNS, ['id', 'name', 'branch', 'phone', 'joined', 'left'])}

New students are added. One who is recorded just so is left as is; one who is recorded otherwise is a mistake, unless --on-conflict says what to do. Nobody is ever taken off the roll: a date in the column left counts for new students only. All mistakes are named at once, and then nothing is written.`;

export const declareStudentImport: Declare = (student, context) => {
  const command = addVerb(student, {
    usage: 'import <FILE>',
    summary: 'Import a file of students',
    details: DETAILS,
    examples: [
      'mess student import roll.csv --dry-run',
      'mess student import roll.csv --on-conflict update',
    ],
  })
    .addOption(
      new Option('--on-conflict <WHAT>', 'where a student is recorded otherwise')
        .choices(ON_CONFLICT)
        .default('error'),
    )
    .option('--date-format <FORM>', 'how joining dates are written (ISO)');
  addImportOptions(command).action(async (name: string, options: ImportOptions) => {
    const mess = await context.open();
    const actor = await context.actor();
    requirePermission(actor, 'change the roll');
    const { onConflict, dateFormat } = options;
    const file = { ...csvOptions(options), dateFormat };
    await importFile(context, mess, name, options, (source, more, onProgress) =>
      checkRule('--date-format', () =>
        planStudentImport(mess, actor, source, { ...more, file, onConflict }, onProgress),
      ),
    );
  });
};
