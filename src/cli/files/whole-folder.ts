import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../../data/disk.ts';
import { FailureError, systemErrorReason, UsageError } from '../../errors.ts';
import { writeWhole } from './whole-file.ts';

/** A file that is to be written, piece by piece. */
interface FileToWrite {
  readonly name: string;
  readonly pieces: AsyncIterable<string>;
}

/**
 * Before anything is read: can the folder be made?
 *
 * @throws UsageError it is there and not empty, or is a file, or there is no folder to make it in
 */
export async function refuseFolder(flag: string, path: string): Promise<void> {
  const refuse = (why: string) => new UsageError('unfit_output_file', `${flag} ${path}: ${why}.`);
  if (path === '') {
    throw new UsageError('unfit_output_file', `${flag}: the name of the folder is empty.`);
  }
  const found = await stat(path).catch(() => undefined);
  if (found !== undefined && !found.isDirectory()) throw refuse('it is no folder');
  if (found === undefined) {
    const parent = await stat(dirname(path)).catch(() => undefined);
    if (!parent?.isDirectory()) throw refuse(`there is no folder ${dirname(path)}`);
    return;
  }
  const names = await readdir(path).catch((error: unknown) => {
    throw refuse(systemErrorReason(error) ?? 'it cannot be read');
  });
  if (names.length > 0) throw refuse('it is not empty');
}

/**
 * Writes a folder of files so that it is there whole or not at all: aside, to the disk, then put in place.
 * Only its owner can read it.
 *
 * @throws FailureError it cannot be written; what was there stays
 */
export async function writeFolder(path: string, files: AsyncIterable<FileToWrite>): Promise<void> {
  const draft = `${path.replace(/[/\\]+$/, '')}.new-${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(draft, { mode: 0o700 });
    for await (const { name, pieces } of files) {
      await writeWhole(join(draft, name), pieces, { mode: 0o600, replace: false });
    }
    // What came into it meanwhile stays: only an empty folder is removed.
    await rmdir(path).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    });
    await rename(draft, path);
    await syncFolder(dirname(path));
  } catch (error) {
    const reason = systemErrorReason(error);
    if (reason === undefined) throw error;
    const sentence = `The files could not be written to ${path}: ${reason}.`;
    throw new FailureError('answer_not_written', sentence, { cause: error });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
