import { lstat, open, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { confirm } from '../../commands/confirm.ts';
import type { Terminal } from '../../commands/context.ts';
import { shellWord } from '../../commands/shell-word.ts';
import { FailureError, systemErrorReason, UsageError } from '../../errors.ts';
import type { Host } from '../host.ts';
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
  { getuid }: Pick<Host, 'getuid'>,
): Promise<void> {
  const refuse = (why: string, hint?: string) =>
    new UsageError('unfit_output_file', `${flag} ${path}: ${why}.`, { hint });
  if (/\.(xlsx?|ods|numbers)$/i.test(path)) {
    throw refuse('mess writes no workbook; a spreadsheet opens .csv');
  }
  if (path === '') {
    throw new UsageError('unfit_output_file', `${flag}: the name of the file is empty.`);
  }
  const found = await stat(path).catch(() => undefined);
  const named = await lstat(path).catch(() => undefined);
  // In a folder that others write to, it may lead to anything that is ours.
  if (named?.isSymbolicLink() && ![0, getuid?.() ?? named.uid].includes(named.uid)) {
    throw refuse('it is a link of another user');
  }
  if (found === undefined) {
    if (named) throw refuse('it is a link to nothing');
    const place = dirname(path);
    const folder = await stat(place).catch(() => undefined);
    const help = folder
      ? 'it is a file: name a folder'
      : `make it first: mkdir -p ${shellWord(place)}`;
    if (!folder?.isDirectory()) throw refuse(`there is no folder ${place}`, help);
  }
  if (found?.isDirectory()) throw refuse('it is a folder');
  for (const [file, why] of own) {
    const mine = await stat(file).catch(() => undefined);
    const same = mine && found && mine.ino === found.ino && mine.dev === found.dev;
    if (same || resolve(path) === resolve(file)) throw refuse(why);
  }
  // It may be the mess of somebody else, or a copy that was put by.
  if (found?.isFile() && (await isOfDatabase(path))) throw refuse('a database is kept there');
}

/** How a SQLite database begins, and the logs beside one, in which what was stored last may be. */
const DATABASE_BEGINNINGS = [
  Buffer.from('SQLite format 3\0'),
  ...['377f0682', '377f0683', 'd9d505f920a163d7'].map((digits) => Buffer.from(digits, 'hex')),
];

async function isOfDatabase(path: string): Promise<boolean> {
  let beginning = Buffer.alloc(16);
  try {
    const file = await open(path, 'r');
    const { bytesRead } = await file.read(beginning, 0, 16, 0).finally(() => file.close());
    beginning = beginning.subarray(0, bytesRead);
  } catch (error) {
    // What only others may read, nobody can tell.
    if (systemErrorReason(error) === undefined) throw error;
  }
  return DATABASE_BEGINNINGS.some((each) => beginning.subarray(0, each.length).equals(each));
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
  if (!found?.isFile()) return;
  const isLink = (await lstat(path)).isSymbolicLink();
  const what = isLink ? `${path} leads to ${await realpath(path)}, which` : path;
  await confirm(terminal, `${what} is there already. Replace it?`);
}

/**
 * @param options.check asked, with the file, before it is put in place; not of a device or a pipe
 * @param options.otherwise the name to take where a file is there, which then stays
 * @returns where it was written
 * @throws FailureError it cannot be written; what was there stays
 */
export async function writeOutputFile(
  path: string,
  pieces: Iterable<string> | AsyncIterable<string | Uint8Array>,
  {
    hint,
    mode = 0o666,
    check,
    otherwise,
  }: {
    readonly hint?: string;
    readonly mode?: number;
    readonly check?: (file: string) => Promise<void>;
    readonly otherwise?: ((nth: number) => string) | undefined;
  } = {},
): Promise<string> {
  try {
    const found = await stat(path).catch(() => undefined);
    if (otherwise !== undefined) {
      return await writeWhole(path, pieces, { mode, replace: false, check, otherwise });
    }
    if (found === undefined || found.isFile()) {
      // What a link leads to is replaced, and the link stays.
      const target = found === undefined ? path : await realpath(path);
      return await writeWhole(target, pieces, { mode, replace: found !== undefined, check });
    }
    // A device or a pipe, such as /dev/stdout, cannot be put in place.
    const file = await open(path, 'w');
    try {
      for await (const piece of pieces) await file.appendFile(piece);
    } finally {
      await file.close();
    }
    return path;
  } catch (error) {
    const reason = systemErrorReason(error);
    if (reason === undefined) throw error;
    const sentence = `The answer could not be written to ${path}: ${reason}.`;
    throw new FailureError('answer_not_written', sentence, { hint, cause: error });
  }
}
