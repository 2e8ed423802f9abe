import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { holdWriteLock, waitForFiles } from '../support/books/lock.ts';
import { createMessNow, runMess, startMess } from '../support/process.ts';
import { addFourStudents, addMay, MAY_CSV } from '../support/records/month.ts';

const PROCESSES = inject('isFull') ? 12 : 6;

test('processes register one month at once: one wins, the others are told, the shares are there once', async () => {
  const mess = await createMessNow();
  await addMay(mess);
  const results = await Promise.all(
    Array.from({ length: PROCESSES }, (_, index) =>
      runMess(mess.home, ['bill', 'register', '--month', '2025-05', '--total', `${60000 + index}`]),
    ),
  );
  const codes = results.map(({ code }) => code).sort((a, b) => a - b);
  expect(codes).toEqual([0, ...Array(PROCESSES - 1).fill(8)]);
  const [bill] = mess.rows<{ total_minor: number }>('select total_minor from bills');
  const [sum] = mess.rows<{ count: number; amount: number }>(
    'select count(*) as count, sum(amount_minor) as amount from shares',
  );
  expect(sum).toEqual({ count: 4, amount: bill?.total_minor });
  const registered = "select count(*) as n from audit_entries where command = 'bill register'";
  expect(mess.rows(registered)).toEqual([{ n: 1 }]);
});

test('processes that record at once lose nothing', async () => {
  const mess = await createMessNow();
  await addFourStudents(mess);
  const months = Array.from(
    { length: PROCESSES },
    (_, i) => `2024-${String(i + 1).padStart(2, '0')}`,
  );
  const results = await Promise.all(
    months.map((month, index) =>
      runMess(mess.home, ['attendance', 'record', 'S001', '--month', month, '--days', `${index}`]),
    ),
  );
  expect(results.map(({ code }) => code)).toEqual(Array(PROCESSES).fill(0));
  expect(
    mess.rows('select month, days_hundredths / 100 as days from attendance order by 1'),
  ).toEqual(months.map((month, days) => ({ month, days })));
});

test('processes that add students and record attendance at once: what was acknowledged is there', async () => {
  const mess = await createMessNow();
  await addFourStudents(mess);
  const added = Array.from({ length: PROCESSES / 2 }, (_, index) => `N${index}`);
  const recorded = Array.from({ length: PROCESSES / 2 }, (_, index) => `2024-0${index + 1}`);
  const results = await Promise.all([
    ...added.map((id, index) =>
      runMess(
        mess.home,
        `student add ${id} --name ${id} --branch CSE --phone 987654330${index}`.split(' '),
      ),
    ),
    ...recorded.map((month) =>
      runMess(mess.home, `attendance record S002 --month ${month} --days 7.5`.split(' ')),
    ),
  ]);
  expect(results.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    Array(PROCESSES).fill({ code: 0, stderr: '' }),
  );
  expect(mess.rows("select id from students where id like 'N%' order by 1")).toEqual(
    added.map((id) => ({ id })),
  );
  expect(mess.rows('select month, days_hundredths as days from attendance order by 1')).toEqual(
    recorded.map((month) => ({ month, days: 750 })),
  );
  // Each change with its entry, and none left out in between.
  const entries = mess.rows<{ sequence: number }>('select sequence from audit_entries order by 1');
  expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => index + 1));
  const counts = mess.rows(
    `select command, count(*) as n from audit_entries
     where command in ('student add', 'attendance record') group by 1 order by 1`,
  );
  expect(counts).toEqual([
    { command: 'attendance record', n: recorded.length },
    { command: 'student add', n: added.length + 4 },
  ]);
});

test('Ctrl-C ends an import that waits for another writer, who goes on: 130', async () => {
  const mess = await createMessNow();
  await addFourStudents(mess);
  const file = await mess.file('may.csv', MAY_CSV);
  const rejects = join(mess.home, 'rejects.csv');
  holdWriteLock(mess);
  const { child, ended } = startMess(mess.home, [
    'attendance',
    'import',
    file,
    '--rejects',
    rejects,
  ]);
  await waitForFiles([rejects]);
  const pressed = performance.now();
  child.kill('SIGINT');
  expect(await ended).toEqual({
    code: 130,
    signal: null,
    stdout: '',
    stderr: 'error: Interrupted. Nothing was changed.\n',
  });
  // Otherwise it waits for half a minute.
  expect(performance.now() - pressed).toBeLessThan(15_000);
  expect(mess.rows('select * from attendance')).toEqual([]);
  expect(mess.rows('select * from imports')).toEqual([]);
});
