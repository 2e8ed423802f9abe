import { OPENING_COLUMNS } from '../../input/payments/opening-file.ts';
import { planOpeningImport } from '../../operations/payments/import-openings.ts';
import { importFile } from '../imports/import-file.ts';
import { csvOptions, IMPORT_OPTIONS } from '../imports/options.ts';
import { fileArgument } from '../options/arguments.ts';
import { defineVerb } from '../verb.ts';

const { profile: _, ...OPTIONS } = IMPORT_OPTIONS;

export const openingImport = defineVerb({
  name: 'import',
  summary: 'Import a file of what each owed when the accounts began',
  details: `CSV with the columns student_id and amount; - reads standard input. A minus before the amount, or Cr behind it, is what was paid too much; Dr is what is owed. Columns may have other names: mess help columns. A name beside the id is passed over, and so are rows without an amount. All mistakes are named at once, and then nothing is written.

What is stated just so already is left as it is. Who has another opening is a mistake: mess opening set ID --amount AMOUNT corrects it.`,
  examples: ['mess opening import dues.csv --dry-run', 'mess opening import dues.csv'],
  permission: 'set openings',
  takes: { name: fileArgument(), ...OPTIONS },
  async run(context, values) {
    const { mess, actor } = context;
    const file = csvOptions(values, OPENING_COLUMNS);
    await importFile(context, values, 'opening import', (source, more, onProgress) =>
      planOpeningImport(mess, actor, source, { ...more, file }, onProgress),
    );
  },
});
