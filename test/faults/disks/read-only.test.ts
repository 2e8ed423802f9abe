import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { openFile } from '../../support/sqlite/file.ts';
import { type ChildOptions, runChild } from '../child.ts';
import { attendanceCsv, fillHome, recordAttendance, STUDENTS } from '../prepare.ts';

const NOBODY = 65534;

/** Runs a command as somebody who owns nothing but the session. */
const AS_NOBODY: ChildOptions = {
  under: ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'],
};

const READS = [
  ['status'],
  ['student', 'list'],
  ['attendance', 'show', '--month', '2025-05'],
  ['expenses', 'show', 'S001'],
  ['db', 'verify'],
  ['db', 'backup', '../copy.backup', '--yes'],
];

/** They would ask something, and need not. */
const CHANGES = [
  ['student', 'add', 'S999', '--name', 'A', '--branch', 'B', '--phone', '9876500000'],
  ['student', 'remove', 'S001'],
  ['student', 'login', 'S001'],
  ['admin', 'login', 'warden'],
  ['admin', 'recover', 'warden'],
  ['attendance', 'import', 'none.csv'],
  ['bill', 'register', '--month', '2025-05', '--total', '1000'],
];

/** A home in a folder where anybody may write; all gone when the test is over. */
async function makeHome(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'mess-faults-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  chmodSync(folder, 0o777);
  const home = join(folder, 'home');
  mkdirSync(home);
  await fillHome(home);
  await recordAttendance(home, attendanceCsv(STUDENTS));
  return home;
}

/** What is beside the database, and what a reader left of it elsewhere. */
function filesNow(home: string): readonly string[] {
  return [
    ...readdirSync(home).filter((name) => name.startsWith('mess.db')),
    ...readdirSync(tmpdir()).filter((name) => name.startsWith('mess-read-')),
  ];
}

async function expectReadOnly(home: string, why: string, options: ChildOptions): Promise<void> {
  const files = filesNow(home);
  const path = join(home, 'mess.db');
  for (const args of READS) {
    const { code, stderr } = await runChild(home, args, options);
    expect({ code, stderr }, args.join(' ')).toEqual({ code: 0, stderr: '' });
  }
  for (const args of CHANGES) {
    const { code, stdout, stderr } = await runChild(home, args, options);
    expect({ code, stdout }, args.join(' ')).toEqual({ code: 9, stdout: '' });
    expect(stderr.split('\n')[0]).toBe(
      `error: ${path} can only be read, since ${why}. Nothing was changed.`,
    );
  }
  expect(filesNow(home)).toEqual(files);
}

/** Gives a home to nobody, who may read all of it. */
async function forNobody(ctx: TestContext): Promise<string> {
  if (process.getuid?.() !== 0) ctx.skip('only root can run a command as somebody else');
  const home = await makeHome();
  chmodSync(home, 0o755);
  chmodSync(join(home, 'mess.db'), 0o644);
  chownSync(join(home, 'session.json'), NOBODY, NOBODY);
  const { code } = await runChild(home, ['--version'], AS_NOBODY);
  if (code !== 0) ctx.skip('somebody else cannot run the program where it is');
  return home;
}

test('who may only read the file and its folder', async (ctx) => {
  const home = await forNobody(ctx);
  await expectReadOnly(home, 'the file cannot be written to: permission is denied', AS_NOBODY);
});

test('who may write to the file, but not in its folder', async (ctx) => {
  const home = await forNobody(ctx);
  chownSync(join(home, 'mess.db'), NOBODY, NOBODY);
  const why = `its folder ${home} cannot be written to: permission is denied`;
  await expectReadOnly(home, why, AS_NOBODY);
});

test('who may only read the file leaves nothing that is in the way of its owner', async (ctx) => {
  const home = await forNobody(ctx);
  chmodSync(home, 0o777);
  await expectReadOnly(home, 'the file cannot be written to: permission is denied', AS_NOBODY);
});

test('what was stored last is read from the log that somebody left', async (ctx) => {
  const home = await forNobody(ctx);
  const path = join(home, 'mess.db');
  const db = openFile(path);
  db.prepare("update students set name = 'Last Of All' where id = 'S001'").run();
  // As they are while it is open: whoever closes it moves the log into the file.
  for (const suffix of ['', '-wal']) cpSync(path + suffix, `${path}.kept${suffix}`);
  db.close();
  for (const suffix of ['', '-wal']) renameSync(`${path}.kept${suffix}`, path + suffix);
  for (const suffix of ['', '-wal']) chmodSync(path + suffix, 0o644);
  const { stdout } = await runChild(home, ['student', 'list'], AS_NOBODY);
  expect(stdout).toContain('Last Of All');
  expect(existsSync(`${path}-shm`)).toBe(false);
});

test('a disk that is read-only', async (ctx) => {
  const home = await makeHome();
  const mount = (...args: string[]) => spawnSync('mount', args).status === 0;
  if (!mount('--bind', home, home)) ctx.skip('nothing can be mounted here');
  onTestFinished(() => {
    // Before its folder is removed.
    spawnSync('umount', [home]);
  });
  expect(mount('-o', 'remount,bind,ro', home)).toBe(true);
  await expectReadOnly(home, 'the file cannot be written to: the disk is read-only', {});
});
