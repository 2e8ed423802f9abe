import { join } from 'node:path';
import { Argument } from 'commander';
import { UsageError, ValueError } from '../../errors.ts';
import { backUp, nameBackups } from '../../operations/upkeep/backup.ts';
import { copiedView } from '../../output/upkeep/database.ts';
import { parsePath } from '../options/arguments.ts';
import type { Typed } from '../options/inputs.ts';
import { givenOrAsked, textOption, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

const FILE: Argument & Typed<string | undefined> = new Argument(
  '[FILE]',
  'the file to write; or give --to',
);

const MAX_KEPT = 10_000;

export const dbBackup = defineVerb({
  name: 'backup',
  summary: 'Write all that the mess holds to a file',
  details: [
    'Others may go on working: the backup has the mess as it was at one moment. The same mess gives the same file, from SQLite as from a server. Only you can read the file; it holds phone numbers and the hashes of passwords. A name in .gz is packed. It is read back before it counts.',
    'With --to the file is named by the mess and the moment, and packed; with --keep older ones of this mess there are removed once the new one is good. No other file is, nor one that was made while the mess had another name.',
    'Left out are sessions and service tokens: after mess db restore everybody signs in again.',
  ].join('\n'),
  examples: [
    'mess db backup mess-2025-06-01.backup',
    'mess db backup --to ~/backups --keep 14',
    'mess db backup ~/backups/mess.backup.gz',
  ],
  permission: 'make backups',
  takes: {
    file: FILE,
    to: textOption('--to <FOLDER>', 'a folder for backups, where each gets a name of its own'),
    keep: valueOption('--keep <N>', 'keep so many there, the new one among them', parseKept),
  },
  check({ file, to, keep }, { prompter }) {
    if (file !== undefined && to !== undefined) {
      throw new UsageError('conflicting_options', 'FILE and --to exclude each other.');
    }
    if (file === undefined && to === undefined && prompter === undefined) {
      throw new UsageError('missing_value', 'The file is missing.', {
        hint: 'mess db backup mess.backup, or mess db backup --to FOLDER',
      });
    }
    if (to === '') {
      throw new UsageError('unfit_output_file', '--to: the name of the folder is empty.');
    }
    if (keep !== undefined && to === undefined) {
      throw new UsageError('conflicting_options', '--keep is for a folder of backups.', {
        hint: `mess db backup --to FOLDER --keep ${keep}`,
      });
    }
    if (file !== '-') return;
    throw new UsageError(
      'unfit_output_file',
      'FILE: a backup goes to a file, not to standard output.',
      {
        hint: 'mess db backup mess.backup',
      },
    );
  },
  async run({ mess, actor, answer, files, terminal }, { file, to, keep }) {
    const series = await nameBackups(mess, actor);
    const message = 'File to write';
    const isNew = to !== undefined;
    const nameInFolder = (nth: number) => join(to ?? '', series.name(nth));
    let path = isNew
      ? nameInFolder(1)
      : await givenOrAsked(terminal, file, 'FILE', message, parsePath, series.name(1));
    await files.checkFile(isNew ? '--to' : 'FILE', path, { isNew });
    const write: Parameters<typeof backUp>[2] = async (text, check) => {
      path = await files.writeBackup(path, text, check, isNew ? nameInFolder : undefined);
    };
    const copied = await terminal.runLong(({ onProgress }) =>
      backUp(mess, actor, write, onProgress),
    );
    const removed = keep === undefined ? undefined : await files.removeOlder(path, series, keep);
    const where = { file: path, ...(removed && { removed }) };
    await answer.print(copiedView(copied, where, `Written to ${path}`));
  },
});

function parseKept(text: string): number {
  const count = Number(text.trim());
  if (/^\d{1,5}$/.test(text.trim()) && count >= 1 && count <= MAX_KEPT) return count;
  throw new ValueError('bad_count', `not a number of backups, 1 to ${MAX_KEPT}`);
}
