import { lstat, open, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { confirm } from '../../commands/confirm.ts';
import type { Terminal } from '../../commands/context.ts';
import { FailureError, systemErrorReason, UsageError } from '../../errors.ts';
import { writeWhole } from './whole-file.ts';

/**
 * Before the command does anything: can `--output FILE`, or the file of another option, be written?
 *
 * @param own files which it must never replace, with why
 * @throws UsageError it cannot
 */
export async function refuseOutputFile(
  flag: string,
  path: string,
  own: ReadonlyMap<string, string>,
): Promise<void> {
  const refuse = (why: string) => new UsageError('unfit_output_file', `${flag} ${path}: ${why}.`);
  if (/\.(xlsx?|ods|numbers)$/i.test(path)) {
    throw refuse('mess writes no workbook; a spreadsheet opens .csv');
  }
  if (path === '') {
    throw new UsageError('unfit_output_file', `${flag}: the name of the file is empty.`);
  }
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) {
    if (await lstat(path).catch(() => undefined)) throw refuse('it is a link to nothing');
    const folder = await stat(dirname(path)).catch(() => undefined);
    if (!folder?.isDirectory()) throw refuse(`there is no folder ${dirname(path)}`);
  }
  if (found?.isDirectory()) throw refuse('it is a folder');
  for (const [file, why] of own) {
    const mine = await stat(file).catch(() => undefined);
    const same = mine && found && mine.ino === found.ino && mine.dev === found.dev;
    if (same || resolve(path) === resolve(file)) throw refuse(why);
  }
}

/**
 * Asks before a file is replaced.
 *
 * @throws UsageError nobody can be asked
 * @throws InterruptedError the person says no
 */
export async function confirmReplacing(
  path: string,
  terminal: Pick<Terminal, 'yes' | 'prompter'>,
): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) await confirm(terminal, `${path} is there already. Replace it?`);
}

/**
 * @param options.check asked, with the file, before it is put in place; not of a device or a pipe
 * @throws FailureError it cannot be written; what was there stays
 */
export async function writeOutputFile(
  path: string,
  pieces: Iterable<string> | AsyncIterable<string | Uint8Array>,
  {
    hint,
    mode = 0o666,
    check,
  }: {
    readonly hint?: string;
    readonly mode?: number;
    readonly check?: (file: string) => Promise<void>;
  } = {},
): Promise<void> {
  try {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || found.isFile()) {
      // What a link leads to is replaced, and the link stays.
      const target = found === undefined ? path : await realpath(path);
      await writeWhole(target, pieces, { mode, replace: found !== undefined, check });
      return;
    }
    // A device or a pipe, such as /dev/stdout, cannot be put in place.
    const file = await open(path, 'w');
    try {
      for await (const piece of pieces) await file.appendFile(piece);
    } finally {
      await file.close();
    }
  } catch (error) {
    const reason = systemErrorReason(error);
    if (reason === undefined) throw error;
    const sentence = `The answer could not be written to ${path}: ${reason}.`;
    throw new FailureError('answer_not_written', sentence, { hint, cause: error });
  }
}
