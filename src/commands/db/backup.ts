import { UsageError } from '../../errors.ts';
import { backUp } from '../../operations/upkeep/backup.ts';
import { copiedView } from '../../output/upkeep/database.ts';
import { fileArgument } from '../imports/options.ts';
import { defineVerb } from '../verb.ts';

export const dbBackup = defineVerb({
  name: 'backup',
  summary: 'Write all that the mess holds to a file',
  details: [
    'The mess may be in use meanwhile: the backup is as it is at one moment. The same mess gives the same file, from SQLite as from a server. Only you can read the file; it holds phone numbers and the hashes of passwords. A name in .gz is packed.',
    'Left out are sessions and service tokens: after mess db restore everybody signs in again.',
  ].join('\n'),
  examples: ['mess db backup mess-2025-06-01.backup', 'mess db backup ~/backups/mess.backup.gz'],
  permission: 'make backups',
  takes: { file: fileArgument() },
  check({ file }) {
    if (file !== '-') return;
    throw new UsageError(
      'unfit_output_file',
      'FILE: a backup goes to a file, not to standard output.',
      {
        hint: 'mess db backup mess.backup',
      },
    );
  },
  async run({ mess, actor, answer, files, terminal }, { file }) {
    await files.checkFile('FILE', file);
    const copied = await terminal.runLong(({ onProgress }) =>
      backUp(mess, actor, (text) => files.writeBackup(file, text), onProgress),
    );
    await answer.print(copiedView(copied, { file }, `Written to ${file}`));
  },
});
