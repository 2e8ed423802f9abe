import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from '../../data/disk.ts';
import type { BackupSeries } from '../../domain/upkeep/backup-name.ts';
import { FailureError, systemErrorReason } from '../../errors.ts';

/**
 * Removes the older backups of a series beside the newest, and what runs that were killed have left of
 * one. Files of any other name stay, and so do links and folders.
 *
 * @param newest its path; it stays, whatever its name says: the clock may have been put back
 * @param keep how many stay, with it
 * @returns the names of the backups that were removed, the oldest first
 * @throws FailureError one cannot be removed
 */
export async function removeOlder(
  newest: string,
  series: BackupSeries,
  keep: number,
): Promise<string[]> {
  const folder = dirname(newest);
  try {
    const found = (await readdir(folder, { withFileTypes: true })).flatMap((entry) => {
      const read = series.read(entry.name);
      return read === undefined || !entry.isFile() ? [] : [{ name: entry.name, ...read }];
    });
    const finished = found
      .filter(({ name, state }) => state === 'finished' && name !== basename(newest))
      .sort((a, b) => (a.moment < b.moment ? -1 : 1));
    const older = finished.slice(0, Math.max(0, finished.length - (keep - 1)));
    const abandoned = found.filter(({ state }) => state === 'abandoned');
    for (const { name } of [...abandoned, ...older]) await rm(join(folder, name), { force: true });
    await syncFolder(folder);
    return older.map(({ name }) => name);
  } catch (error) {
    const reason = systemErrorReason(error);
    if (reason === undefined) throw error;
    throw new FailureError(
      'backups_not_removed',
      `The backup is written, but older ones in ${folder} could not be removed: ${reason}.`,
      { cause: error },
    );
  }
}
