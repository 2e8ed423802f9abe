import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { signInAs } from '../../support/records/month.ts';
import { createSummer } from './summer.ts';

async function pack(mess: TestMess): Promise<string> {
  const folder = join(mess.home, 'pack');
  const { code, stdout } = await mess('report', 'audit-pack', '2025-26', folder);
  expect([code, stdout]).toEqual([
    0,
    `Written to ${folder}. The check of the books found nothing.\n`,
  ]);
  return folder;
}

const FILES = [
  'README.txt',
  'SHA256SUMS',
  'bills.csv',
  'charges.csv',
  'dues.csv',
  'payments.csv',
  'purchases.csv',
  'record.csv',
  'shares.csv',
  'verification.json',
  'year.html',
  'year.journal',
  'year.json',
];

test('an auditor gets all of a year, whole by its checksums, and agreeing with what commands say', async () => {
  const mess = await createSummer();
  await mess.do('payment reverse 2025-26/0002 --reason "was of S003"');
  const folder = await pack(mess);
  expect((await readdir(folder)).sort()).toEqual(FILES);
  const check = spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder });
  expect([check.status, check.stdout.toString().match(/: OK$/gm)?.length]).toEqual([0, 12]);
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const csv = async (...words: string[]) => (await mess(...words, '--format', 'csv')).stdout;
  expect(await read('bills.csv')).toBe(await csv('bill', 'list', '--all'));
  expect(await read('dues.csv')).toBe(await csv('dues', 'list'));
  expect(JSON.parse(await read('year.json'))).toEqual(await mess.json('report', 'year', '2025-26'));
  const shares = (await read('shares.csv')).trimEnd().split('\n');
  expect(shares.filter((line) => line.startsWith('2025-05,'))).toHaveLength(4);
  expect(await read('payments.csv')).toMatch(/2025-26\/0002.*true/);
  const readMe = await read('README.txt');
  expect(readMe).toContain('nothing was found');
  for (const name of FILES) if (name !== 'README.txt') expect(readMe).toContain(name);
  expect([
    (await stat(folder)).mode & 0o777,
    (await stat(join(folder, 'dues.csv'))).mode & 0o777,
  ]).toEqual([0o700, 0o600]);
  const hledger = spawnSync('hledger', ['-f', join(folder, 'year.journal'), 'check', '--strict']);
  if (hledger.error === undefined) expect(hledger.stderr.toString()).toBe('');
});

test('only an owner has it, and nothing is left of one that is refused', async () => {
  const mess = await createSummer();
  const folder = join(mess.home, 'pack');
  await mkdir(folder);
  await writeFile(join(folder, 'mine'), 'precious');
  expect(await mess('report', 'audit-pack', '2025-26', folder)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('the folder is not empty'),
  });
  expect(await readdir(folder)).toEqual(['mine']);
  await signInAs(mess, 'manager');
  const other = join(mess.home, 'other');
  expect(await mess('report', 'audit-pack', '2025-26', other)).toMatchObject({ code: 5 });
  expect(existsSync(other)).toBe(false);
});

test('a mess without accounts has a pack too', async () => {
  const mess = await createMess();
  const folder = await pack(mess);
  expect((await readdir(folder)).sort()).toEqual(
    FILES.filter((name) => !['dues.csv', 'payments.csv', 'year.journal'].includes(name)),
  );
});
