import { describe, expect, test } from 'vitest';
import {
  createFour,
  expectRefused,
  figures,
  importBytes,
  refused,
  stored,
  taken,
} from '../../support/records/files/import-file.ts';

const PUNCHES = 'student_id,timestamp\n';

describe('punches', () => {
  test('many on a day count once', async () => {
    const mess = await createFour();
    const text = [
      'S001,2025-05-01 07:59',
      'S001,2025-05-01 12:30:59',
      'S001,2025-05-01 21:00',
      's001,2025-05-31T20:00:00.123',
      'S002,2025-05-31 00:00',
    ];
    expect(await importBytes(mess, `${PUNCHES}${text.join('\n')}\n`)).toEqual({
      ...taken(
        '5 rows: 2 new, 0 changed, 0 unchanged (import 1)',
        'punches, utf-8, comma, May 2025',
      ),
      stderr: 'warning: a.csv covers only 1, 31 May 2025.\n',
    });
    expect(figures(mess)).toEqual(['S001 2025-05 2', 'S002 2025-05 1']);
  });

  test('an offset is counted in the zone of the mess', async () => {
    const mess = await createFour();
    const text = [
      'S001,2025-05-31T18:29:59Z',
      'S002,2025-05-31T18:30:00Z',
      'S003,2025-06-01 01:00 +0700',
      'S004,2025-05-31T12:30-06',
    ];
    expect((await importBytes(mess, `${PUNCHES}${text.join('\n')}\n`)).code).toBe(0);
    expect(figures(mess)).toEqual([
      'S001 2025-05 1',
      'S003 2025-05 1',
      'S002 2025-06 1',
      'S004 2025-06 1',
    ]);
  });

  test('--timezone is that of timestamps without an offset', async () => {
    const mess = await createFour();
    const text = `${PUNCHES}S001,2025-05-31 18:29\nS002,2025-05-31 18:30\nS003,2025-05-31T18:30:00+05:30\nS004,2025-05-31 08:00\n`;
    const before = await importBytes(mess, text, '--dry-run');
    expect(before.stdout).toContain('Read as: punches, utf-8, comma, May 2025.\n');
    expect((await importBytes(mess, text, '--timezone', 'UTC')).code).toBe(0);
    expect(figures(mess)).toEqual([
      'S001 2025-05 1',
      'S003 2025-05 1',
      'S004 2025-05 1',
      'S002 2025-06 1',
    ]);
  });

  test('--from and --to pass over other days, and say how many', async () => {
    const mess = await createFour();
    const rows = ['04-30', '05-01', '05-01', '05-30', '05-31', '06-01'].map(
      (day) => `S001,2025-${day} 08:00\n`,
    );
    const options = ['--from', '2025-05-01', '--to', '2025-05-30'];
    const text = `${PUNCHES}${rows.join('')}S009,2025-06-02 08:00\n`;
    expect(await importBytes(mess, text, ...options)).toEqual({
      ...taken(
        '7 rows: 1 new, 0 changed, 0 unchanged, 4 passed over (import 1)',
        'punches, utf-8, comma, May 2025',
      ),
      stderr: 'warning: a.csv covers only 1, 30 May 2025.\n',
    });
    expect(figures(mess)).toEqual(['S001 2025-05 2']);
    const again = await importBytes(mess, text, ...options, '--again', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ rows: 7, skipped: 4, unchanged: 1 });
  });

  test('other days than of --month are mistakes', async () => {
    await expectRefused(
      `${PUNCHES}S001,2025-05-01 08:00\nS001,2025-05-31T23:00Z\n`,
      ['--month', 'may 2025'],
      'a.csv:3: timestamp: the file is imported for 2025-05; --from and --to pass over other days (2025-05-31T23:00Z)',
      'error: a.csv has 1 mistake: other month. Nothing was written.',
    );
  });

  test('a date and a time in two columns', async () => {
    const mess = await createFour();
    const text = 'student_id,date,time\nS001,01/05/2025,08:00\nS001,31/05/2025,23:30\n';
    const options = ['--date-format', 'DD/MM/YYYY HH:mm', '--timezone', 'UTC'];
    expect((await importBytes(mess, text, ...options)).code).toBe(0);
    expect(figures(mess)).toEqual(['S001 2025-05 1', 'S001 2025-06 1']);
  });

  test.each([
    ['31/05/2025 08:15', 'DD/MM/YYYY HH:mm'],
    ['31/5/2025 8:15', 'D/M/YYYY H:mm'],
    ['5/31/2025 8:15:01 PM', 'M/D/YYYY h:mm:ss A'],
    ['05/31/25 20:15', 'MM/DD/YY HH:mm'],
    ['31-May-2025 20:15', 'DD-MMM-YYYY HH:mm'],
    ['2025/05/31 20:15:01', 'YYYY/MM/DD HH:mm:ss'],
    ['2025-5-31 8:15', 'YYYY-M-D H:mm'],
    ['5/31/2025 8:15\u202fPM', 'M/D/YYYY h:mm A'],
    ['5/31/2025 8:15\u00a0a.m.', 'M/D/YYYY h:mm A'],
    ['5/31/2025 08:15PM', 'M/D/YYYY hh:mm A'],
    ['31/05/2025T08:15:01.5', 'DD/MM/YYYYTHH:mm:ss.S'],
    ['31 May 2025 8:15', 'DD MMM YYYY H:mm'],
    ['"May 31, 2025 8:15 AM"', 'MMM DD, YYYY h:mm A'],
    ['"31/05/2025, 08:15"', 'DD/MM/YYYY, HH:mm'],
    ['31/05/2025 08:15 GMT+5:30', 'DD/MM/YYYY HH:mm Z'],
    ['31/05/2025 08:15+05:30', 'DD/MM/YYYY HH:mmZ'],
    ['31/05/2025 08:15Z', 'DD/MM/YYYY HH:mmZ'],
    ['31/05/2025 08:15 UTC', 'DD/MM/YYYY HH:mm Z'],
    ['31.05.2025 20:15', 'DD.MM.YYYY HH:mm'],
  ])('%s, and the form that the error suggests', async (written, form) => {
    const text = `${PUNCHES}S001,${written}\n`;
    await expectRefused(
      text,
      [],
      `a.csv:2: timestamp: not a timestamp like 2025-05-31 08:15; try --date-format "${form}" (${written.replaceAll('"', '')})`,
      'error: a.csv has 1 mistake: bad timestamp. Nothing was written.',
    );
    const mess = await createFour();
    expect((await importBytes(mess, text, '--date-format', form)).code).toBe(0);
    expect(figures(mess)).toEqual(['S001 2025-05 1']);
  });

  test('timestamps that are none', async () => {
    const not = 'not a timestamp like 2025-05-31 08:15';
    const bad = ['2025-05-32', '2025-05-31 24:30', 'noon', '1748679300'];
    await expectRefused(
      `${PUNCHES}${[...bad, '""', '2025-02-29 08:00', '31/02/2025 08:15'].map((text) => `S001,${text}\n`).join('')}`,
      [],
      ...bad.map((text, index) => `a.csv:${index + 2}: timestamp: ${not} (${text})`),
      'a.csv:6: timestamp: the timestamp is missing',
      'a.csv:7: timestamp: February 2025 has 28 days (2025-02-29 08:00)',
      'a.csv:8: timestamp: February 2025 has 28 days (31/02/2025 08:15)',
      'error: a.csv has 7 mistakes: bad timestamp (6), missing. Nothing was written.',
    );
    await expectRefused(
      `${PUNCHES}S001,31/05/2025 08:15\nS001,2025-05-31 08:15\nS001,31/05/2025\nS001,30/05/2025 24:00\n`,
      ['--date-format', 'dd/MM/yyyy HH:mm'],
      'a.csv:3: timestamp: does not have the form of --date-format (2025-05-31 08:15)',
      'a.csv:4: timestamp: does not have the form of --date-format (31/05/2025)',
      'a.csv:5: timestamp: does not have the form of --date-format (30/05/2025 24:00)',
      'error: a.csv has 3 mistakes: bad timestamp. Nothing was written.',
    );
  });

  test('any minute but of an hour 24, by any form', async () => {
    const mess = await createFour();
    const log = 'S001,01/05/2025 07:23:59\nS001,02/05/2025 07:24:05\nS001,03/05/2025 07:25:00\n';
    const form = ['--date-format', 'DD/MM/YYYY HH:mm:ss'];
    expect((await importBytes(mess, `${PUNCHES}${log}`, ...form)).code).toBe(0);
    expect(figures(mess)).toEqual(['S001 2025-05 3']);
    await expectRefused(
      `${PUNCHES}S001,02/05/2025 24:05:00\n`,
      form,
      'a.csv:2: timestamp: does not have the form of --date-format (02/05/2025 24:05:00)',
      'error: a.csv has 1 mistake: bad timestamp. Nothing was written.',
    );
    const noon = `${PUNCHES}S001,05/02/2025 12:24:05 PM\n`;
    const again = [...['--date-format', 'MM/DD/YYYY hh:mm:ss A'], '--replace'];
    expect((await importBytes(mess, noon, ...again)).code).toBe(0);
    expect(figures(mess)).toEqual(['S001 2025-05 1']);
  });

  test.each(['31/05/2025 08:15 IST', '31/05/2025 08:15 +25:00'])(
    '%s: no form is suggested that cannot read it',
    async (written) => {
      await expectRefused(
        `${PUNCHES}S001,${written}\n`,
        [],
        `a.csv:2: timestamp: not a timestamp like 2025-05-31 08:15 (${written})`,
        'error: a.csv has 1 mistake: bad timestamp. Nothing was written.',
      );
    },
  );

  test('an offset that no zone has', async () => {
    const text = '2025-05-31T08:00+99:99';
    await expectRefused(
      `${PUNCHES}S001,${text}\n`,
      [],
      `a.csv:2: timestamp: not a timestamp like 2025-05-31 08:15 (${text})`,
      'error: a.csv has 1 mistake: bad timestamp. Nothing was written.',
    );
  });

  test.each([
    'HH:mm',
    'MM/YYYY',
    'foo',
    '',
    'DD/MM/YYYY EEE',
    'ddd',
    'YYYY',
    'dd/mm/yyyy',
    'DD/MM/YYYY mm',
    'DD/MM/YYYY HH:mm A',
    'DD/MM/DD/YYYY',
    "DD/MM/YYYY 'at",
  ])('--date-format "%s" is exit 2', async (form) => {
    const mess = await createFour();
    const text = `${PUNCHES}S001,2025-05-01\n`;
    expect(await importBytes(mess, text, '--date-format', form)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: --date-format: not a date form; write it like "DD/MM/YYYY HH:mm"\n',
    });
  });
});

