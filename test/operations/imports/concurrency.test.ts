import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holdWriteLock, waitForFiles } from '../../support/books/lock.ts';
import type { TestMess } from '../../support/mess.ts';
import { createMessNow, type ProcessResult, runMess, startMess } from '../../support/process.ts';
import { addFourStudents, MAY_CSV } from '../../support/records/month.ts';
import { insertStudents, manyStudents } from '../../support/records/students.ts';

const COUNT = 200;
const IDS = manyStudents(COUNT).map(({ id }) => id);

function monthlyCsv(ids: readonly string[], days = 20): string {
  const rows = ids.map((id) => `${id},2025-05,${days}`);
  return ['student_id,month,days_present', ...rows, ''].join('\n');
}

async function createWithRoll(): Promise<TestMess> {
  const mess = await createMessNow();
  insertStudents(mess, manyStudents(COUNT));
  return mess;
}

/**
 * Starts imports of these files while another writer is at work, lets that one finish when all of
 * them have read and checked their file, and waits for their ends.
 */
async function importTogether(
  mess: TestMess,
  noun: 'attendance' | 'student',
  files: readonly string[],
  meanwhile: (writer: ReturnType<typeof holdWriteLock>) => void = () => {},
): Promise<ProcessResult[]> {
  const writer = holdWriteLock(mess);
  const rejects = files.map((_, index) => join(mess.home, `rejects-${index}.csv`));
  const started = files.map((file, index) =>
    startMess(mess.home, [noun, 'import', file, '--rejects', rejects[index] ?? '']),
  );
  await waitForFiles(rejects);
  meanwhile(writer);
  writer.commit();
  return Promise.all(started.map(({ ended }) => ended));
}

const entries = (mess: TestMess, command: string) =>
  mess.rows(`select sequence from audit_entries where command = '${command}'`).length;

const count = (mess: TestMess, table: string) => mess.rows(`select 1 from ${table}`).length;

test('six processes import one file: it is taken once, and the others are told', async () => {
  const mess = await createWithRoll();
  const file = await mess.file('may.csv', monthlyCsv(IDS));
  const results = await importTogether(mess, 'attendance', Array(6).fill(file));
  const taken = results.filter(({ stdout }) => stdout.includes('200 new'));
  const told = results.filter(({ stdout }) => stdout.includes('imported already'));
  expect([taken.length, told.length]).toEqual([1, 5]);
  expect(results.map(({ code }) => code)).toEqual(Array(6).fill(0));
  expect(mess.rows('select no, inserted, updated from imports')).toEqual([
    { no: 1, inserted: 200, updated: 0 },
  ]);
  expect(count(mess, 'attendance')).toBe(200);
  expect(count(mess, 'attendance_history')).toBe(0);
  expect(entries(mess, 'attendance import')).toBe(1);
});

test('files about different students of a month all land', async () => {
  const mess = await createWithRoll();
  const parts = [IDS.slice(0, 80), IDS.slice(80, 120), IDS.slice(120)];
  const files = await Promise.all(
    parts.map((ids, index) => mess.file(`part-${index}.csv`, monthlyCsv(ids, 10 + index))),
  );
  const results = await importTogether(mess, 'attendance', files);
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(
    mess.rows(
      `select days_hundredths / 100 as days, count(*) as figures, count(distinct changed_by) as writers
       from attendance group by 1 order by 1`,
    ),
  ).toEqual(parts.map(({ length }, index) => ({ days: 10 + index, figures: length, writers: 1 })));
  expect(count(mess, 'imports')).toBe(3);
});

test('an import and the recording of other students all land', async () => {
  const mess = await createWithRoll();
  const others = IDS.slice(0, 5);
  const file = await mess.file('may.csv', monthlyCsv(IDS.slice(5)));
  const writer = holdWriteLock(mess);
  const rejects = join(mess.home, 'rejects.csv');
  const started = startMess(mess.home, ['attendance', 'import', file, '--rejects', rejects]);
  await waitForFiles([rejects]);
  const records = others.map((id) =>
    runMess(mess.home, ['attendance', 'record', id, '--month', '2025-05', '--days', '3']),
  );
  writer.commit();
  const results = await Promise.all([started.ended, ...records]);
  expect(results.map(({ code }) => code)).toEqual(Array(6).fill(0));
  expect(
    mess.rows(
      'select days_hundredths / 100 as days, count(*) as n from attendance group by 1 order by 1',
    ),
  ).toEqual([
    { days: 3, n: 5 },
    { days: 20, n: 195 },
  ]);
});

