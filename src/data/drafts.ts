import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { lstat, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Tells what a killed process left from what another one is making. */
export interface Processes {
  /** Twelve hexadecimal digits, which no other process has now. */
  readonly own: string;
  /** What became of the process of these digits; of one on another machine it is not known. */
  stateOf(digits: string): 'running' | 'over' | 'unknown';
}

/** Where something is made aside, before it is put in place: beside it, with who makes it. */
export function nameDraft(path: string, processes: Processes | undefined): string {
  const maker = processes?.own ?? '0'.repeat(12);
  return `${path}.new-${maker}-${randomBytes(6).toString('hex')}`;
}

/** What follows in the name of a draft: who made it, which older programs did not say, and any digits. */
const DRAFT = /^([0-9a-f]{12})(?:-[0-9a-f]{12})?(?:-wal|-shm|-journal)?$/;

/**
 * Clears away the drafts that runs that were killed have left beside a path.
 *
 * @param isLeft says of one whose maker is not known to be running whether it is such a draft
 */
export async function clearDrafts(
  path: string,
  processes: Processes | undefined,
  isLeft: (found: Stats, state: 'over' | 'unknown') => boolean,
): Promise<void> {
  const folder = dirname(path);
  const prefix = `${basename(path)}.new-`;
  // Where there is none, or it cannot be read, that is said when something is to be made there.
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(prefix)) continue;
    const [, maker] = DRAFT.exec(name.slice(prefix.length)) ?? [];
    const place = join(folder, name);
    const found = await lstat(place).catch(() => undefined);
    if (maker === undefined || found === undefined) continue;
    const state = processes?.stateOf(maker) ?? 'unknown';
    if (state === 'running' || !isLeft(found, state)) continue;
    // Somebody else's is left to them.
    await rm(place, { recursive: true, force: true }).catch(() => {});
  }
}
