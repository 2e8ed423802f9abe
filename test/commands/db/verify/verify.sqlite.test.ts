import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createTwoBills, expectFound, plant } from '../../../support/books/planted.ts';
import { insertStudents, manyStudents } from '../../../support/records/students.ts';
import { openUnguarded } from '../../../support/sqlite/file.ts';

test('values of another kind than their column, which SQLite lets in', () => {
  const money = (value: string) =>
    `update bills set total_minor = ${value} where month = '2025-05'`;
  return expectFound([
    [
      'text for money',
      [money("'a lot'")],
      'bills 2025-05 1: record: total_minor is not what the record of changes tells',
      'bills 2025-05 1: money: total_minor has a value that mess does not store: a lot',
      'bills 2025-05 1: sum: the dividing parts do not add up to the total',
      'bills 2025-05 1: rule: not what the rule gives: S001, S002, S003, S004',
    ],
    [
      'half a paisa',
      [money('7400000.5')],
      'bills 2025-05 1: record: total_minor is not what the record of changes tells',
      'bills 2025-05 1: money: total_minor has a value that mess does not store: 7400000.5',
      'bills 2025-05 1: sum: the dividing parts do not add up to the total',
      'bills 2025-05 1: rule: not what the rule gives: S001, S002, S003, S004',
    ],
    [
      'bytes for text',
      ["update audit_entries set command = x'ff' where sequence = 3"],
      'audit_entries 3: audit_altered: the entry is not what was written',
      "audit_entries 3: value: command has a value that mess does not store: x'ff'",
    ],
    [
      'text for days',
      ["update attendance set days_hundredths = 'all' where month = '2025-04'"],
      'attendance 2025-04 1: value: days_hundredths has a value that mess does not store: all',
      'attendance 2025-04 1: record: days_hundredths is not what the record of changes tells',
    ],
  ]);
});

test('a file that contradicts itself', async () => {
  const mess = await createTwoBills();
  const db = openUnguarded(mess.databasePath);
  db.pragma('writable_schema = on');
  // The rows are not where such an index would have them.
  db.prepare(
    "update sqlite_schema set sql = replace(sql, '`student_no`', '`days_hundredths`') where name = 'shares_student_no'",
  ).run();
  db.close();
  const { code, stdout, stderr } = await mess('db', 'verify');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^storage: row \d+ missing from index shares_student_no\n/);
});

test('a file with damaged pages', async () => {
  const mess = await createTwoBills();
  insertStudents(mess, manyStudents(300));
  plant(mess, ['pragma wal_checkpoint(truncate)']);
  const bytes = await readFile(mess.databasePath);
  const [{ page_size: size } = { page_size: 4096 }] = mess.rows<{ page_size: number }>(
    'pragma page_size',
  );
  // The first page with the row of a student, well behind all that says who is signed in.
  const page = Math.floor(bytes.indexOf('Student S00200') / size);
  expect(page).toBeGreaterThan(10);
  await writeFile(mess.databasePath, bytes.fill(0xa5, page * size, (page + 1) * size));
  expect(await mess('db', 'verify')).toEqual({
    code: 9,
    stdout: '',
    stderr:
      `error: ${mess.label} is damaged or not a database.\n` +
      'hint: move it away, with the files -wal and -shm beside it, and put back your last backup: mess db restore FILE\n',
  });
});