test('a figure recorded after the check is replaced, and kept in the history', async () => {
  const mess = await createMessNow();
  await addFourStudents(mess);
  const file = await mess.file('may.csv', MAY_CSV);
  const [result] = await importTogether(mess, 'attendance', [file], (writer) => {
    const at = mess.now.toISOString();
    writer.run(
      `insert into audit_entries (operation_id, at, actor_kind, command) values
       ('another', ?, 'database', 'attendance record')`,
      at,
    );
    writer.run(
      `insert into attendance (month, student_no, days_hundredths, changed_by)
       select '2025-05', no, 300, (select max(sequence) from audit_entries) from students
       where id in ('S001', 'S002')`,
    );
  });
  expect(result).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('2 new, 2 changed, 0 unchanged'),
  });
  expect(mess.rows('select days_hundredths / 100 as days from attendance')).toEqual(
    [30, 28, 15, 30].map((days) => ({ days })),
  );
  expect(mess.rows('select days_hundredths as days from attendance_history')).toEqual([
    { days: 300 },
    { days: 300 },
  ]);
});

test('who had left before, and has the figure already, is in no way of others', async () => {
  const mess = await createMessNow();
  await addFourStudents(mess);
  await mess.do(
    'attendance record S001 --month 2025-05 --days 30',
    'student remove S001 --on 2025-04-30',
  );
  const file = await mess.file('may.csv', MAY_CSV);
  const [result] = await importTogether(mess, 'attendance', [file], (writer) => {
    writer.run(
      `insert into audit_entries (operation_id, at, actor_kind, command) values
       ('another', ?, 'database', 'student edit')`,
      mess.now.toISOString(),
    );
  });
  expect(result).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('3 new, 0 changed, 1 unchanged'),
  });
});

test('where a student has left since the check, nothing is written: 7', async () => {
  const mess = await createMessNow();
  await addFourStudents(mess);
  const file = await mess.file('may.csv', MAY_CSV);
  const [result] = await importTogether(mess, 'attendance', [file], (writer) => {
    writer.run(
      `insert into audit_entries (operation_id, at, actor_kind, command) values
       ('another', ?, 'database', 'student remove')`,
      mess.now.toISOString(),
    );
    writer.run(`update students set "left" = '2025-04-30' where id = 'S003'`);
  });
  expect(result).toMatchObject({ code: 7, stdout: '' });
  expect(result?.stderr).toContain('Nothing was written.');
  expect([count(mess, 'attendance'), count(mess, 'imports')]).toEqual([0, 0]);
  // Again, it is a mistake in the file.
  expect(await runMess(mess.home, ['attendance', 'import', file])).toMatchObject({
    code: 6,
    stderr: expect.stringContaining('S003 left on 2025-04-30'),
  });
});

test('files of students at once: one is taken, the others are told to try again, and then land', async () => {
  const mess = await createMessNow();
  const header = 'id,name,branch,phone\n';
  const files = await Promise.all(
    [1, 2, 3].map((n) =>
      mess.file(`roll-${n}.csv`, `${header}A${n},Asha,CSE,9876543210\nB${n},Dev,ME,9876543211\n`),
    ),
  );
  const results = await importTogether(mess, 'student', files);
  const codes = results.map(({ code }) => code);
  expect(codes.toSorted()).toEqual([0, 7, 7]);
  expect(count(mess, 'students')).toBe(2);
  for (const [index, code] of codes.entries()) {
    if (code === 0) continue;
    expect(await runMess(mess.home, ['student', 'import', files[index] ?? ''])).toMatchObject({
      code: 0,
    });
  }
  expect(mess.rows('select id from students order by 1')).toEqual(
    ['A1', 'A2', 'A3', 'B1', 'B2', 'B3'].map((id) => ({ id })),
  );
  expect(entries(mess, 'student import')).toBe(3);
});
