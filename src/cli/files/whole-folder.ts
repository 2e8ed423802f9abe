import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { FolderFile } from '../../commands/context.ts';
import { shellWord } from '../../commands/shell-word.ts';
import { syncFolder } from '../../data/disk.ts';
import { clearDrafts, nameDraft } from '../../data/drafts.ts';
import { FailureError, systemErrorReason, UsageError } from '../../errors.ts';
import { processes } from '../context/processes.ts';

/**
 * Before the command does anything: can a folder be made there?
 *
 * @param flag the option or argument that names it
 * @throws UsageError something is there that is no empty folder
 */
export async function refuseFolder(flag: string, given: string): Promise<void> {
  const path = resolve(given);
  const another = `name a new folder, such as ${shellWord(`${given.replace(/\/+$/, '')}-2`)}`;
  const refuse = (why: string, hint = another) =>
    new UsageError('unfit_output_file', `${flag} ${given}: ${why}.`, { hint });
  // It is put in place of an empty one, and nobody stands in it.
  if (given.trim() === '' || path === resolve('.')) {
    throw new UsageError('unfit_output_file', `${flag} ${given}: name a new folder.`);
  }
  const names = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw refuse(
      error.code === 'ENOTDIR' ? 'it is a file' : (systemErrorReason(error) ?? 'it cannot be read'),
    );
  });
  if (names.length > 0) throw refuse('the folder is not empty');
  const parent = dirname(path);
  await readdir(parent).catch(() => {
    throw refuse(`there is no folder ${parent}`, `make it first: mkdir -p ${shellWord(parent)}`);
  });
}

/**
 * Writes a folder so that it is there whole or not at all: aside, to the disk, then put in place. Only its owner
 * can read what is in it. What a run of this machine that was killed left of the same folder is cleared away.
 *
 * @throws FailureError it cannot be written; nothing is left
 */
export async function writeFolder(
  given: string,
  files: Iterable<FolderFile> | AsyncIterable<FolderFile>,
): Promise<void> {
  // Without the slash that completion puts at its end.
  const path = resolve(given);
  // Of who may be at it on another machine nothing is taken away, however long that lasts.
  await clearDrafts(path, processes, (found, state) => found.isDirectory() && state === 'over');
  const draft = nameDraft(path, processes);
  try {
    await mkdir(draft, { mode: 0o700 });
    for await (const { name, pieces } of files) {
      const place = join(draft, name);
      if (dirname(name) !== '.') await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      const file = await open(place, 'wx', 0o600);
      try {
        for await (const piece of pieces) await file.appendFile(piece);
        await file.sync();
      } finally {
        await file.close();
      }
    }
    await syncFolder(draft);
    // An empty one that is there already.
    await rmdir(path).catch(() => {});
    await rename(draft, path);
    await syncFolder(dirname(path));
  } catch (error) {
    const reason = systemErrorReason(error);
    if (reason === undefined) throw error;
    const sentence = `The folder ${path} could not be written: ${reason}.`;
    throw new FailureError('answer_not_written', sentence, { cause: error });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
