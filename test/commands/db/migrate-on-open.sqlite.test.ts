import { spawnSync } from 'node:child_process';
import { chmod, chown, cp, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeOlder } from '../../support/books/older.ts';
import { readPinnedSchema, readRows, readSchema } from '../../support/books/schema.ts';
import { attachMess, createHome, createMess, type TestMess } from '../../support/mess.ts';
import { createMessNow, runMess, runShell } from '../../support/process.ts';
import { addMay } from '../../support/records/month.ts';
import { openFile } from '../../support/sqlite/file.ts';

const FIRST_PENDING = '012-bill-origin';

/** What the entries of before there was a chain are sealed with. */
const SEAL = {
  command: 'db migrate',
  actor_kind: 'database',
  after: expect.stringContaining('"entries":8,'),
};

const BILL = 'bill register --month 2025-05 --total 60000';

async function createOlder(): Promise<TestMess> {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(BILL);
  return makeOlder(mess);
}

function copyPath(mess: TestMess): string {
  return `${mess.databasePath}.before-${FIRST_PENDING}`;
}

function noteOf(mess: TestMess): string {
  return `The tables were brought up to date. A copy of before is ${copyPath(mess)}.\n`;
}

function contentOf(path: string) {
  const database = { kind: 'sqlite', path } as const;
  return { schema: readSchema(database), rows: readRows(database) };
}

test.each([
  ['student list', 0],
  ['student add S9 --name N --branch B --phone 9876543210', 0],
  ['bill show --month 2025-04', 3],
  ['whoami --output who.json', 0],
])('%s brings an older file up to date, and says where the copy is', async (line, code) => {
  const mess = await createOlder();
  const words = line.split(' ').map((word) => (word === 'who.json' ? join(mess.home, word) : word));
  const first = await mess(...words);
  expect(first.code).toBe(code);
  expect(first.stderr.startsWith(noteOf(mess))).toBe(true);
  expect(readSchema(mess.database)).toBe(readPinnedSchema());
  expect(await mess('bill', 'list')).toMatchObject({ code: 0, stderr: '' });
});

