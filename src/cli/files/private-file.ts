import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import type { Host } from '../host.ts';

/** Why a file that holds a secret is not trusted. */
export type Distrust =
  | 'missing'
  | 'link'
  | 'not a file'
  | 'foreign'
  | 'readable by others'
  | 'unreadable';

/**
 * Reads a file that holds a secret, unless it is a link, another user's, or readable by others. What
 * is checked is what is read: the file stays open in between. Where files have no owner and no mode, the
 * folder of the user is what keeps others out.
 *
 * @param maxBytes what is longer is not ours
 */
export function readPrivateFile(
  path: string,
  maxBytes: number,
  links: 'refuse links' | 'follow links',
  host: Pick<Host, 'getuid'>,
): { readonly bytes: Uint8Array } | { readonly distrust: Distrust } {
  const follow = links === 'follow links' ? 0 : constants.O_NOFOLLOW;
  const uid = host.getuid?.();
  let fd: number;
  try {
    // Without owners there is no O_NOFOLLOW either.
    if (uid === undefined && links === 'refuse links' && lstatSync(path).isSymbolicLink()) {
      return { distrust: 'link' };
    }
    // O_NONBLOCK: a pipe that nobody writes to must not hang the program.
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | follow);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { distrust: 'missing' };
    return { distrust: code === 'ELOOP' ? 'link' : 'unreadable' };
  }
  try {
    const found = fstatSync(fd);
    if (!found.isFile()) return { distrust: 'not a file' };
    if (uid !== undefined && found.uid !== uid) return { distrust: 'foreign' };
    if (isReadByOthers(found, host)) return { distrust: 'readable by others' };
    if (found.size > maxBytes) return { distrust: 'unreadable' };
    return { bytes: readFileSync(fd) };
  } finally {
    closeSync(fd);
  }
}

/** Whether others than its owner may read or write a file, where files have a mode. */
export function isReadByOthers(
  found: { readonly mode: number },
  host: Pick<Host, 'getuid'>,
): boolean {
  return host.getuid !== undefined && (found.mode & 0o077) !== 0;
}
