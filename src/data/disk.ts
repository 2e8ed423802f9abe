import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Waits until what a file holds is on the disk. */
export async function syncFile(path: string): Promise<void> {
  // Windows lets only who may write flush.
  await sync(path, 'r+');
}

/**
 * Waits until a folder's list of files is on the disk, where the system lets folders be flushed: Windows
 * and some network disks do not, and keep it themselves.
 */
export async function syncFolder(path: string): Promise<void> {
  try {
    await sync(path, 'r');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (!['EPERM', 'EISDIR', 'EINVAL'].includes(String(code))) throw error;
  }
}

/** @returns undefined for a device, a pipe and what is larger than so many bytes */
export async function readPlainFile(path: string, maxBytes: number): Promise<string | undefined> {
  // A pipe that nobody writes to must not hang the program.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    // A folder is read as one, so that the system says what it is.
    if (!found.isDirectory() && (!found.isFile() || found.size > maxBytes)) return undefined;
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

async function sync(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
