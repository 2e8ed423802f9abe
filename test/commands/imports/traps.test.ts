import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import { createMessNow, runShell, startMess } from '../../support/process.ts';
import {
  createFour,
  expectRefused,
  figures,
  importBytes,
  importRoll,
  outcome,
  readSheet,
} from '../../support/records/files/import-file.ts';

const HEADER = 'student_id,month,days_present\n';
const rejectsOf = (mess: TestMess) => join(mess.home, 'rejects.csv');
const partly = (mess: TestMess, text: string, ...options: string[]) =>
  importBytes(mess, text, '--partial', '--rejects', rejectsOf(mess), '--yes', ...options);

/** A punch on every day of May 2025, but on the days given with another id. */
function log(id: string, other: string, days: readonly number[]): string {
  const rows = Array.from({ length: 31 }, (_, index) => {
    const day = index + 1;
    const who = days.includes(day) ? other : id;
    return `${who},2025-05-${String(day).padStart(2, '0')} 08:00\n`;
  });
  return `student_id,timestamp\n${rows.join('')}`;
}

describe('rejected rows that come back', () => {
  test('of a log: a corrected id does not replace a month by what was missing of it', async () => {
    const mess = await createFour();
    await partly(mess, log('S001', 'S0O1', [1, 31]));
    expect(figures(mess)).toEqual(['S001 2025-05 29']);
    const corrected = (await readSheet(rejectsOf(mess))).replaceAll('S0O1', 'S001');
    const again = await importBytes(mess, corrected);
    expect(again.code).toBe(6);
    expect(again.stderr).toContain(
      'S001 has 29 recorded, and the file has only rows that were rejected before; correct the whole log',
    );
    expect(figures(mess)).toEqual(['S001 2025-05 29']);
  });

  test('of a log: a row with a cell too many takes the student with it', async () => {
    const mess = await createFour();
    const text = log('S001', 'S001', []).replace('2025-05-31 08:00', '2025-05-31 08:00,X');
    expect((await partly(mess, text)).stderr).toContain('30 good rows of the same students');
    expect(figures(mess)).toEqual([]);
  });

  test('a row with a cell too many withholds the other row of its month', async () => {
    const mess = await createFour();
    await partly(mess, `${HEADER}S001,2025-05,20\nS001,2025-05,25,X\nS001,2025-04,3\n`);
    expect(figures(mess)).toEqual(['S001 2025-04 3']);
  });

  test('a short row is not repaired on the way', async () => {
    const mess = await createFour();
    await partly(mess, 'student_id,month,1,2,3,4\nS001,2025-05,P,P\n');
    const rejects = await readSheet(rejectsOf(mess));
    expect(rejects.split('\n')[1]).toBe(
      'S001,2025-05,P,P,(missing),(missing),2,ragged_row,"the row has 4 cells, the header 6"',
    );
    expect((await importBytes(mess, rejects)).code).toBe(6);
    expect((await importBytes(mess, rejects.replaceAll('(missing)', 'A'))).code).toBe(0);
    expect(figures(mess)).toEqual(['S001 2025-05 2']);
  });

  test('the encoding of the original is not believed again', async () => {
    const mess = await createFour();
    const text = Buffer.from('id,name,branch,phone\nN1,Zoë Ñandú,B,12\n', 'latin1');
    const options = ['--encoding', 'windows-1252', '--partial', '--rejects', rejectsOf(mess)];
    expect((await importRoll(mess, text, ...options)).code).toBe(6);
    const corrected = (await readFile(rejectsOf(mess), 'utf8')).replace('B,12', 'B,9876543210');
    const refused = await importRoll(mess, corrected, '--encoding', 'windows-1252');
    expect(refused.stderr).toContain('the file says that it is utf-8; leave out --encoding');
    expect((await importRoll(mess, corrected)).code).toBe(0);
    expect(await mess.json('student', 'show', 'N1')).toMatchObject({ name: 'Zoë Ñandú' });
  });
});

