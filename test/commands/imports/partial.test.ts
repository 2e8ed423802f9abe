import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import {
  createFour,
  figures,
  importBytes,
  readSheet,
  refused,
  stored,
} from '../../support/records/files/import-file.ts';

const HEADER = 'student_id,month,days_present\n';
const READ_AS = 'Read as: monthly, utf-8, comma, May 2025.\n';
const NOT_DAYS = 'not a number of days; write it like 28 or 28.5, with two decimals at most';
const WITHHELD = 'withheld,another row of this student is rejected';
const HINT = 'hint: correct the file and import it again\n';

/** Where `--rejects` goes, and what is in it; undefined where it is not there. */
const rejectsOf = (mess: TestMess) => join(mess.home, 'rejects.csv');
const readRejects = (mess: TestMess) => readSheet(rejectsOf(mess)).catch(() => undefined);

const withRejects = (mess: TestMess, text: string, ...options: string[]) =>
  importBytes(mess, text, '--rejects', rejectsOf(mess), ...options);

describe('--partial', () => {
  test('writes the good rows, and exits with 6', async () => {
    const mess = await createFour();
    const text = `${HEADER}S001,2025-05,30\nS009,2025-05,1\nS002,2025-05,many\nS003,2025-05,15\n`;
    expect(await importBytes(mess, text, '--partial')).toEqual({
      code: 6,
      stdout: `a.csv: 4 rows: 2 new, 0 changed, 0 unchanged, 2 rejected (import 1).\n${READ_AS}No days for 1 on the roll in May 2025: S004.\n`,
      stderr: `a.csv:3: student_id: no such student (S009)\na.csv:4: days_present: ${NOT_DAYS} (many)\nerror: a.csv has 2 mistakes: bad days, unknown student. The rest was written as import 1.\n${HINT}`,
    });
    expect(figures(mess)).toEqual(['S001 2025-05 30', 'S003 2025-05 15']);
  });

  test('where no row is good nothing is written, and nothing else is said', async () => {
    const mess = await createFour();
    const before = stored(mess);
    const text = `${HEADER}S009,2025-05,1\n`;
    const { code, stdout, stderr } = await importBytes(mess, text, '--partial');
    expect({ code, stderr }).toEqual({
      code: 6,
      stderr: `a.csv:2: student_id: no such student (S009)\nerror: a.csv has 1 mistake: unknown student. Nothing was written.\n${HINT}`,
    });
    expect(stdout.split('\n')[0]).toBe(
      'a.csv: 1 row: 0 new, 0 changed, 0 unchanged, 1 rejected. Nothing changed.',
    );
    expect(stored(mess)).toEqual(before);
  });

  test.each([
    ['an unclosed quote', `${HEADER}S001,2025-05,30\nS002,"2025-05,1\n`, []],
    ['bytes that are no text', `${HEADER}S001,2025-05,30\nS\u00e9,2025-05,1\n`, []],
    ['too many rows', `${HEADER}S001,2025-05,30\nS002,2025-05,1\n`, ['--max-rows', '1']],
    ['a row that is too long', `${HEADER}S001,2025-05,30\n${'S'.repeat(70_000)},,\n`, []],
    ['an unknown column', `student_id,month,days,wages\nS001,2025-05,30,1\n`, []],
  ])('writes nothing of a file with %s', async (_title, text, options) => {
    const mess = await createFour();
    const before = stored(mess);
    const path = await mess.file('a.csv', Buffer.from(text, 'latin1'));
    const { code, stdout, stderr } = await mess(
      'attendance',
      'import',
      path,
      '--partial',
      '--rejects',
      rejectsOf(mess),
      ...options,
    );
    expect({ code, stdout }).toEqual({ code: 6, stdout: '' });
    expect(stderr).toContain('. Nothing was written.\n');
    expect(stored(mess)).toEqual(before);
  });

  test('rows that contradict each other are all withheld', async () => {
    const mess = await createFour();
    const text = `${HEADER}S001,2025-05,30\nS002,2025-05,28\nS001,05/2025,29\ns001,May-25,30\nS001,2025-04,30\n`;
    const { code, stdout } = await withRejects(mess, text, '--partial');
    expect({ code, stdout }).toEqual({
      code: 6,
      stdout:
        'a.csv: 5 rows: 2 new, 0 changed, 0 unchanged, 3 rejected (import 1).\nRead as: monthly, utf-8, comma, April 2025, May 2025.\n',
    });
    expect(figures(mess)).toEqual(['S001 2025-04 30', 'S002 2025-05 28']);
    const again = 'duplicate_row,"student_id: S001 has a row for 2025-05 already, on line 2"';
    expect(await readRejects(mess)).toBe(
      [
        'student_id,month,days_present,_line,_code,_error',
        `S001,2025-05,30,2,${WITHHELD}`,
        `S001,05/2025,29,4,${again}`,
        `s001,May-25,30,5,${again}`,
        '',
      ].join('\n'),
    );
  });

  test('of rows that say the same the first is taken', async () => {
    const mess = await createFour();
    const text = `${HEADER}S001,2025-05,30\nS001,2025-05,30.0\n`;
    expect(await importBytes(mess, text)).toEqual(
      refused(
        'a.csv:3: student_id: S001 has a row for 2025-05 already, on line 2 (S001)',
        'error: a.csv has 1 mistake: duplicate row. Nothing was written.',
      ),
    );
    await withRejects(mess, text, '--partial');
    expect(figures(mess)).toEqual(['S001 2025-05 30']);
    expect((await readRejects(mess))?.split('\n').slice(1)).toEqual([
      'S001,2025-05,30.0,3,duplicate_row,"student_id: S001 has a row for 2025-05 already, on line 2"',
      '',
    ]);
  });

  test.each([
    ['before', ['S001,2025-05,x', 'S001,2025-05,30']],
    ['after', ['S001,2025-05,30', 'S001,2025-05,x']],
  ])('a faulty row withholds a good one of the same student and month %s it', async (_, rows) => {
    const mess = await createFour();
    const text = `${HEADER}${rows.join('\n')}\nS001,2025-04,30\n`;
    await withRejects(mess, text, '--partial');
    expect(figures(mess)).toEqual(['S001 2025-04 30']);
    const line = (row: string) => rows.indexOf(row) + 2;
    const bad = `S001,2025-05,x,${line('S001,2025-05,x')},bad_days,"days_present: ${NOT_DAYS}"`;
    const good = `S001,2025-05,30,${line('S001,2025-05,30')},${WITHHELD}`;
    expect((await readRejects(mess))?.split('\n').slice(1, 3)).toEqual(
      rows[0] === 'S001,2025-05,x' ? [bad, good] : [good, bad],
    );
  });

  test('every row is counted once', async () => {
    const mess = await createFour();
    const text = `${HEADER}S001,2025-05,\nS001,2025-05,x\nS002,2025-05,3\nS003,2025-05,\n`;
    const { stdout } = await importBytes(mess, text, '--partial', '--json');
    const { rows, inserted, updated, unchanged, blank, rejected } = JSON.parse(stdout);
    expect(inserted + updated + unchanged + blank + rejected).toBe(rows);
  });

  test('of punches, every row of a student with a faulty one is withheld', async () => {
    const mess = await createFour();
    const text = [
      'student_id,timestamp',
      'S001,2025-05-01 08:00',
      'S002,2025-05-01 08:00',
      's001,2025-04-30 08:00',
      'S001,noon',
      'S002,2025-05-31 08:00',
      'S001,2025-05-31 08:00',
      '',
    ];
    const { code } = await withRejects(mess, text.join('\n'), '--partial');
    expect(code).toBe(6);
    expect(figures(mess)).toEqual(['S002 2025-05 2']);
    expect(await readRejects(mess)).toBe(
      [
        'student_id,timestamp,_line,_code,_error',
        `S001,2025-05-01 08:00,2,${WITHHELD}`,
        `s001,2025-04-30 08:00,4,${WITHHELD}`,
        'S001,noon,5,bad_timestamp,timestamp: not a timestamp like 2025-05-31 08:15',
        `S001,2025-05-31 08:00,7,${WITHHELD}`,
        '',
      ].join('\n'),
    );
    const corrected = (await readRejects(mess))?.replace('noon', '2025-05-15 12:00') ?? '';
    expect((await importBytes(mess, corrected)).code).toBe(0);
    expect(figures(mess)).toEqual(['S001 2025-04 1', 'S001 2025-05 3', 'S002 2025-05 2']);
  });

  test('rows of part of a month that would replace others are rejected', async () => {
    const mess = await createFour();
    await mess.do('attendance record S001 --month 2025-05 --days 20');
    const text =
      'id,timestamp\nS001,2025-05-10 08:00\nS001,2025-05-11 08:00\nS002,2025-05-11 08:00\n';
    expect((await withRejects(mess, text, '--partial')).code).toBe(6);
    expect(figures(mess)).toEqual(['S001 2025-05 20', 'S002 2025-05 1']);
    expect(await readRejects(mess)).toBe(
      [
        'id,timestamp,_line,_code,_error',
        'S001,2025-05-10 08:00,2,partial_month,"timestamp: S001 has 20 recorded, and the file covers only 10 to 11 May 2025; --from and --to pass over days that are not meant, --replace takes it all the same"',
        `S001,2025-05-11 08:00,3,${WITHHELD}`,
        '',
      ].join('\n'),
    );
  });
});

