import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { blocksOf } from './serve-page.ts';

const run = promisify(execFile);

test('systemd knows every line of the unit', async (ctx) => {
  const isThere = await run('systemd-analyze', ['--version']).then(
    () => true,
    () => false,
  );
  if (!isThere) ctx.skip('systemd is not installed');
  const [unit = '', ...others] = await blocksOf('ini');
  expect(others).toEqual([]);
  const folder = await mkdtemp(join(tmpdir(), 'mess-unit-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const verify = async (text: string) => {
    const path = join(folder, 'mess.service');
    await writeFile(path, text.replace('/usr/local/bin/mess', resolve('bin/mess.js')));
    // It prints what it does not know, and ends with 0 all the same.
    return run('systemd-analyze', ['verify', '--man=no', path]).then(
      ({ stdout, stderr }) => stdout + stderr,
      ({ stdout, stderr }) => stdout + stderr,
    );
  };
  const own = (said: string) => said.split('\n').filter((line) => line.includes('mess.service'));
  expect(own(await verify(unit))).toEqual([]);
  expect(own(await verify(unit.replace('PrivateTmp=', 'PrivatTmp=')))).toHaveLength(1);
});