describe('figures that are not what they seem', () => {
  test('a day without a time beside it is no punch', async () => {
    const mess = await createFour();
    const text =
      'Emp ID,Date,Time\nS001,2025-05-01,08:00\nS001,2025-05-02,\nS001,2025-05-03,09:00\n';
    expect(await outcome(mess, text)).toBe(
      '0 a.csv: 3 rows: 1 new, 0 changed, 0 unchanged, 1 blank (import 1).',
    );
    expect(figures(mess)).toEqual(['S001 2025-05 2']);
  });

  test('a decimal comma without quotes, where an empty cell follows', async () => {
    await expectRefused(
      'student_id,month,days_present,name\nS001,2025-05,28,5,\n',
      [],
      'a.csv:2: the row has a cell more than the header; is it a decimal comma without quotes? (28,5)',
      'error: a.csv has 1 mistake: ragged row. Nothing was written.',
    );
  });

  test('rows between two stray quotes', async () => {
    const mess = await createFour();
    const text = `id,name,month,days\nS001,"Asha,2025-05,1\nS002,Vikram,2025-05,2\nS003,Sita",2025-05,3\n`;
    const { code, stderr } = await importBytes(mess, text);
    expect(code).toBe(6);
    expect(stderr).toContain(
      'a cell goes over several lines, and line 3 looks like a row; is a quote missing?',
    );
  });
});

describe('the same file', () => {
  test('with a --month that it says itself is the same', async () => {
    const mess = await createFour();
    await importBytes(mess, `${HEADER}S001,2025-05,20\n`);
    await mess.do('attendance record S001 --month 2025-05 --days 22');
    const again = await importBytes(mess, `${HEADER}S001,2025-05,20\n`, '--month', '2025-05');
    expect(again.stdout).toContain('imported already');
    expect(figures(mess)).toEqual(['S001 2025-05 22']);
  });

  test('is taken again when what it found was undone with another', async () => {
    const mess = await createFour();
    await importBytes(mess, `${HEADER}S001,2025-05,20\nS003,2025-05,5\n`);
    await importBytes(mess, `${HEADER}S001,2025-05,20\n`);
    await mess.do('attendance undo 1');
    expect(figures(mess)).toEqual([]);
    expect(await outcome(mess, `${HEADER}S001,2025-05,20\n`)).toContain('1 new');
    expect(figures(mess)).toEqual(['S001 2025-05 20']);
  });

  test('as it was exported, of somebody who left before the month', async () => {
    const mess = await createFour();
    await mess.do(
      'attendance record S001 --month 2025-05 --days 20',
      'student remove S001 --on 2025-04-30',
    );
    const show = ['attendance', 'show', '--month', '2025-05', '--format', 'csv'];
    const { stdout } = await mess(...show);
    expect(await outcome(mess, stdout)).toContain('0 new, 0 changed, 1 unchanged');
    expect((await importBytes(mess, stdout.replace(',20\n', ',21\n'))).stderr).toContain(
      'student_id: S001 left on 2025-04-30; --beyond-membership takes it all the same (S001)',
    );
  });
});

describe('where it is written to', () => {
  test('not over standard input, nor the answer over the file', async () => {
    const mess = await createMessNow();
    const path = await mess.file('a.csv', `${HEADER}S009,2025-05,1\n`);
    const before = await readFile(path, 'utf8');
    const piped = await runShell(
      mess.home,
      `mess attendance import - --rejects ${path} --yes <${path}`,
    );
    expect(piped).toMatchObject({ code: 2 });
    expect(piped.stderr).toContain('it is the file that is read');
    const answer = await mess('attendance', 'import', path, '--json', '--output', path, '--yes');
    expect(answer).toMatchObject({ code: 2 });
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  test.each(['session.json', 'x.xlsx'])('not %s', async (name) => {
    const mess = await createFour();
    const rejects = join(mess.home, name);
    const result = await importBytes(
      mess,
      `${HEADER}S009,2025-05,1\n`,
      '--rejects',
      rejects,
      '--yes',
    );
    expect(result).toMatchObject({ code: 2, stdout: '' });
  });

  test('with --json --quiet the mistakes are said all the same', async () => {
    const mess = await createFour();
    const { stdout } = await importBytes(mess, `${HEADER}S009,2025-05,1\n`, '--json', '--quiet');
    expect(JSON.parse(stdout).errors).toHaveLength(1);
  });
});

test('UTF-16: the line of half a pair, after a real U+FFFD and at any chunk', async () => {
  const mess = await createMessNow();
  const text = `id,month,days,name\nS001,2025-05,1,\ufffd\n\n\nS002,2025-05,1,\ud800x\n`;
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  expect((await importBytes(mess, bytes)).stderr).toContain('a.csv:5: not utf-16le text');
  const pipe = join(mess.home, 'pipe');
  await promisify(execFile)('mkfifo', [pipe]);
  const { ended } = startMess(mess.home, ['attendance', 'import', pipe]);
  await writeFile(pipe, bytes);
  expect((await ended).stderr).toContain(`${pipe}:5: not utf-16le text`);
});
