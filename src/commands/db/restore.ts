import { describeAddress } from '../../domain/values/database-address.ts';
import { restore } from '../../operations/upkeep/backup.ts';
import { copiedView } from '../../output/upkeep/database.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareDbRestore: Declare = (db, context) => {
  addVerb(db, {
    usage: 'restore <FILE>',
    summary: 'Make a mess from a backup, where none is',
    details:
      'All of it or nothing: counts, sums and checksums are compared before it counts. Needs no sign-in. Never replaces a mess: move its file away first, with those beside it that end in -wal and -shm, or name another place with --db.',
    examples: [
      'mess db restore mess-2025-06-01.backup',
      'mess db restore mess.backup.gz --db mysql://mess_owner@db.example.org/mess',
    ],
  }).action(async (file: string) => {
    const copied = await context.runLong(({ onProgress }) =>
      context.connect((address, options) => restore(address, options, file, onProgress)),
    );
    const database = describeAddress(context.address);
    await context.print(copiedView(copied, { file, database }, `Restored to ${database}`));
    if (!context.json)
      context.note('Sessions are not in a backup. Sign in with: mess admin login ID');
  });
};
