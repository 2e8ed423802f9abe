import { requirePermission } from '../../auth/permissions.ts';
import { describeColumns } from '../../input/csv/columns.ts';
import { PURCHASE_COLUMNS } from '../../input/purchases/file.ts';
import { planPurchaseImport } from '../../operations/purchases/import.ts';
import { importFile } from '../imports/import-file.ts';
import { addImportOptions, csvOptions, type ImportFlags } from '../imports/options.ts';
import { checkRule } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

interface ImportOptions extends ImportFlags {
  readonly again?: true;
  readonly dateFormat?: string;
}

const DETAILS = `CSV with the columns date, head and amount, and perhaps note; - reads standard input. What mess purchase list --format csv writes can be imported. Columns may have other names, in any case, with spaces or underscores:
${describeColumns(PURCHASE_COLUMNS, ['date', 'head', 'amount', 'note'])}
Columns that number the rows, like S.No, and those that begin with _, are passed over.

The heads are those of mess purchase heads; an unknown one is a mistake. All mistakes are named at once, and then nothing is written.

A sheet that has grown can be imported again: rows that are recorded just so, with the same date, head, amount and note, are left as they are, and rows of purchases that were voided are passed over. --again takes every row.`;

export const declarePurchaseImport: Declare = (purchase, context) => {
  const command = addVerb(purchase, {
    usage: 'import <FILE>',
    summary: 'Import a file of purchases',
    details: DETAILS,
    examples: [
      'mess purchase import may-purchases.csv --dry-run',
      'mess purchase import may-purchases.csv --date-format DD/MM/YYYY',
    ],
  })
    .option('--again', 'add every row, also of a file that was taken before')
    .option('--date-format <FORM>', 'how dates are written (ISO)');
  addImportOptions(command).action(async (name: string, options: ImportOptions) => {
    const mess = await context.open();
    const actor = await context.actor();
    requirePermission(actor, 'change purchases');
    const { again = false, dateFormat } = options;
    const file = { ...csvOptions(options), dateFormat };
    await importFile(context, mess, name, options, (source, more, onProgress) =>
      checkRule('--date-format', () =>
        planPurchaseImport(mess, actor, source, { ...more, file, again }, onProgress),
      ),
    );
  });
};
