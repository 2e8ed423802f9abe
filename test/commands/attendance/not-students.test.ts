import { expect, test } from 'vitest';
import {
  createFour,
  expectRefused,
  figures,
  importBytes,
  outcome,
} from '../../support/records/files/import-file.ts';

const LOG = 'id,timestamp\nS001,2025-05-01 08:00\ncook,2025-05-01 08:00\nCOOK,2025-05-02\n';

test('ids are compared without regard to case, and counted in the document', async () => {
  const mess = await createFour();
  const { code, stdout } = await importBytes(mess, LOG, '--not-students', 'Cook', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    rows: 3,
    inserted: 1,
    skipped: 2,
    notStudents: { rows: 2, ids: 1 },
  });
  expect(figures(mess)).toEqual(['S001 2025-05 1']);
});

test('a row of theirs need not be right, and takes nobody with it', async () => {
  const mess = await createFour();
  const log = `${LOG}cook,yesterday\ncook,2025-05-03,08:00\n`;
  expect(await outcome(mess, log, '--not-students', 'cook,guard')).toBe(
    '0 a.csv: 5 rows: 1 new, 0 changed, 0 unchanged, 4 passed over (import 1).',
  );
});

test('a student is not passed over', async () => {
  await expectRefused(
    LOG,
    ['--not-students', 'cook,s001'],
    'a.csv:2: id: S001 is a student; take it out of --not-students (S001)',
    'error: a.csv has 1 mistake: on roll. Nothing was written.',
  );
});

test('what is neither a file nor an id', async () => {
  const mess = await createFour();
  for (const [value, code, message] of [
    ['staff.txt', 3, 'error: There is no file staff.txt.'],
    ['-x', 2, 'error: --not-students: not an id; use 1 to 32 letters'],
  ] as const) {
    const result = await importBytes(mess, LOG, `--not-students=${value}`);
    expect([result.code, result.stderr]).toEqual([code, expect.stringContaining(message)]);
  }
  const list = await mess.file('list.txt', 'cook\n?\n');
  const { code, stderr } = await importBytes(mess, LOG, '--not-students', list);
  expect([code, stderr.split('\n')[0]]).toEqual([
    2,
    'error: --not-students: list.txt:2: not an id; use 1 to 32 letters, digits and . _ / - and begin with a letter or digit',
  ]);
});
