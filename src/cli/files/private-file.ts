import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

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
 * is checked is what is read: the file stays open in between.
 *
 * @param maxBytes what is longer is not ours
 */
export async function readPrivateFile(
  path: string,
  maxBytes: number,
  links: 'refuse links' | 'follow links',
): Promise<{ readonly bytes: Uint8Array } | { readonly distrust: Distrust }> {
  const follow = links === 'follow links' ? 0 : constants.O_NOFOLLOW;
  let file: Awaited<ReturnType<typeof open>>;
  try {
    // O_NONBLOCK: a pipe that nobody writes to must not hang the program.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | follow);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { distrust: 'missing' };
    return { distrust: code === 'ELOOP' ? 'link' : 'unreadable' };
  }
  try {
    const found = await file.stat();
    if (!found.isFile()) return { distrust: 'not a file' };
    if (found.uid !== process.getuid?.()) return { distrust: 'foreign' };
    if ((found.mode & 0o077) !== 0) return { distrust: 'readable by others' };
    if (found.size > maxBytes) return { distrust: 'unreadable' };
    return { bytes: await file.readFile() };
  } finally {
    await file.close();
  }
}
