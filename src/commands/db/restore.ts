import { describeAddress } from '../../domain/values/database-address.ts';
import { restore } from '../../operations/upkeep/restore.ts';
import { copiedView } from '../../output/upkeep/database.ts';
import { howToSignIn } from '../hints/sign-in.ts';
import { fileArgument } from '../options/arguments.ts';
import { defineVerb } from '../verb.ts';

export const dbRestore = defineVerb({
  name: 'restore',
  summary: 'Make a mess from a backup, where none is',
  details:
    'All of it or nothing: counts, sums and checksums are compared before it counts. Needs no sign-in. Never replaces a mess: move its file away first, with those beside it that end in -wal and -shm, or name another place with --db.',
  examples: [
    'mess db restore mess-2025-06-01.backup',
    'mess db restore mess.backup.gz --db mysql://mess_owner@db.example.org/mess',
  ],
  permission: 'none',
  takes: { file: fileArgument() },
  async run({ answer, database, terminal }, { file }, command) {
    const copied = await terminal.runLong(({ onProgress }) =>
      database.connect((address, options) => restore(address, options, file, onProgress)),
    );
    const name = describeAddress(database.address);
    await answer.print(copiedView(copied, { file, database: name }, `Restored to ${name}`));
    if (answer.format !== 'json') {
      answer.note(`Sessions are not in a backup. Sign in with: ${howToSignIn('ID', command)}`);
    }
  },
});
