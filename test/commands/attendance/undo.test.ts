import { describe, expect, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import {
  createFour,
  figures,
  importBytes,
  outcome,
  stored,
  withoutHome,
} from '../../support/records/files/import-file.ts';
import { HOUR_MS, passMs } from '../../support/records/sign-in.ts';

const HEADER = 'student_id,month,days_present\n';
const FIRST = `${HEADER}S001,2025-05,30\nS002,2025-05,28\n`;
const SECOND = `${HEADER}S001,2025-05,25\nS002,2025-05,28\nS003,2025-05,15\n`;
const WITH_FIFTH = `${FIRST}S005,2025-05,1\n`;

const attendance = (mess: TestMess) => mess.rows('select * from attendance order by 1, 2');
const undo = async (mess: TestMess, no: number) =>
  withoutHome(mess, await mess('attendance', 'undo', String(no)));

describe('undo', () => {
  test('puts back exactly what was there, also one after another', async () => {
    const mess = await createFour();
    await mess.do('attendance record S001 --month 2025-05 --days 20');
    const atFirst = attendance(mess);
    expect(await outcome(mess, FIRST)).toContain('1 new, 1 changed, 0 unchanged (import 1)');
    const afterOne = attendance(mess);
    passMs(mess, HOUR_MS / 3);
    expect(await outcome(mess, SECOND)).toContain('1 new, 1 changed, 1 unchanged (import 2)');
    expect(await undo(mess, 2)).toEqual({
      code: 0,
      stdout:
        'Undone: import 2 of a.csv, 2025-06-01 12:20: 1 figure taken out, 1 figure put back (May 2025).\n',
      stderr: '',
    });
    expect(attendance(mess)).toEqual(afterOne);
    expect((await undo(mess, 1)).code).toBe(0);
    expect(attendance(mess)).toEqual(atFirst);
    expect(figures(mess)).toEqual(['S001 2025-05 20']);
  });

  test('as JSON, and in the record of changes', async () => {
    const mess = await createFour();
    await mess.do('attendance record S001 --month 2025-05 --days 20');
    await importBytes(mess, `${FIRST}S003,2025-04,3\n`);
    expect(await mess.json('attendance', 'undo', '1')).toMatchObject({
      import: 1,
      file: `${mess.home}/a.csv`,
      months: ['2025-04', '2025-05'],
      removed: 2,
      restored: 1,
      status: 'undone',
    });
    expect(mess.rows('select command, subject, month, actor_id from audit_entries').at(-1)).toEqual(
      { command: 'attendance undo', subject: 'import 1', month: null, actor_id: 'warden' },
    );
  });

  test('import, undo, import again, undo again', async () => {
    const mess = await createFour();
    await importBytes(mess, FIRST);
    const before = attendance(mess);
    for (const no of [2, 3, 4]) {
      expect(await outcome(mess, SECOND)).toContain(`1 new, 1 changed, 1 unchanged (import ${no})`);
      expect(figures(mess)).toEqual(['S001 2025-05 25', 'S002 2025-05 28', 'S003 2025-05 15']);
      expect((await undo(mess, no)).code).toBe(0);
      expect(attendance(mess)).toEqual(before);
    }
  });

  test('of a partial import, and of one that changed nothing', async () => {
    const mess = await createFour();
    await importBytes(mess, WITH_FIFTH, '--partial');
    const before = attendance(mess);
    await importBytes(mess, FIRST);
    expect(await undo(mess, 2)).toMatchObject({
      code: 0,
      stdout: 'Undone: import 2 of a.csv, 2025-06-01 12:00: it had changed nothing.\n',
    });
    expect(attendance(mess)).toEqual(before);
    expect((await undo(mess, 1)).stdout).toContain(': 2 figures taken out (May 2025).');
    expect(attendance(mess)).toEqual([]);
  });

  test('is refused once a later change touched one of its figures', async () => {
    const mess = await createFour();
    await importBytes(mess, FIRST);
    await mess.do(
      'attendance record S002 --month 2025-05 --days 3',
      'attendance record S002 --month 2025-05 --days 28',
      'attendance record S003 --month 2025-05 --days 3',
    );
    const before = stored(mess);
    expect(await undo(mess, 1)).toEqual({
      code: 8,
      stdout: '',
      stderr:
        'error: Import 1 cannot be undone: changed by hand since: S002 in 2025-05.\nhint: what was changed by hand is taken out with mess attendance clear ID --month MONTH; then undo again\n',
    });
    expect(stored(mess)).toEqual(before);
  });

  test('is refused before a later import is undone', async () => {
    const mess = await createFour();
    await importBytes(mess, FIRST);
    await importBytes(mess, SECOND);
    expect((await undo(mess, 1)).stderr).toBe(
      'error: Import 1 cannot be undone: a later import changed 1 of its figures (import 2).\nhint: undo that one first: mess attendance undo 2\n',
    );
    expect((await undo(mess, 2)).code).toBe(0);
    expect((await undo(mess, 1)).code).toBe(0);
  });

  test('is refused while a bill stands on the month', async () => {
    const mess = await createFour();
    await importBytes(mess, FIRST);
    await importBytes(mess, SECOND);
    await mess.do(
      'bill register --month 2025-05 --total 90000',
      'attendance record S002 --month 2025-05 --days 3',
    );
    const before = stored(mess);
    expect((await undo(mess, 1)).stderr).toContain('the bill of May 2025 stands on it');
    expect(await undo(mess, 2)).toEqual({
      code: 8,
      stdout: '',
      stderr:
        'error: Import 2 cannot be undone: the bill of May 2025 stands on it.\nhint: take the bill back first: mess bill void --month 2025-05 --reason TEXT\n',
    });
    expect(stored(mess)).toEqual(before);
    await mess.do(
      'bill void --month 2025-05 --reason mistake --yes',
      'attendance record S002 --month 2025-05 --days 28',
    );
    expect((await undo(mess, 2)).code).toBe(0);
    expect(figures(mess)).toEqual(['S001 2025-05 30', 'S002 2025-05 28']);
  });

  test('twice is refused', async () => {
    const mess = await createFour();
    await importBytes(mess, FIRST);
    await mess.do('attendance undo 1');
    const before = stored(mess);
    expect(await undo(mess, 1)).toEqual({
      code: 8,
      stdout: '',
      stderr: 'error: Import 1 (a.csv) is undone already.\nhint: mess attendance imports\n',
    });
    expect(stored(mess)).toEqual(before);
  });

  test('of no import', async () => {
    const mess = await createFour();
    expect(await undo(mess, 7)).toEqual({
      code: 3,
      stdout: '',
      stderr: 'error: There is no import 7.\nhint: mess attendance imports\n',
    });
    expect((await mess('attendance', 'undo', 'x')).code).toBe(2);
    expect((await mess('attendance', 'undo')).code).toBe(2);
  });
});
