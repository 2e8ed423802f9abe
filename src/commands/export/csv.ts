import { exportTables } from '../../operations/upkeep/export-tables.ts';
import { renderPackage } from '../../output/upkeep/data-package.ts';
import { copiedView } from '../../output/upkeep/database.ts';
import { parsePath, valueArgument } from '../options/arguments.ts';
import { defineVerb } from '../verb.ts';

export const exportCsv = defineVerb({
  name: 'csv',
  summary: 'Write every table to a folder of CSV files, with what each column is',
  details: [
    'A folder that is new or empty: a file for each table, and datapackage.json, which says in plain words what the tables and columns are, of which type, and what points where (a tabular data package of frictionlessdata.io). Amounts and days are decimals. All is as it was at one moment, and there whole or not at all.',
    'It holds phone numbers, so only you can read the files; hashes of passwords and secrets, sessions and service tokens are left out. It is for other programs and for keeping: mess db restore reads backups alone.',
  ].join('\n\n'),
  examples: ['mess export csv tables-2025-06'],
  permission: 'copy the mess',
  takes: { folder: valueArgument('<FOLDER>', 'the folder to write', parsePath) },
  async run({ mess, actor, answer, files, terminal }, { folder }) {
    await files.checkFolder('FOLDER', folder);
    const exported = await terminal.runLong(({ onProgress }) =>
      exportTables(
        mess,
        actor,
        ({ settings, migration, at, tables }) => {
          const { name: messName, currency, timeZone } = settings;
          const facts = { messName, currency, timeZone, migration, at };
          return files.writeFolder(folder, renderPackage(facts, tables));
        },
        onProgress,
      ),
    );
    await answer.print(copiedView(exported, { folder }, `Written to ${folder}`));
  },
});
