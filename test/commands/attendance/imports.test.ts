import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import {
  createFour,
  figures,
  importBytes,
  outcome,
  stored,
  withoutHome,
} from '../../support/records/files/import-file.ts';
import { signInAs, signInStudent } from '../../support/records/month.ts';
import { passMs } from '../../support/records/sign-in.ts';

const HEADER = 'student_id,month,days_present\n';
const FIRST = `${HEADER}S001,2025-05,30\nS002,2025-05,28\n`;
const SECOND = `${HEADER}S001,2025-05,25\nS002,2025-05,28\nS003,2025-05,15\n`;
const WITH_FIFTH = `${FIRST}S005,2025-05,1\n`;
const NO_MONTH = 'student_id,days_present\nS001,20\n';
const READ_AS = 'monthly, utf-8, comma, May 2025';

const addFifth = (mess: TestMess) =>
  mess.do('student add S005 --name "Eka Nair" --branch CSE --phone 9876543219');
const undo = async (mess: TestMess, no: number) =>
  withoutHome(mess, await mess('attendance', 'undo', String(no)));

describe('imports', () => {
  test('none yet', async () => {
    const mess = await createMess();
    expect(await mess('attendance', 'imports')).toEqual({
      code: 0,
      stdout: 'No file of attendance was imported yet.\n',
      stderr: '',
    });
    expect((await mess('attendance', 'imports', '--json')).stdout).toBe('[]\n');
  });

  test('with what each did, as a table, JSON and CSV', async () => {
    const mess = await createFour();
    await importBytes(mess, FIRST);
    passMs(mess, 60_000);
    await importBytes(mess, WITH_FIFTH, '--partial');
    passMs(mess, 60_000);
    await importBytes(mess, 'ID,Time\nS003,2025-05-01 08:00\nS003,2025-05-31 08:00\n');
    await mess.do('attendance undo 3');
    const { code, stdout, stderr } = withoutHome(mess, await mess('attendance', 'imports'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').filter((line) => /\d/.test(line))).toEqual([
      expect.stringMatching(
        /^ 1 {2}2025-06-01 12:00 {2}warden {2}a\.csv {2}2025-05 +2 +0 {2}taken$/,
      ),
      expect.stringMatching(
        /^ 2 {2}2025-06-01 12:01 {2}warden {2}a\.csv {2}2025-05 +0 +0 {2}partial$/,
      ),
      expect.stringMatching(
        /^ 3 {2}2025-06-01 12:02 {2}warden {2}a\.csv {2}2025-05 +1 +0 {2}undone$/,
      ),
    ]);
    const path = `${mess.home}/a.csv`;
    const of = (text: string) => createHash('sha256').update(text).digest('hex');
    expect((await mess.json<unknown[]>('attendance', 'imports')).slice(0, 2)).toEqual([
      {
        import: 1,
        at: '2025-06-01T06:30:00.000Z',
        by: 'warden',
        file: path,
        sha256: of(FIRST),
        layout: 'monthly',
        months: ['2025-05'],
        rows: 2,
        inserted: 2,
        updated: 0,
        unchanged: 0,
        rejected: 0,
        status: 'taken',
      },
      {
        import: 2,
        at: '2025-06-01T06:31:00.000Z',
        by: 'warden',
        file: path,
        sha256: of(WITH_FIFTH),
        layout: 'monthly',
        months: ['2025-05'],
        rows: 3,
        inserted: 0,
        updated: 0,
        unchanged: 2,
        rejected: 1,
        status: 'partial',
      },
    ]);
    expect(
      (await mess('attendance', 'imports', '--format', 'csv')).stdout.split('\n').slice(0, 2),
    ).toEqual([
      'import,at,by,file,layout,months,rows,inserted,updated,unchanged,rejected,status,sha256',
      `1,2025-06-01T06:30:00.000Z,warden,${path},monthly,2025-05,2,2,0,0,0,taken,${of(FIRST)}`,
    ]);
  });

  test('standard input is called so', async () => {
    const mess = await createFour();
    await mess.with({ stdin: FIRST })('attendance', 'import', '-');
    expect(await mess.json('attendance', 'imports')).toMatchObject([{ file: 'stdin', rows: 2 }]);
  });

  test('a viewer may see them, and may not import or undo', async () => {
    const mess = await createFour();
    await importBytes(mess, FIRST);
    await signInAs(mess, 'viewer');
    const before = stored(mess);
    expect((await mess('attendance', 'imports')).code).toBe(0);
    expect((await mess('attendance', 'template', '--month', '2025-05')).code).toBe(0);
    expect(await undo(mess, 1)).toMatchObject({ code: 5, stdout: '' });
    expect(await importBytes(mess, SECOND)).toMatchObject({ code: 5, stdout: '' });
    expect(await importBytes(mess, SECOND, '--dry-run')).toMatchObject({ code: 5, stdout: '' });
    expect(stored(mess)).toEqual(before);
  });

  test('a manager may undo, a student may not even see them', async () => {
    const mess = await createFour();
    await importBytes(mess, FIRST);
    await signInAs(mess, 'manager');
    expect((await undo(mess, 1)).code).toBe(0);
    await signInStudent(mess, 'S001', '9876543210');
    for (const verb of [['imports'], ['undo', '1'], ['template', '--month', '2025-05']]) {
      expect((await mess('attendance', ...verb)).code).toBe(5);
    }
    await mess.do('student logout');
    expect((await mess('attendance', 'imports')).code).toBe(4);
  });
});

