import { CHARGE_COLUMNS } from '../../input/charges/file.ts';
import { planChargeImport } from '../../operations/charges/import.ts';
import { importFile } from '../imports/import-file.ts';
import { csvOptions, IMPORT_OPTIONS } from '../imports/options.ts';
import { fileArgument } from '../options/arguments.ts';
import { unlikelyOption } from '../options/unlikely.ts';
import { flagOption, monthOption, toMonth } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

const DETAILS = `CSV with the columns month, student_id, kind and amount, or quantity and rate in place of the amount, and perhaps note; - reads standard input. With --month the file need not have the month. What mess charge list --format csv writes can be imported. Columns may have other names: mess help columns. Columns that number the rows, like S.No, and those that begin with _, are passed over.

The kinds are those of mess charge kinds; an unknown one is a mistake. All mistakes are named at once, and then nothing is written.

A sheet that has grown can be imported again: rows that are recorded just so are left as they are, and rows of charges that were voided are passed over. --again takes every row. The numbers that the charges got are said: mess charge void 12-51 takes them back.`;

const { profile: _, ...READING } = IMPORT_OPTIONS;

export const chargeImport = defineVerb({
  name: 'import',
  summary: 'Import a file of charges, such as the register of guests',
  details: DETAILS,
  examples: [
    'mess charge import guests.csv --month 2025-05 --dry-run',
    'mess charge import charges.csv',
  ],
  permission: 'enter charges',
  takes: {
    name: fileArgument(),
    month: monthOption('of rows without one, like 2025-05'),
    again: flagOption('--again', 'add every row, also of a file that was taken before'),
    unlikely: unlikelyOption,
    ...READING,
  },
  async run(context, given) {
    const { mess, actor } = context;
    const { again, unlikely } = given;
    const month = toMonth(mess, given.month);
    const file = csvOptions(given, CHARGE_COLUMNS);
    const needed = month === undefined ? [] : ['--month', month];
    const values = { ...given, needed };
    await importFile(context, values, 'charge import', (source, more, onProgress) =>
      planChargeImport(mess, actor, source, { ...more, file, month, again, unlikely }, onProgress),
    );
  },
});
