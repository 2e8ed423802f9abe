import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { backUp, createVacancy, expectVacant } from '../../support/books/backup.ts';
import { createHome, createMess, type Result } from '../../support/mess.ts';
import { insertLarge, monthsBefore } from '../../support/records/large.ts';

const INTERRUPTED: Result = {
  code: 130,
  stdout: '',
  stderr: 'error: Interrupted. Nothing was changed.\n',
};

/**
 * Presses Ctrl-C in the middle of a command: it has begun long ago, and comes to rest now and then, as
 * it must to hear of it.
 */
async function interrupt(running: Promise<Result>): Promise<Result> {
  let looks = 0;
  await vi.waitFor(
    () => {
      if (process.listenerCount('SIGINT') === 0 || ++looks < 10) throw new Error('not yet');
    },
    { interval: 1, timeout: 60_000 },
  );
  process.emit('SIGINT');
  return running;
}

test('Ctrl-C ends backup, verify, restore and copy, and nothing is left', async () => {
  const mess = await createMess();
  insertLarge(mess, 10_000, monthsBefore(12));
  const text = await backUp(mess);
  const folder = await createHome();
  for (const name of ['a.backup', 'a.backup.gz']) {
    expect(await interrupt(mess('db', 'backup', join(folder, name)))).toEqual(INTERRUPTED);
    expect(await readdir(folder)).toEqual([]);
  }
  expect(await interrupt(mess('db', 'verify'))).toEqual(INTERRUPTED);

  const place = await createVacancy();
  const file = join(mess.home, 'a.backup');
  expect(await interrupt(place('db', 'restore', file))).toEqual(INTERRUPTED);
  await expectVacant(place);

  const other = await createVacancy();
  const copy = mess.with({ env: { MESS_HOME: mess.home } });
  const { database } = other;
  const options =
    database.kind === 'sqlite'
      ? ['--to', database.path]
      : ['--to', other.label, '--to-password-file', await mess.file('p', database.password, 0o600)];
  expect(await interrupt(copy('db', 'copy', ...options))).toEqual(INTERRUPTED);
  await expectVacant(other);

  // What was interrupted is done by the same command.
  await mess.do(`db copy ${options.join(' ')} --quiet`);
  expect((await other('status')).code).toBe(4);
  expect((await backUp(mess, 'again')) === text).toBe(true);
}, 120_000);