test('--quiet says nothing, and the copy is made all the same', async () => {
  const mess = await createOlder();
  expect(await mess('student', 'list', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await readdir(mess.home)).toContain('mess.db.before-012-bill-origin');
});

test('nothing is lost, and what is new is what an older mess had of it', async () => {
  const mess = await createOlder();
  const before = contentOf(mess.databasePath).rows;
  await mess.do('student list');
  const { knex_migrations: _, bills, ...after } = contentOf(mess.databasePath).rows;
  const { knex_migrations: __, bills: oldBills, sign_in_failures: ___, ...rest } = before;
  const { audit_entries: entries = [], ...others } = rest;
  expect(after).toMatchObject({ ...others, audit_entries: [...entries, SEAL] });
  const ofCharges = { charges_minor: null, lowered_minor: null, raised_minor: null };
  const added = { origin: 'computed', roll_as_of: null, ended_by: null, ...ofCharges };
  expect(bills).toEqual(oldBills?.map((bill) => ({ ...bill, ...added })));
  const more = Object.entries(after).filter(([name, rows]) => !(name in rest) && rows.length > 0);
  expect(more.map(([name]) => name)).toEqual(['audit_salts', 'purchase_heads']);
});

test('the copy is whole, of its user alone, and a mess that can be used', async () => {
  const mess = await createOlder();
  const before = contentOf(mess.databasePath);
  // What is in the log and not in the file yet belongs to it.
  const other = openFile(mess.databasePath);
  other.pragma('wal_autocheckpoint = 0');
  other.prepare("update students set name = 'In the log' where id = 'S004'").run();
  const written = contentOf(mess.databasePath);
  expect(written).not.toEqual(before);
  await mess.do('student list');
  other.close();

  expect((await readdir(mess.home)).filter((name) => name.startsWith('mess.db'))).toEqual([
    'mess.db',
    'mess.db.before-012-bill-origin',
  ]);
  expect((await stat(copyPath(mess))).mode & 0o777).toBe(0o600);
  expect(contentOf(copyPath(mess))).toEqual(written);
  const copy = openFile(copyPath(mess));
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(copy.pragma('foreign_key_check')).toEqual([]);
  copy.close();

  const again = attachMess(await createHome());
  await cp(copyPath(mess), again.databasePath);
  const status = await again('db', 'status', '--json');
  expect(JSON.parse(status.stdout)).toMatchObject({ state: 'pending' });
  await cp(mess.sessionPath, again.sessionPath);
  again.now = mess.now;
  expect((await again('student', 'list')).stderr).toBe(noteOf(again));
});

test('a copy of an earlier time, and what a killed run left of one, is replaced', async () => {
  const mess = await createOlder();
  const before = contentOf(mess.databasePath);
  await writeFile(copyPath(mess), 'what was there before');
  await writeFile(`${copyPath(mess)}.new`, 'half a copy', { mode: 0o644 });
  await writeFile(`${copyPath(mess)}.new-journal`, 'and its journal');
  expect((await mess('student', 'list')).stderr).toBe(noteOf(mess));
  expect(contentOf(copyPath(mess))).toEqual(before);
  expect((await stat(copyPath(mess))).mode & 0o777).toBe(0o600);
  expect((await readdir(mess.home)).filter((name) => name.includes('.new'))).toEqual([]);
});

test('where no copy can be made nothing is changed', async () => {
  const mess = await createOlder();
  const before = contentOf(mess.databasePath);
  await mkdir(copyPath(mess));
  const files = await readdir(mess.home);
  for (const args of [
    ['student', 'list'],
    ['db', 'migrate'],
  ]) {
    expect(await mess(...args)).toEqual({
      code: 9,
      stdout: '',
      stderr: `error: The tables of ${mess.databasePath} are to be brought up to date, but no copy can be made beside it: it is a folder.\n`,
    });
  }
  expect(contentOf(mess.databasePath)).toEqual(before);
  expect(await readdir(mess.home)).toEqual(files);
});

const NOBODY = 65_534;

test('in a folder that may not be written to nothing is changed', async (ctx) => {
  const isRoot = process.getuid?.() === 0;
  const asNobody = `setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups`;
  const probe = spawnSync('sh', ['-c', `${asNobody} '${process.execPath}' --version`]);
  if (isRoot && probe.status !== 0) ctx.skip('root may write everywhere, and cannot become nobody');
  const mess = await createOlder();
  const before = contentOf(mess.databasePath);
  if (isRoot) await chown(mess.databasePath, NOBODY, NOBODY);
  await chmod(mess.home, 0o555);
  const files = await readdir(mess.home);
  const program = `'${process.execPath}' '${join(process.cwd(), 'bin', 'mess.js')}'`;
  for (const command of ['db migrate', 'student list']) {
    const ended = await runShell(mess.home, `${isRoot ? asNobody : ''} ${program} ${command}`);
    expect(ended).toMatchObject({ code: 9, stdout: '' });
    expect(ended.stderr).toMatch(/^error: .*mess\.db.* (written|opened|copy).*\nhint: .*\n$/);
  }
  await chmod(mess.home, 0o755);
  expect(await readdir(mess.home)).toEqual(files);
  expect(contentOf(mess.databasePath)).toEqual(before);
});

test('six processes that open it at once all work, and it is migrated once', async () => {
  const mess = await createMessNow();
  await addMay(mess);
  await mess.do(BILL);
  await makeOlder(mess);
  const before = contentOf(mess.databasePath);
  const results = await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      index % 2 === 0
        ? runMess(mess.home, ['bill', 'show', '--month', '2025-05'])
        : runMess(mess.home, `attendance record S001 --month 2024-0${index} --days 9`.split(' ')),
    ),
  );
  expect(results.map(({ code }) => code)).toEqual(Array(6).fill(0));
  const told = results.map(({ stderr }) => stderr).filter((text) => text !== '');
  expect(told).toEqual([noteOf(mess)]);
  const notes = mess.rows(`select name from knex_migrations where name = '${FIRST_PENDING}'`);
  expect(notes).toHaveLength(1);
  expect(readSchema(mess.database)).toBe(readPinnedSchema());
  expect(mess.rows('select month from attendance order by 1').slice(0, 3)).toEqual([
    { month: '2024-01' },
    { month: '2024-03' },
    { month: '2024-05' },
  ]);
  expect(contentOf(copyPath(mess))).toEqual(before);
});
