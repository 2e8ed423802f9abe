import { open, stat } from 'node:fs/promises';
import { confirm } from '../commands/confirm.ts';
import type { Context } from '../commands/context.ts';
import { FailureError, systemErrorReason } from '../errors.ts';
import { writeWhole } from './whole-file.ts';

/**
 * Asked before the command does anything: may `--output FILE` be written?
 *
 * @throws UsageError it is there, and nobody can be asked
 * @throws InterruptedError the person says no
 */
export async function checkOutputFile(
  path: string,
  context: Pick<Context, 'yes' | 'prompter'>,
): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) await confirm(context, `${path} is there already. Replace it?`);
  if (found?.isDirectory()) throw new FailureError(`${path} is a folder.`);
}

/** @throws FailureError it cannot be written; what was there stays */
export async function writeOutputFile(path: string, pieces: Iterable<string>): Promise<void> {
  try {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || found.isFile()) {
      await writeWhole(path, pieces, { mode: 0o666, replace: found !== undefined });
      return;
    }
    // A device or a pipe, such as /dev/stdout, cannot be put in place.
    const file = await open(path, 'w');
    try {
      for (const piece of pieces) await file.appendFile(piece);
    } finally {
      await file.close();
    }
  } catch (error) {
    const reason = systemErrorReason(error);
    if (reason === undefined) throw error;
    throw new FailureError(`The answer could not be written to ${path}: ${reason}.`, {
      hint: 'what the command changed, if anything, is stored',
      cause: error,
    });
  }
}
