import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import {
  createFour,
  figures,
  importBytes,
  outcome,
} from '../../support/records/files/import-file.ts';
import { openFile } from '../../support/sqlite/file.ts';

/** A log of May 2025, as `S001: 1 2 3`. */
function punches(...students: readonly string[]): string {
  const rows = students.flatMap((line) => {
    const [id, days = ''] = line.split(': ');
    return days.split(' ').map((day) => `${id},2025-05-${day.padStart(2, '0')} 08:00`);
  });
  return ['student_id,timestamp', ...rows, ''].join('\n');
}

function daily(...rows: readonly string[]): string {
  const lines = rows.map((row) => row.replace(/ (\d+) /, ',2025-05-0$1,'));
  return ['student_id,date,status', ...lines, ''].join('\n');
}

const ALL = '1 2 3 4 5 6';
const GATE_A = punches('S001: 1 2 3', `S002: ${ALL}`);
const GATE_B = punches('S001: 4 5 6', `S002: ${ALL}`);
const HINT =
  'hint: put the logs of two devices, or of one that was emptied, into one file (docs/gate.md); --replace takes this one in place of the last; else correct the file and import it again, or take its good rows with --partial\n';

/** The days of the mask that is kept of S001. */
const kept = (mess: TestMess) =>
  mess
    .rows<{ log_days: number | null }>(
      `select log_days from attendance join students on students.no = student_no where id = 'S001'`,
    )
    .map(({ log_days: mask }) => mask?.toString(2).split('').reverse().join(''));

describe('a log that lacks days of the last one', () => {
  test('is refused, though each student has as many days, or more', async () => {
    const mess = await createFour();
    await importBytes(mess, GATE_A);
    expect(await importBytes(mess, GATE_B)).toEqual({
      code: 6,
      stdout: '',
      stderr: `a.csv:2: timestamp: S001 lacks 1 to 3 May 2025, which the last log had; --replace takes it all the same (3)\nerror: a.csv has 1 mistake: lost days. Nothing was written.\n${HINT}`,
    });
    const more = await importBytes(mess, punches('S001: 2 4 5 6 7 8', `S002: ${ALL}`));
    expect(more.code).toBe(6);
    expect(more.stderr).toContain('S001 lacks 1, 3 May 2025, which the last log had');
    expect(figures(mess)).toEqual(['S001 2025-05 3', 'S002 2025-05 6']);
  });

  test('of both devices in one file, and any that only grew, is taken without a word', async () => {
    const mess = await createFour();
    await importBytes(mess, GATE_A);
    const both = punches('S001: 4 5 6', `S002: ${ALL}`, 'S001: 1 2 3');
    expect(await outcome(mess, both)).toBe(
      '0 a.csv: 12 rows: 0 new, 1 changed, 1 unchanged (import 2).',
    );
    expect(kept(mess)).toEqual(['111111']);
    expect((await importBytes(mess, punches(`S001: ${ALL} 7`))).code).toBe(0);
    expect(figures(mess)).toEqual(['S001 2025-05 7', 'S002 2025-05 6']);
  });

  test('takes the place of the last one with --replace, and is the last one then', async () => {
    const mess = await createFour();
    await importBytes(mess, GATE_A);
    expect(await outcome(mess, GATE_B, '--replace')).toBe(
      '0 a.csv: 9 rows: 0 new, 0 changed, 2 unchanged (import 2). Nothing changed.',
    );
    expect(kept(mess)).toEqual(['000111']);
    expect((await importBytes(mess, GATE_A, '--again')).stderr).toContain(
      'S001 lacks 4 to 6 May 2025',
    );
    expect((await importBytes(mess, punches('S001: 4 5 6 7'))).code).toBe(0);
    expect(await mess('db', 'verify')).toMatchObject({ code: 0 });
  });

  test('of others is written with --partial', async () => {
    const mess = await createFour();
    await importBytes(mess, GATE_A);
    const text = punches('S001: 4 5 6', `S002: ${ALL} 7`);
    expect((await importBytes(mess, text, '--partial')).code).toBe(6);
    expect(figures(mess)).toEqual(['S001 2025-05 3', 'S002 2025-05 7']);
    expect(kept(mess)).toEqual(['111']);
  });

  test('is known after a figure of a sheet with as many days', async () => {
    const mess = await createFour();
    await mess.do('attendance record S001 --month 2025-05 --days 3');
    expect(kept(mess)).toEqual([undefined]);
    await importBytes(mess, GATE_A);
    expect((await importBytes(mess, GATE_B)).stderr).toContain('S001 lacks 1 to 3 May 2025');
  });

  test('is known after a correction by hand, and forgotten with an import that is undone', async () => {
    const mess = await createFour();
    await importBytes(mess, GATE_A);
    await mess.do('attendance record S001 --month 2025-05 --days 5');
    expect(kept(mess)).toEqual([undefined]);
    expect((await importBytes(mess, GATE_B)).stderr).toContain('S001 lacks 1 to 3 May 2025');
    const again = await createFour();
    await importBytes(again, GATE_A);
    await importBytes(again, punches(`S001: ${ALL}`));
    expect(kept(again)).toEqual(['111111']);
    await again.do('attendance undo 2');
    expect(kept(again)).toEqual(['111']);
    await again.do('attendance undo 1');
    expect((await importBytes(again, GATE_B)).code).toBe(0);
  });
});

