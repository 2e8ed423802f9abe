import { expect, test } from 'vitest';
import { createFour, figures, importBytes } from '../../support/records/files/import-file.ts';

const PUNCHES = 'student_id,timestamp\n';

async function createNightly(...settings: string[]) {
  const mess = await createFour();
  await mess.do(`settings ${settings.join(' ')}`);
  return mess;
}

test('a punch before the day begins is of the evening before, also over the end of a month', async () => {
  const mess = await createNightly('--day-starts', '04:00');
  const text = [
    'S001,2025-05-31 19:40',
    'S001,2025-06-01 00:20',
    'S002,2025-06-01 03:59:59',
    'S003,2025-06-01 04:00:00',
    // 03:59 and 04:00 on the clock of the mess.
    'S004,2025-05-31T22:29:00Z',
    'S004,2025-05-31T22:30:00Z',
  ];
  const { code, stdout } = await importBytes(mess, `${PUNCHES}${text.join('\n')}\n`);
  expect({ code, stdout: stdout.split('\n')[1] }).toEqual({
    code: 0,
    stdout: 'Read as: punches, utf-8, comma, May 2025, June 2025, days from 04:00.',
  });
  expect(figures(mess)).toEqual([
    'S001 2025-05 1',
    'S002 2025-05 1',
    'S004 2025-05 1',
    'S003 2025-06 1',
    'S004 2025-06 1',
  ]);
});

test('by any form, in two columns, and from another zone', async () => {
  const mess = await createNightly('--day-starts', '04:00');
  const columns = 'student_id,date,time\nS001,6/1/2025,12:20 AM\nS001,5/31/2025,8:00 PM\n';
  const form = ['--date-format', 'M/D/YYYY h:mm A'];
  expect((await importBytes(mess, columns, ...form)).code).toBe(0);
  const utc = `${PUNCHES}S002,2025-05-31 22:29\nS003,2025-05-31 22:30\n`;
  expect((await importBytes(mess, utc, '--timezone', 'UTC')).code).toBe(0);
  expect(figures(mess)).toEqual(['S001 2025-05 1', 'S002 2025-05 1', 'S003 2025-06 1']);
});

test('--from and --to are days of the mess', async () => {
  const mess = await createNightly('--day-starts', '04:00');
  const text = `${PUNCHES}S001,2025-05-01 00:20\nS001,2025-05-31 20:00\nS002,2025-06-01 00:20\n`;
  const may = ['--from', '2025-05-01', '--to', '2025-05-31'];
  expect((await importBytes(mess, text, ...may)).stdout).toContain('1 passed over');
  expect(figures(mess)).toEqual(['S001 2025-05 1', 'S002 2025-05 1']);
});

test('the same file is another one when the day begins at another time', async () => {
  const mess = await createFour();
  const text = `${PUNCHES}S001,2025-05-10 20:00\nS001,2025-05-12 00:20\n`;
  await importBytes(mess, text);
  expect(figures(mess)).toEqual(['S001 2025-05 2']);
  await mess.do('settings --day-starts 04:00');
  expect((await importBytes(mess, text)).stderr).toContain('S001 lacks 12 May 2025');
  const other = await importBytes(mess, text, '--replace');
  expect(other.stdout).toContain('0 new, 0 changed, 1 unchanged');
  await mess.do('settings --day-starts 00:00');
  expect((await importBytes(mess, text)).stdout).toContain('imported already');
});

test('a change of the clocks moves no day', async () => {
  const mess = await createNightly('--timezone', 'America/New_York', '--day-starts', '02:30');
  // On 10 March there is no 02:30, and on 3 November 01:30 comes twice.
  const text = [
    'S001,2024-03-10T06:59:00Z',
    'S002,2024-03-10T07:00:00Z',
    'S003,2024-11-03T05:30:00Z',
    'S003,2024-11-03T06:30:00Z',
    'S004,2024-11-03T07:30:00Z',
  ];
  expect((await importBytes(mess, `${PUNCHES}${text.join('\n')}\n`, '--json')).code).toBe(0);
  const { stdout } = await importBytes(
    mess,
    `${PUNCHES}${text.join('\n')}\n`,
    ...['--from', '2024-03-10', '--to', '2024-11-02', '--dry-run'],
  );
  expect(stdout).toContain('2 unchanged, 2 passed over');
});

test('the roll that is called after midnight is that of the evening', async () => {
  const mess = await createNightly('--day-starts', '04:00');
  // 00:20 of 1 June.
  mess.now = new Date('2025-05-31T18:50:00Z');
  const call = ['attendance', 'today', '--all-present'];
  expect((await mess(...call)).stdout).toBe('Marked 2025-05-31: 4 present.\n');
  expect((await mess(...call, '--date', '2025-06-01')).stderr).toContain('is still to come');
  mess.now = new Date('2025-05-31T22:30:00Z');
  expect((await mess(...call)).stdout).toBe('Marked 2025-06-01: 4 present.\n');
});
