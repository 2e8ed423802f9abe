import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { backUp, takeApart } from '../../support/books/backup.ts';
import { attachMess, createHome, createMess, type TestMess } from '../../support/mess.ts';
import { headIn } from '../../support/records/audit.ts';
import { addMay } from '../../support/records/month.ts';
import { createCron } from '../../support/records/service-token.ts';
import { HOUR_MS, passMs } from '../../support/records/sign-in.ts';

const DAY_MS = 24 * HOUR_MS;

/** What tells this mess from any other: the beginning of its first operation. */
function originOf(mess: TestMess): string {
  const sql = 'select operation_id as id from audit_entries where sequence = 1';
  return mess.rows<{ id: string }>(sql)[0]?.id.slice(0, 8) ?? '';
}

/** A mess with a token that makes backups, and an empty folder for them. */
async function createNights() {
  const mess = await createMess();
  const nights = await createCron(mess, '--may', 'backup');
  const folder = join(mess.home, 'backups');
  await mkdir(folder);
  const origin = originOf(mess);
  return {
    mess,
    nights,
    folder,
    list: async () => (await readdir(folder)).sort(),
    nameOf: (date: string) => `ganga-mess-${origin}-${date}T063000Z.backup.gz`,
  };
}

test('each is named by mess and moment; the newest are kept, and nothing else is touched', async () => {
  const { mess, nights, folder, list, nameOf } = await createNights();
  const first = await nights(`db backup --to ${folder}`);
  expect(first).toEqual({
    code: 0,
    stdout: `Written to ${join(folder, nameOf('2025-06-01'))}: 0 students, 0 figures of attendance, 0 bills, 3 changes recorded.\n${headIn(mess)}`,
    stderr: '',
  });
  expect(await list()).toEqual([nameOf('2025-06-01')]);

  const foreign = [
    'notes.txt',
    'ganga-mess-2025-05-01.backup.gz',
    'ganga-mess-0f0f0f0f-2020-01-01T000000Z.backup.gz',
    `${nameOf('2020-01-01')}.old`,
    nameOf('2020-01-01').replace('.gz', ''),
  ];
  for (const name of foreign) await writeFile(join(folder, name), 'precious');
  await mkdir(join(folder, nameOf('2020-01-02')));
  await symlink('notes.txt', join(folder, nameOf('2020-01-03')));
  const kept = [...foreign, nameOf('2020-01-02'), nameOf('2020-01-03')];

  passMs(mess, DAY_MS);
  expect((await nights(`db backup --to ${folder} --keep 3 --quiet`)).stdout).toBe('');
  passMs(mess, DAY_MS);
  await nights(`db backup --to ${folder} --keep 3 --quiet`);
  const before = [nameOf('2025-06-01'), nameOf('2025-06-02'), nameOf('2025-06-03')];
  expect(await list()).toEqual([...kept, ...before].sort());
  passMs(mess, DAY_MS);
  // Those that it made under another name stay: a copy put by under a name of its own looks just so.
  await mess.do(`admin login warden --password-file ${await password(mess)}`);
  await mess.do('settings --name "गंगा / 2"');
  const fourth = await nights.json<{ file: string; removed: string[] }>(
    `db backup --to ${folder} --keep 2`,
  );
  const name = nameOf('2025-06-04').replace('ganga-mess', 'गंगा-2');
  expect([fourth.file, fourth.removed]).toEqual([join(folder, name), []]);
  expect(await list()).toEqual([...kept, ...before, name].sort());

  passMs(mess, DAY_MS);
  const said = await nights(`db backup --to ${folder} --keep 1`);
  expect(said.stdout).toContain('recorded.\nRemoved 1 older backup.\n');
});

function password(mess: TestMess): Promise<string> {
  return mess.file('password', 'correct horse battery', 0o600);
}

test('is the same text as any other backup, and one can make a mess of it', async () => {
  const { mess, nights, folder, list } = await createNights();
  await addMay(mess);
  await mess.do(
    'bill register --month 2025-05 --total 60000 --quiet',
    'bill revise --month 2025-05 --total 61000 --reason more --yes --quiet',
  );
  const told = await nights(`db backup --to ${folder}`);
  // Two revisions are one bill.
  expect(told.stdout).toContain(' 4 figures of attendance, 1 bill, ');
  const [name = ''] = await list();
  const text = gunzipSync(await readFile(join(folder, name))).toString();
  takeApart(text);
  expect(await backUp(mess)).toBe(text);
});

test('what is of a moment to come is not removed, and takes no place of what is kept', async () => {
  const { mess, nights, folder, list, nameOf } = await createNights();
  for (const day of [1, 1, 1]) {
    await nights(`db backup --to ${folder} --quiet`);
    passMs(mess, day * DAY_MS);
  }
  passMs(mess, -13 * DAY_MS);
  const { code } = await nights(`db backup --to ${folder} --keep 2 --quiet`);
  expect(code).toBe(0);
  // The clock was put back; another time such a file is of one that was ahead, and would be kept for ever.
  const ahead = ['2025-06-01', '2025-06-02', '2025-06-03'].map(nameOf);
  expect(await list()).toEqual([nameOf('2025-05-22'), ...ahead]);
});