describe('part of a month', () => {
  /** A punch on each day from one to another, for each pair. */
  const punches = (...runs: (readonly [number, number])[]) => {
    const days = runs.flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, index) => first + index),
    );
    return `${PUNCHES}${days.map((day) => `S001,2025-05-${String(day).padStart(2, '0')} 08:00\n`).join('')}`;
  };

  test.each([
    [[[1, 31]], '', 'taken'],
    [[[3, 29]], '3 to 29', 'taken'],
    [[[4, 29]], '4 to 29', 'refused'],
    [[[3, 28]], '3 to 28', 'refused'],
    [[[17, 17]], '17', 'refused'],
    // Some days without anybody, and more than a week of them.
    [
      [
        [1, 16],
        [18, 31],
      ],
      '1 to 16, 18 to 31',
      'taken',
    ],
    [
      [
        [1, 10],
        [18, 31],
      ],
      '1 to 10, 18 to 31',
      'taken',
    ],
    [
      [
        [1, 10],
        [19, 31],
      ],
      '1 to 10, 19 to 31',
      'refused',
    ],
  ] as const)('with days %j: covers %s; another figure is %s', async (runs, covered, outcome) => {
    const text = punches(...runs);
    const warning = covered === '' ? '' : `warning: a.csv covers only ${covered} May 2025.\n`;
    const mess = await createFour();
    const result = await importBytes(mess, text);
    expect({ code: result.code, stderr: result.stderr }).toEqual({ code: 0, stderr: warning });
    const other = await createFour();
    await other.do('attendance record S001 --month 2025-05 --days 30.5');
    expect((await importBytes(other, text)).code).toBe(outcome === 'taken' ? 0 : 6);
  });

  test('is an error where another figure is recorded, unless --replace', async () => {
    const mess = await createFour();
    await mess.do(
      'attendance record S001 --month 2025-05 --days 20',
      'attendance record S002 --month 2025-05 --days 1',
    );
    const text = `${PUNCHES}S002,2025-05-10 08:00\nS003,2025-05-10 08:00\nS001,2025-05-11 08:00\nS001,2025-05-12 08:00\n`;
    const before = stored(mess);
    expect(await importBytes(mess, text)).toEqual(
      refused(
        'a.csv:4: timestamp: S001 has 20 recorded, and the file covers only 10 to 12 May 2025; --from and --to pass over days that are not meant, --replace takes it all the same (2)',
        'error: a.csv has 1 mistake: partial month. Nothing was written.',
      ),
    );
    expect(stored(mess)).toEqual(before);
    expect(await importBytes(mess, text, '--replace')).toEqual({
      code: 0,
      stdout:
        'a.csv: 4 rows: 1 new, 1 changed, 1 unchanged (import 1).\nRead as: punches, utf-8, comma, May 2025.\nNo days for 1 on the roll in May 2025: S004.\nChanged: S001 20 → 2.\n',
      stderr: 'warning: a.csv covers only 10 to 12 May 2025.\n',
    });
    expect(figures(mess)).toEqual(['S001 2025-05 2', 'S002 2025-05 1', 'S003 2025-05 1']);
  });

  test('is none where the same figure is recorded', async () => {
    const mess = await createFour();
    await mess.do('attendance record S001 --month 2025-05 --days 2');
    const { code, stdout } = await importBytes(mess, punches([10, 11]));
    expect({ code, stdout: stdout.split('\n')[0] }).toEqual({
      code: 0,
      stdout: 'a.csv: 2 rows: 0 new, 0 changed, 1 unchanged (import 1). Nothing changed.',
    });
  });

  test('of a whole month other figures are replaced', async () => {
    const mess = await createFour();
    await mess.do('attendance record S001 --month 2025-05 --days 20');
    expect((await importBytes(mess, punches([2, 30]))).stdout).toContain('0 new, 1 changed');
    expect(figures(mess)).toEqual(['S001 2025-05 29']);
  });
});
