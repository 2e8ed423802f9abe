import { describeAddress } from '../../domain/values/database-address.ts';
import { restore } from '../../operations/upkeep/restore.ts';
import { type Acceptance, UnsoundBackupError } from '../../operations/upkeep/unsound-backup.ts';
import { copiedView } from '../../output/upkeep/database.ts';
import { findingLine, verifiedView } from '../../output/upkeep/verification.ts';
import type { Answer } from '../context.ts';
import { showFaults } from '../faults.ts';
import { howToSignIn } from '../hints/sign-in.ts';
import { fileArgument } from '../options/arguments.ts';
import { flagOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const dbRestore = defineVerb({
  name: 'restore',
  summary: 'Make a mess from a backup, where none is',
  details:
    'All of it or nothing: counts, sums and checksums are compared before it counts, and all that mess db verify checks must hold; else it ends with 6, and a list. Needs no sign-in. Never replaces a mess: move its file away first, with those beside it that end in -wal and -shm, or name another place with --db.',
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
    acceptsFindings: flagOption(
      '--accept-findings',
      'also where anything in it does not hold, be it the record or not; that is recorded',
    ),
  },
  async run(
    { answer, database, machine, terminal },
    { file, acceptsBrokenRecord, acceptsFindings },
    command,
  ) {
    const acceptsRecord = acceptsBrokenRecord ? 'broken record' : 'nothing';
    const accepted: Acceptance = acceptsFindings ? 'all findings' : acceptsRecord;
    const what = { file, accepted, now: machine.now };
    const copied = await terminal
      .runLong(({ onProgress }) =>
        database.connect((address, options) => restore(address, options, what, onProgress)),
      )
      .catch((error) => showFindings(error, answer));
    const name = describeAddress(database.address);
    await answer.print(copiedView(copied, { file, database: name }, `Restored to ${name}`));
    if (answer.format !== 'json') {
      answer.note(`Sessions are not in a backup. Sign in with: ${howToSignIn('ID', command)}`);
    }
  },
});

const MAX_SHOWN = 20;

async function showFindings(error: unknown, answer: Answer): Promise<never> {
  if (error instanceof UnsoundBackupError) {
    await showFaults(answer, verifiedView(error.verified), {
      list: error.verified.findings,
      describe: findingLine,
      max: MAX_SHOWN,
      elsewhere: '; --json lists a thousand',
    });
  }
  throw error;
}