test('what a killed run left of one goes after a day, and not before', async () => {
  const { mess, nights, folder, list, nameOf } = await createNights();
  const drafts = ['2025-05-30', '2025-06-01'].map((date) => `${nameOf(date)}.new-0123456789ab`);
  for (const name of drafts) await writeFile(join(folder, name), 'half');
  passMs(mess, HOUR_MS);
  await nights(`db backup --to ${folder} --keep 5 --quiet`);
  expect(await list()).toEqual(
    [nameOf('2025-06-01').replace('T063000Z', 'T073000Z'), drafts[1]].sort(),
  );
});

test('what cannot be is refused, and the older ones stay', async () => {
  const { nights, folder, list, nameOf } = await createNights();
  await nights(`db backup --to ${folder} --quiet`);
  const there = nameOf('2025-06-01');
  for (const [line, code, said] of [
    ['db backup', 2, 'The file is missing.'],
    [`db backup a.backup --to ${folder}`, 2, 'FILE and --to exclude each other.'],
    ['db backup a.backup --keep 3', 2, '--keep is for a folder of backups.'],
    [`db backup --to ${folder} --keep 0`, 2, '--keep: not a number of backups, 1 to 10000 (0)'],
    [`db backup --to ${folder} --keep x`, 2, '--keep: not a number of backups'],
    [
      `db backup --to ${folder}/none --keep 1`,
      2,
      `there is no folder ${folder}/none.\nhint: make it first: mkdir -p ${folder}/none\n`,
    ],
    [
      `db backup --to ${join(folder, there)}`,
      2,
      `there is no folder ${join(folder, there)}.\nhint: it is a file: name a folder\n`,
    ],
  ] as const) {
    const result = await nights(line);
    expect([line, result.code]).toEqual([line, code]);
    expect(result.stderr).toContain(said);
  }
  expect(await list()).toEqual([there]);
});

test('several within a second have names of their own, and go in their order', async () => {
  const { nights, folder, list, nameOf } = await createNights();
  const nth = (n: number) => nameOf('2025-06-01').replace('Z.', `Z-${n}.`);
  const foreign = [nth(1), nameOf('2025-06-01').replace('Z.', 'Z-02.')];
  for (const name of foreign) await writeFile(join(folder, name), 'precious');
  for (let n = 1; n <= 10; n++) {
    const { file } = await nights.json<{ file: string }>(`db backup --to ${folder}`);
    expect(file).toBe(join(folder, n === 1 ? nameOf('2025-06-01') : nth(n)));
  }
  const { removed } = await nights.json<{ removed: string[] }>(`db backup --to ${folder} --keep 3`);
  expect(removed).toEqual([nameOf('2025-06-01'), ...[2, 3, 4, 5, 6, 7, 8].map(nth)]);
  expect(await list()).toEqual([...foreign, nth(9), nth(10), nth(11)].sort());
});

test('two at once are two', async () => {
  const { nights, folder, list, nameOf } = await createNights();
  const both = await Promise.all([1, 2].map(() => nights(`db backup --to ${folder} --quiet`)));
  expect(both.map(({ code, stderr }) => [code, stderr])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect(await list()).toEqual(
    [nameOf('2025-06-01'), nameOf('2025-06-01').replace('Z.', 'Z-2.')].sort(),
  );
});

test('status says when the last one was made, of this database', async () => {
  const { mess, nights, folder } = await createNights();
  const line = async (of = mess) => /^Backup .*$/m.exec((await of('status')).stdout)?.[0];
  const login = async (of = mess) =>
    of.do(`admin login warden --password-file ${await password(of)}`);
  expect(await line()).toBe('Backup     none yet');
  expect(await mess.json('status')).toMatchObject({ lastBackupAt: null });
  await nights(`db backup --to ${folder} --quiet`);
  expect(await line()).toBe('Backup     2025-06-01 12:00 (today)');
  passMs(mess, DAY_MS);
  await login();
  expect(await line()).toBe('Backup     2025-06-01 12:00 (yesterday)');
  // A device keeps nothing.
  await mess.do('db backup /dev/null --yes');
  expect(await line()).toBe('Backup     2025-06-01 12:00 (yesterday)');
  await mess.do(`db backup ${join(mess.home, 'a.backup')}`);
  expect(await mess.json('status')).toMatchObject({ lastBackupAt: '2025-06-02T06:30:00.000Z' });
  passMs(mess, 20 * DAY_MS);
  await login();
  expect(await line()).toBe('Backup     2025-06-02 12:00 (20 days ago)');
  const csv = await mess('status', '--format', 'csv');
  expect(csv.stdout).toMatch(/,last_backup_at,owed,.*\n.*,2025-06-02T06:30:00\.000Z,,/);

  // What is made of a backup has none itself.
  const other = attachMess(await createHome());
  other.now = mess.now;
  await other.do(`db restore ${join(mess.home, 'a.backup')} --db ${other.databasePath}`);
  await login(other);
  expect(await line(other)).toBe('Backup     none yet');
});
