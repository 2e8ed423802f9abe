import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { removeOlder } from '../../../src/cli/files/older-backups.ts';
import { backupSeries } from '../../../src/domain/upkeep/backup-name.ts';
import { openMess } from '../../../src/operations/mess/open.ts';
import { backUp } from '../../../src/operations/upkeep/backup.ts';
import { getStatus } from '../../../src/operations/upkeep/status.ts';
import { linesOf, sealAll } from '../../support/books/backup.ts';
import { createMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';
import { START } from '../../support/template.ts';

const OWNER = {
  kind: 'admin',
  id: 'warden',
  role: 'owner',
  expiresAt: START.toISOString(),
  tokenHash: '',
} as const;

/** What a disk may make of a text, and what nobody would see who did not know what was written. */
const DAMAGES: Readonly<Record<string, (text: string) => string>> = {
  'its end is lost': (text) => text.slice(0, -40),
  'all of it is lost': () => '',
  'a letter is another': (text) => text.replace('Asha', 'Asho'),
  'a letter is another, and it adds up': (text) => sealAll(linesOf(text.replace('Asha', 'Asho'))),
  'a row is gone, and it adds up': (text) =>
    sealAll(linesOf(text).filter((line) => !line.includes('Asha Rao","'))),
};

test.each(Object.entries(DAMAGES))('is not taken for good where %s', async (_, damage) => {
  const created = await createMess();
  await addMay(created);
  const { mess } = await openMess({ kind: 'sqlite', path: created.databasePath }, () => START);
  onTestFinished(() => mess.db.destroy());
  const writeWith = (change: (text: string) => string, isPacked: boolean) =>
    backUp(
      mess,
      OWNER,
      async (pieces, check) => {
        let text = '';
        for await (const piece of pieces) text += piece;
        const file = join(created.home, 'draft');
        await writeFile(file, isPacked ? gzipSync(change(text)) : change(text));
        await check(file, isPacked);
      },
      () => {},
    );
  const lastBackupAt = async () => (await getStatus(mess, OWNER)).lastBackupAt;
  for (const isPacked of [false, true]) {
    await expect(writeWith(damage, isPacked)).rejects.toMatchObject({
      reason: 'backup_unreadable',
      message: 'The backup cannot be read back as it was written, so nothing of it was kept.',
    });
    expect(await lastBackupAt()).toBe(null);
  }
  await writeWith((text) => text, true);
  expect(await lastBackupAt()).toBe(START.toISOString());
});

test('older ones that cannot be removed are said', async () => {
  const { home } = await createMess();
  const series = backupSeries('Mess', '0f0f0f0f', START);
  const folder = join(home, 'gone');
  await expect(removeOlder(join(folder, series.name(1)), series, 2)).rejects.toMatchObject({
    reason: 'backups_not_removed',
    message: `The backup is written, but older ones in ${folder} could not be removed: there is no such file or folder.`,
  });
});