describe('--dry-run', () => {
  const GOOD = `${HEADER}S001,2025-05,30\nS002,2025-05,28\nS003,2025-05,\n`;
  const BAD = `${GOOD}S009,2025-05,1\nS004,2025-05,32\n`;

  test.each([
    ['a clean file', GOOD, [], 0],
    ['mistakes', BAD, [], 6],
    ['mistakes and --partial', BAD, ['--partial'], 6],
    ['a file fault', `${BAD}"`, ['--partial'], 6],
  ])('%s: the same counts and code, and nothing is written', async (_title, text, more, code) => {
    const mess = await createFour();
    await mess.do('attendance record S001 --month 2025-05 --days 20');
    const before = stored(mess);
    const dry = await importBytes(mess, text, '--dry-run', '--json', ...more);
    expect(stored(mess)).toEqual(before);
    const wet = await importBytes(mess, text, '--json', ...more);
    expect([dry.code, wet.code]).toEqual([code, code]);
    const { import: _none, dryRun, ...dryReport } = JSON.parse(dry.stdout);
    const { import: _number, dryRun: wetRun, ...wetReport } = JSON.parse(wet.stdout);
    expect([_none, dryRun, wetRun]).toEqual([null, true, false]);
    expect(dryReport).toEqual(wetReport);
  });

  test('says so with mistakes too', async () => {
    const mess = await createFour();
    const { stdout, stderr } = await importBytes(mess, BAD, '--dry-run', '--partial');
    expect(stdout).toBe(
      `a.csv: 5 rows: 2 new, 0 changed, 0 unchanged, 1 blank, 2 rejected. Dry run: nothing was written.\n${READ_AS}No days for 1 on the roll in May 2025: S003.\n`,
    );
    expect(stderr.split('\n').slice(-3)).toEqual([
      'error: a.csv has 2 mistakes: too many days, unknown student. Nothing was written.',
      ...HINT.split('\n'),
    ]);
  });
});
