import { mkdir, readdir, readFile, watch } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMessNow, runMess, runShell, startMess } from '../support/process.ts';
import { insertStudents, manyStudents } from '../support/records/students.ts';

/** A mess that takes its time to be packed, a folder with a backup of it, and how to make more. */
async function createNights() {
  const mess = await createMessNow();
  const names = manyStudents(20_000).map(({ id }) => ({ id, name: randomText(60) }));
  insertStudents(mess, names);
  const folder = join(mess.home, 'backups');
  await mkdir(folder);
  const args = ['db', 'backup', '--to', folder, '--keep', '1', '--yes'];
  expect(await runMess(mess.home, args)).toMatchObject({ code: 0 });
  const [first = ''] = await readdir(folder);
  const content = await readFile(join(folder, first));
  return {
    mess,
    folder,
    args,
    first,
    /** It is there as it was. */
    expectFirst: async () => {
      expect((await readFile(join(folder, first))).equals(content)).toBe(true);
    },
  };
}

/** Of little use to whoever packs it. */
function randomText(length: number): string {
  return Array.from({ length }, () => Math.floor(Math.random() * 36).toString(36)).join('');
}

test('a disk that gets full leaves the older ones', async () => {
  const { mess, folder, args, first, expectFirst } = await createNights();
  const full = await runShell(mess.home, `ulimit -f 300; mess ${args.join(' ')}`);
  expect(full).toMatchObject({ code: 1, stdout: '' });
  expect(full.stderr).toContain(`error: The answer could not be written to ${folder}/`);
  expect(await readdir(folder)).toEqual([first]);
  await expectFirst();
});

test('a program that is killed leaves the older ones, and nothing that looks like one', async () => {
  const { mess, folder, args, first, expectFirst } = await createNights();
  const changes = watch(folder);
  const { child, ended } = startMess(mess.home, args);
  for await (const { filename } of changes) {
    if (filename?.includes('.new-')) break;
  }
  child.kill('SIGKILL');
  expect((await ended).signal).toBe('SIGKILL');
  const [draft, ...others] = (await readdir(folder)).filter((name) => name !== first);
  expect([draft, others]).toEqual([expect.stringContaining('.backup.gz.new-'), []]);
  await expectFirst();

  expect(await runMess(mess.home, args)).toMatchObject({ code: 0 });
  expect((await readdir(folder)).filter((name) => name.endsWith('.gz'))).toHaveLength(1);
});
