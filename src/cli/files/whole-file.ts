import { randomBytes } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../../data/disk.ts';

/**
 * Writes a file so that it is there whole or not at all, also when the machine stops: aside, to the
 * disk, then put in place.
 *
 * @param options.check asked, with the file, before it is put in place
 * @param options.replace whether a file that is there may be replaced; else EEXIST is thrown
 * @param options.otherwise where it may not: the name to take instead, at the second try and so on
 * @returns where it was put
 */
export async function writeWhole(
  path: string,
  pieces: Iterable<string> | AsyncIterable<string | Uint8Array>,
  options: {
    readonly mode: number;
    readonly replace: boolean;
    readonly check?: ((file: string) => Promise<void>) | undefined;
    readonly otherwise?: ((nth: number) => string) | undefined;
  },
): Promise<string> {
  let place = path;
  const draft = `${path}.new-${randomBytes(6).toString('hex')}`;
  try {
    const file = await open(draft, 'wx', options.mode);
    try {
      // What is for one person alone is readable to that one, whatever the umask.
      if ((options.mode & 0o077) === 0) await file.chmod(options.mode);
      for await (const piece of inSlices(pieces)) await file.appendFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await options.check?.(draft);
    if (options.replace) await rename(draft, path);
    else place = await linkWhereFree(draft, path, options.otherwise);
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(dirname(place));
  return place;
}

/** So many letters are written at once: each writing takes a while, however little it is. */
const SLICE = 256 * 1024;

/** The same, short pieces put together. */
async function* inSlices(
  pieces: Iterable<string> | AsyncIterable<string | Uint8Array>,
): AsyncIterable<string | Uint8Array> {
  let waiting = '';
  for await (const piece of pieces) {
    if (typeof piece === 'string') waiting += piece;
    if (typeof piece === 'string' && waiting.length < SLICE) continue;
    if (waiting !== '') yield waiting;
    waiting = '';
    if (typeof piece !== 'string') yield piece;
  }
  if (waiting !== '') yield waiting;
}

/** A hard link, unlike a rename, never replaces what came there meanwhile. */
async function linkWhereFree(
  draft: string,
  path: string,
  otherwise: ((nth: number) => string) | undefined,
): Promise<string> {
  let place = path;
  for (let nth = 2; ; nth++) {
    try {
      await link(draft, place);
      return place;
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      if (!isTaken || otherwise === undefined) throw error;
      place = otherwise(nth);
    }
  }
}
