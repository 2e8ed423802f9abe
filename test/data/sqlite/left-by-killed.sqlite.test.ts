import { spawnSync } from 'node:child_process';
import { readdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { processes } from '../../../src/cli/context/processes.ts';
import { backUp } from '../../support/books/backup.ts';
import { attachMess, createHome, createMess } from '../../support/mess.ts';

const RANDOM = '0123456789ab';

const LONG_AGO = new Date(Date.now() - 60 * 60_000);

/** The digits of a process of this machine that is over. */
function digitsOfEnded(): string {
  const { pid } = spawnSync(process.execPath, ['--version']);
  return processes.own.slice(0, 6) + pid.toString(16).padStart(6, '0');
}

test('what is surely left by a killed run is cleared away, and nothing else', async () => {
  const ended = digitsOfEnded();
  expect([processes.stateOf(ended), processes.stateOf(processes.own)]).toEqual(['over', 'running']);
  const elsewhere = 'f0f0f0f0f0f0';
  const gone = [
    ...['', '-wal', '-shm', '-journal'].map((suffix) => `mess.db.new-${ended}-${RANDOM}${suffix}`),
    `mess.db.new-${elsewhere}-${RANDOM}`,
    // As older programs called them.
    `mess.db.new-${RANDOM}`,
  ];
  const young = [
    `mess.db.new-${elsewhere}-00112233aabb`,
    'mess.db.new-00112233aabb',
    `mess.db.new-${processes.own}-00112233aabb`,
  ];
  const others = [
    `mess.db.new-${processes.own}-${RANDOM}`,
    `mess.db.new-${ended}`.slice(0, -1),
    `mess.db.new-${ended}-${RANDOM}.keep`,
    `other.db.new-${ended}-${RANDOM}`,
    'mess.db.new-of-mine',
  ];
  const file = join(await createHome(), 'a.backup');
  await writeFile(file, await backUp(await createMess()));
  const home = await createHome();
  for (const name of [...gone, ...young, ...others]) await writeFile(join(home, name), '');
  for (const name of [...gone.slice(4), ...others])
    await utimes(join(home, name), LONG_AGO, LONG_AGO);
  const link = `mess.db.new-${ended}-aaaaaaaaaaaa`;
  await symlink(file, join(home, link));
  const mess = attachMess(home);
  const stay = [...young, ...others, link].sort();
  expect(await mess('db', 'restore', join(home, 'none'))).toMatchObject({ code: 3 });
  expect((await readdir(home)).sort()).toEqual(stay);
  expect(await mess('db', 'restore', file)).toMatchObject({ code: 0 });
  // Also where there is a mess by now: who was killed may have put it in place.
  await writeFile(join(home, gone[0] ?? ''), '');
  expect(await mess('db', 'restore', file)).toMatchObject({ code: 8 });
  expect((await readdir(home)).sort()).toEqual(['mess.db', ...stay].sort());
});