describe('a daily file', () => {
  const FIRST = daily('S001 1 P', 'S001 2 P', 'S001 3 A');

  test('that lacks days is refused, with as many days or more', async () => {
    const mess = await createFour();
    await importBytes(mess, FIRST);
    const other = await importBytes(mess, daily('S001 3 P', 'S001 4 P', 'S001 5 P'));
    expect(other.stderr).toContain('S001 lacks 1 to 2 May 2025, which the last log had');
    expect(other.code).toBe(6);
  });

  test('that says of them otherwise by now is taken', async () => {
    const mess = await createFour();
    await importBytes(mess, FIRST);
    const corrected = daily('S001 1 A', 'S001 2 P', 'S001 3 P');
    expect(await outcome(mess, corrected)).toBe(
      '0 a.csv: 3 rows: 0 new, 0 changed, 1 unchanged (import 2). Nothing changed.',
    );
    expect(kept(mess)).toEqual(['011']);
  });
});

test('the days that a log had are part of a copy and of a backup', async () => {
  const mess = await createFour();
  await importBytes(mess, GATE_A);
  const [copy = '', backup, restored = ''] = ['copy.db', 'a.backup', 'restored.db'].map((name) =>
    join(mess.home, name),
  );
  await mess.do(`db copy --to sqlite:${copy}`, `db backup ${backup}`);
  await mess.do(`db restore ${backup} --db ${restored}`);
  for (const path of [copy, restored]) {
    const db = openFile(path);
    const days = db.prepare('select log_days from attendance order by student_no').all();
    db.close();
    expect(days).toEqual([{ log_days: 0b111 }, { log_days: 0b111111 }]);
  }
});

test('nothing is kept of other files, nor once one replaced a log', async () => {
  const mess = await createFour();
  await importBytes(mess, GATE_A);
  await importBytes(mess, 'student_id,month,days_present\nS001,2025-05,20\n');
  expect(kept(mess)).toEqual([undefined]);
});

test.runIf(inject('engine') === 'sqlite')('days that a log cannot have had are found', async () => {
  const mess = await createFour();
  await importBytes(mess, GATE_A);
  const db = openFile(mess.databasePath);
  db.exec('update attendance set log_days = 3');
  db.close();
  const { code, stdout } = await mess('db', 'verify', '--json');
  expect(code).not.toBe(0);
  expect(stdout).toContain("3 days, and the log's are 11");
});
