import { mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';

const DISK = '/dev/shm';

/** More than the files of a run ever take up. */
const ROOM_BYTES = 3 * 1024 ** 3;

/** What the folders of runs are called; the number of the process of the run follows. */
const PREFIX = 'mess-tests-';

/**
 * Lets the folder for temporary files of this process, and of those it starts, stand in memory where
 * there is room: no test is about a real disk, and half of what a file costs is the disk. Gone when
 * this process ends; what a killed run left is removed by the next.
 */
export function useMemoryDisk(): void {
  if (!hasRoom()) return;
  for (const name of readdirSync(DISK)) {
    const [, pid] = name.split(PREFIX);
    if (name.startsWith(PREFIX) && !isRunning(Number(pid))) remove(`${DISK}/${name}`);
  }
  const folder = `${DISK}/${PREFIX}${process.pid}`;
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder;
  process.once('exit', () => remove(folder));
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(DISK);
    return bavail * bsize >= ROOM_BYTES;
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Of somebody else, or no number at all: not ours to remove.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch {
    // A killed sweep may have left a small disk mounted in it: no reason not to run.
  }
}
