import { UsageError } from '../../errors.ts';
import { backUp, requireToBackUp } from '../../operations/upkeep/backup.ts';
import { copiedView } from '../../output/upkeep/database.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareDbBackup: Declare = (db, context) => {
  addVerb(db, {
    usage: 'backup <FILE>',
    summary: 'Write all that the mess holds to a file',
    details: [
      'The mess may be in use meanwhile: the backup is as it is at one moment. The same mess gives the same file, from SQLite as from a server. Only you can read the file; it holds phone numbers and the hashes of passwords. A name in .gz is packed.',
      'Left out are sessions and service tokens: after mess db restore everybody signs in again.',
    ].join('\n'),
    examples: ['mess db backup mess-2025-06-01.backup', 'mess db backup ~/backups/mess.backup.gz'],
  }).action(async (file: string) => {
    const mess = await context.open();
    const actor = await context.actor();
    requireToBackUp(actor);
    if (file === '-') {
      throw new UsageError('FILE: a backup goes to a file, not to standard output.', {
        hint: 'mess db backup mess.backup',
      });
    }
    await context.checkFile('FILE', file);
    const copied = await context.runLong(({ onProgress }) =>
      backUp(mess, actor, (text) => context.writeBackup(file, text), onProgress),
    );
    await context.print(copiedView(copied, { file }, `Written to ${file}`));
  });
};
