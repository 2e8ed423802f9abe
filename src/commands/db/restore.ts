import { describeAddress } from '../../domain/values/database-address.ts';
import { BrokenRecordError } from '../../operations/upkeep/broken-record.ts';
import { restore } from '../../operations/upkeep/restore.ts';
import { copiedView } from '../../output/upkeep/database.ts';
import { findingLine } from '../../output/upkeep/verification.ts';
import type { Answer } from '../context.ts';
import { howToSignIn } from '../hints/sign-in.ts';
import { fileArgument } from '../options/arguments.ts';
import { flagOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const dbRestore = defineVerb({
  name: 'restore',
  summary: 'Make a mess from a backup, where none is',
  details:
    'All of it or nothing: counts, sums and checksums are compared before it counts, and the record of changes must be the chain that was written. Needs no sign-in. Never replaces a mess: move its file away first, with those beside it that end in -wal and -shm, or name another place with --db.',
  examples: [
    'mess db restore mess-2025-06-01.backup',
    'mess db restore mess.backup.gz --db mysql://mess_owner@db.example.org/mess',
  ],
  permission: 'none',
  takes: {
    file: fileArgument(),
    acceptsBrokenRecord: flagOption(
      '--accept-broken-record',
      'also where its record of changes is not what was written; that is recorded',
    ),
  },
  async run({ answer, database, machine, terminal }, { file, acceptsBrokenRecord }, command) {
    const what = { file, acceptsBrokenRecord: Boolean(acceptsBrokenRecord), now: machine.now };
    const copied = await terminal
      .runLong(({ onProgress }) =>
        database.connect((address, options) => restore(address, options, what, onProgress)),
      )
      .catch((error) => nameFindings(error, answer));
    const name = describeAddress(database.address);
    await answer.print(copiedView(copied, { file, database: name }, `Restored to ${name}`));
    if (answer.format !== 'json') {
      answer.note(`Sessions are not in a backup. Sign in with: ${howToSignIn('ID', command)}`);
    }
  },
});

const MAX_SHOWN = 20;

/** With JSON they are in the error. */
function nameFindings(error: unknown, answer: Answer): never {
  if (error instanceof BrokenRecordError && answer.format !== 'json') {
    const { findings } = error;
    for (const finding of findings.slice(0, MAX_SHOWN)) answer.report(findingLine(finding));
    if (findings.length > MAX_SHOWN) answer.report(`… and ${findings.length - MAX_SHOWN} more`);
  }
  throw error;
}