describe('the same file', () => {
  test('is not applied again: says when, and warns of what differs by now', async () => {
    const mess = await createFour();
    await importBytes(mess, FIRST);
    passMs(mess, 60_000);
    await mess.do('attendance record S001 --month 2025-05 --days 12');
    const before = stored(mess);
    const again =
      'a.csv: 2 rows, imported already on 2025-06-01 12:00 by warden (import 1). Nothing changed.';
    expect(await importBytes(mess, FIRST)).toEqual({
      code: 0,
      stdout: `${again}\nRead as: ${READ_AS}.\n`,
      stderr:
        'warning: By now 1 of its figures is recorded otherwise.\nTo apply it all the same, give --again.\n',
    });
    const path = await mess.file('other-name.csv', FIRST);
    const { stdout, stderr } = await mess('attendance', 'import', path, '--json');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      inserted: 0,
      updated: 0,
      unchanged: 1,
      rejected: 0,
      import: null,
      alreadyImported: { no: 1, at: '2025-06-01T06:30:00.000Z', by: 'warden' },
    });
    expect(await importBytes(mess, FIRST, '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(stored(mess)).toEqual(before);
  });

  test('is applied with --again', async () => {
    const mess = await createFour();
    await importBytes(mess, FIRST);
    await mess.do('attendance record S001 --month 2025-05 --days 12');
    expect(await outcome(mess, FIRST, '--again')).toBe(
      '0 a.csv: 2 rows: 0 new, 1 changed, 1 unchanged (import 2).',
    );
    expect(figures(mess)).toEqual(['S001 2025-05 30', 'S002 2025-05 28']);
  });

  test('for another month, or read otherwise, is another import', async () => {
    const mess = await createFour();
    const punches = 'student_id,timestamp\nS002,03/05/2025 08:00\nS002,05/05/2025 08:00\n';
    expect(await outcome(mess, NO_MONTH, '--month', '2025-04')).toContain('1 new');
    expect(await outcome(mess, NO_MONTH, '--month', '2025-05')).toContain('1 new');
    expect(await outcome(mess, NO_MONTH, '--month', '2025-04')).toContain('imported already');
    const dayFirst = ['--date-format', 'DD/MM/YYYY HH:mm'];
    const monthFirst = ['--date-format', 'MM/DD/YYYY HH:mm', '--replace'];
    expect(await outcome(mess, punches, ...dayFirst)).toContain('1 new, 0 changed');
    expect(await outcome(mess, punches, ...monthFirst)).toContain('1 new, 1 changed');
    expect(figures(mess)).toEqual([
      'S002 2025-03 1',
      'S001 2025-04 20',
      'S001 2025-05 20',
      'S002 2025-05 1',
    ]);
  });

  test.each([
    [
      'a refused import',
      async (mess: TestMess) => {
        expect((await importBytes(mess, WITH_FIFTH)).code).toBe(6);
        await addFifth(mess);
        expect(await outcome(mess, WITH_FIFTH)).toBe(
          '0 a.csv: 3 rows: 3 new, 0 changed, 0 unchanged (import 1).',
        );
      },
    ],
    [
      'a partial import',
      async (mess: TestMess) => {
        expect((await importBytes(mess, WITH_FIFTH, '--partial')).code).toBe(6);
        await addFifth(mess);
        expect(await outcome(mess, WITH_FIFTH)).toBe(
          '0 a.csv: 3 rows: 1 new, 0 changed, 2 unchanged (import 2).',
        );
      },
    ],
    [
      'a dry run',
      async (mess: TestMess) => {
        expect((await importBytes(mess, FIRST, '--dry-run')).code).toBe(0);
        expect(await outcome(mess, FIRST)).toBe(
          '0 a.csv: 2 rows: 2 new, 0 changed, 0 unchanged (import 1).',
        );
      },
    ],
    [
      'an import that was undone',
      async (mess: TestMess) => {
        await importBytes(mess, FIRST);
        await mess.do('attendance undo 1');
        expect(await outcome(mess, FIRST)).toBe(
          '0 a.csv: 2 rows: 2 new, 0 changed, 0 unchanged (import 2).',
        );
      },
    ],
  ])('counts as new after %s', async (_title, check) => {
    await check(await createFour());
  });

  test('of part of a month is not applied again, nor refused for what changed since', async () => {
    const mess = await createFour();
    const punches = 'student_id,timestamp\nS001,2025-05-10 08:00\nS001,2025-05-11 08:00\n';
    expect((await importBytes(mess, punches)).code).toBe(0);
    await mess.do('attendance record S001 --month 2025-05 --days 20');
    expect(await outcome(mess, punches)).toBe(
      '0 a.csv: 2 rows, imported already on 2025-06-01 12:00 by warden (import 1). Nothing changed.',
    );
    expect(figures(mess)).toEqual(['S001 2025-05 20']);
  });

  test('is not applied again, nor refused because a student of it left since', async () => {
    const mess = await createFour();
    await importBytes(mess, FIRST);
    await mess.do('student remove S002 --on 2025-04-30');
    expect(await outcome(mess, FIRST)).toBe(
      '0 a.csv: 2 rows, imported already on 2025-06-01 12:00 by warden (import 1). Nothing changed.',
    );
  });

  test('taken again after one of two imports of it was undone', async () => {
    const mess = await createFour();
    await importBytes(mess, FIRST);
    await importBytes(mess, FIRST, '--again');
    await mess.do('attendance undo 2');
    expect(await outcome(mess, FIRST)).toContain('(import 1). Nothing changed.');
  });
});
