import { PURCHASE_COLUMNS } from '../../input/purchases/file.ts';
import { planPurchaseImport } from '../../operations/purchases/import.ts';
import { importFile } from '../imports/import-file.ts';
import { csvOptions, IMPORT_OPTIONS } from '../imports/options.ts';
import { withProfile } from '../imports/use-profile.ts';
import { fileArgument } from '../options/arguments.ts';
import { unlikelyOption } from '../options/unlikely.ts';
import { checkRule, flagOption, textOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

const DETAILS = `CSV with the columns date, head and amount, and perhaps note; - reads standard input. What mess purchase list --format csv writes can be imported. Columns may have other names: mess help columns. Columns that number the rows, like S.No, and those that begin with _, are passed over.

The heads are those of mess purchase heads; an unknown one is a mistake. An amount with a minus before it, or in brackets, is a refund: money that came back. All mistakes are named at once, and then nothing is written.

A sheet that has grown can be imported again: rows that are recorded just so, with the same date, head, amount and note, are left as they are, and rows of purchases that were voided are passed over. --again takes every row.`;

export const purchaseImport = defineVerb({
  name: 'import',
  summary: 'Import a file of purchases',
  details: DETAILS,
  examples: [
    'mess purchase import may-purchases.csv --dry-run',
    'mess purchase import may-purchases.csv --date-format DD/MM/YYYY',
  ],
  permission: 'enter purchases',
  takes: {
    name: fileArgument(),
    again: flagOption('--again', 'add every row, also of a file that was taken before'),
    unlikely: unlikelyOption,
    dateFormat: textOption(
      '--date-format <FORM>',
      'how dates are written (ISO, or as the mess writes them)',
    ),
    ...IMPORT_OPTIONS,
  },
  async run(context, given) {
    const { mess, actor } = context;
    const values = await withProfile(context, given, 'purchases');
    const { again, unlikely, dateFormat } = values;
    const file = { ...csvOptions(values, PURCHASE_COLUMNS), dateFormat };
    await importFile(context, values, 'purchase import', (source, more, onProgress) =>
      checkRule('--date-format', () =>
        planPurchaseImport(mess, actor, source, { ...more, file, again, unlikely }, onProgress),
      ),
    );
  },
});
