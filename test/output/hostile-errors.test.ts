import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMess } from '../support/mess.ts';
import { ESCAPE, expectSafe, SHOWN_ESCAPE } from '../support/records/hostile.ts';
import { insertStudents } from '../support/records/students.ts';

test('errors show what was given, and do not send it', async () => {
  const mess = await createMess();
  insertStudents(mess, [{ id: 'S001', name: ESCAPE }]);
  const folder = join(mess.home, ESCAPE);
  await mkdir(folder);
  const cases: readonly (readonly [args: string[], code: number, shown: string])[] = [
    [['student', 'show', ESCAPE], 2, SHOWN_ESCAPE],
    [['student', 'show', '__proto__'], 2, '(__proto__)'],
    [['student', 'show', 'constructor'], 3, 'There is no student constructor.'],
    [['student', 'show', `S${'x'.repeat(5000)}`], 2, `(S${'x'.repeat(58)}…)`],
    [['student', 'remove', 'S001', '--on', ESCAPE], 2, SHOWN_ESCAPE],
    [['bill', 'show', '--month', ESCAPE], 2, SHOWN_ESCAPE],
    [['bill', 'register', '--month', '2025-05', '--total', ESCAPE], 2, SHOWN_ESCAPE],
    [[ESCAPE], 2, SHOWN_ESCAPE],
    [['bill', ESCAPE], 2, SHOWN_ESCAPE],
    [['bill', 'list', `--${ESCAPE}`], 2, SHOWN_ESCAPE],
    [['bill', 'list', '--format', ESCAPE], 2, SHOWN_ESCAPE],
    [['help', ESCAPE], 2, SHOWN_ESCAPE],
    [['bill', 'list', '--db', folder], 9, SHOWN_ESCAPE],
    [['bill', 'list', '--db', join(folder, 'none')], 9, SHOWN_ESCAPE],
    [['bill', 'list', '--output', folder], 2, SHOWN_ESCAPE],
    [['admin', 'login', '--password-file', ESCAPE, 'warden'], 3, SHOWN_ESCAPE],
    [['attendance', 'import', join(folder, 'none')], 3, SHOWN_ESCAPE],
    [
      ['student', 'add', 'S001', '--name', 'A', '--branch', 'B', '--phone', '9876543210'],
      8,
      `The id S001 is taken by ${SHOWN_ESCAPE}.`,
    ],
  ];
  for (const [args, code, shown] of cases) {
    const result = await mess(...args);
    expect({ args, code: result.code, stdout: result.stdout }).toEqual({ args, code, stdout: '' });
    expect(result.stderr).toContain(shown);
    expectSafe(result.stderr);
    const inJson = await mess(...args, '--json');
    expect({ args, code: inJson.code, stdout: inJson.stdout }).toEqual({ args, code, stdout: '' });
    expect(JSON.parse(inJson.stderr).error.exitCode).toBe(code);
    expectSafe(inJson.stderr);
  }
});

test('a stack trace does not send it either', async () => {
  const mess = await createMess();
  const { code, stderr } = await mess('--verbose', 'attendance', 'import', ESCAPE);
  expect(code).toBe(3);
  expect(stderr).toMatch(/^\s+at /m);
  expectSafe(stderr);
});

test('the mistakes of a hostile file with a hostile name', async () => {
  const mess = await createMess();
  await mess.do('student add S1 --name A --branch B --phone 9876543210');
  const path = await mess.file(
    `${ESCAPE}.csv`,
    [
      'student_id,month,days_present',
      `${ESCAPE},2025-05,3`,
      `S1,${ESCAPE},3`,
      `S1,2025-05,${'9'.repeat(5000)}`,
      '__proto__,2025-05,3',
      `"=HYPERLINK(""http://x"")",2025-05,"a\nb"`,
      'constructor,2025-05,3',
      `S1,2025-05,${'8'.repeat(60)}`,
      `S1,2025-05,${'7'.repeat(61)}`,
      '',
    ].join('\n'),
  );
  const result = await mess('attendance', 'import', path);
  expect({ code: result.code, stdout: result.stdout }).toEqual({ code: 6, stdout: '' });
  expectSafe(result.stderr);
  const name = join(mess.home, `${SHOWN_ESCAPE}.csv`);
  const lines = result.stderr.split('\n');
  expect(lines).toEqual([
    expect.stringMatching(lineOf(2, 'student_id', SHOWN_ESCAPE)),
    expect.stringMatching(lineOf(3, 'month', SHOWN_ESCAPE)),
    expect.stringMatching(lineOf(4, 'days_present', `${'9'.repeat(59)}…`)),
    expect.stringMatching(lineOf(5, 'student_id', '__proto__')),
    expect.stringMatching(lineOf(6, 'student_id', '=HYPERLINK("http://x")')),
    expect.stringMatching(lineOf(6, 'days_present', 'a\\nb')),
    `${name}:8: student_id: no such student (constructor)`,
    expect.stringMatching(lineOf(9, 'days_present', '8'.repeat(60))),
    expect.stringMatching(lineOf(10, 'days_present', `${'7'.repeat(59)}…`)),
    `error: ${name} has 9 mistakes: bad days (4), bad id (3), bad month, unknown student. Nothing was written.`,
    'hint: correct the file and import it again, or take its good rows with --partial',
    '',
  ]);
  const inJson = await mess('attendance', 'import', path, '--json');
  expect(inJson.code).toBe(6);
  expectSafe(inJson.stdout);
  expectSafe(inJson.stderr);
  const report: { file: string; errors: { line: number; value: string }[] } = JSON.parse(
    inJson.stdout,
  );
  expect(report.file).toBe(path);
  expect(report.errors.map(({ line, value }) => [line, value])).toEqual([
    [2, ESCAPE],
    [3, ESCAPE],
    [4, '9'.repeat(5000)],
    [5, '__proto__'],
    [6, '=HYPERLINK("http://x")'],
    [6, 'a\nb'],
    [8, 'constructor'],
    [9, '8'.repeat(60)],
    [10, '7'.repeat(61)],
  ]);

  function lineOf(line: number, column: string, value: string): RegExp {
    const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(
      `^${escaped(`${name}:${line}: ${column}: `)}[^()]+ ${escaped(`(${value})`)}$`,
    );
  }
});

test('a hostile header is named column by column', async () => {
  const mess = await createMess();
  const path = await mess.file('may.csv', `student_id,${ESCAPE},__proto__,days_present\n`);
  const { code, stderr } = await mess('attendance', 'import', path, '--month', '2025-05');
  expect(code).toBe(6);
  expectSafe(stderr);
  const unknown = 'unknown column; --ignore-unknown passes over it';
  expect(stderr.split('\n').slice(0, 2)).toEqual([
    `${path}:1: ${SHOWN_ESCAPE}: ${unknown} (${SHOWN_ESCAPE})`,
    `${path}:1: __proto__: ${unknown} (__proto__)`,
  ]);
});
