import { describe, expect, test } from 'vitest';
import { readAttendance as read } from '../../support/records/files/field.ts';
import { expectRefused } from '../../support/records/files/import-file.ts';

const DAYS = 'S001,P,P,A\nS002,H,A,P\n';
const MAY = ['--month', '2025-05'];

describe('days by their dates', () => {
  test.each([
    ['1 Thu,2 Fri,3 Sat', MAY],
    ['Thu 1,Fri 2,Sat 3', MAY],
    ['1st,2nd,3rd', MAY],
    ['D1,D2,D3', MAY],
    ['1-May,2-May,3-May', MAY],
    ['01/05,02/05,03/05', MAY],
    ['05/01,05/02,05/03', MAY],
    ['01-May-25,02-May-25,03-May-25', []],
    ['May 1 2025,May 2 2025,May 3 2025', []],
    ['2025-05-01,2025-05-02,2025-05-03', []],
    ['2025-05-01 00:00:00,2025-05-02 00:00:00,2025-05-03 00:00:00', []],
    ['01/05/2025,02/05/2025,03/05/2025', []],
    ['5/1/2025,5/2/2025,5/3/2025', []],
    ['01.05.25,02.05.25,03.05.25', []],
    ['Thu 01/05/2025,Fri 02/05/2025,Sat 03/05/2025', []],
  ] as const)('%s', async (days, options) => {
    expect(await read(`Roll No,${days}\n${DAYS}`, ...options)).toEqual([
      0,
      'Read as: register, utf-8, comma, May 2025.',
      'S001 2025-05 2',
      'S002 2025-05 1.5',
    ]);
  });

  test('agree with the month that is given, and with the weekday', async () => {
    for (const [days, sentence] of [
      [
        '01-May-25,02-May-25,03-May-25',
        'the columns are days of 2025-05, the file is imported for 2025-04',
      ],
      ['1-May,2-May,3-May', 'the columns are days of May, the file is imported for 2025-04'],
      ['1 Thu,2 Fri,3 Sat', '1 April 2025 is a Tue, not a Thu; is it another month?'],
    ]) {
      expect(await read(`Roll No,${days}\n${DAYS}`, '--month', '2025-04')).toEqual([
        6,
        `a.csv:1: ${sentence}`,
        'error: a.csv has 1 mistake: other month. Nothing was written.',
        'hint: correct the file and import it again',
      ]);
    }
  });

  test('agree with the month of a row', async () => {
    await expectRefused(
      'Roll No,Month,1-May,2-May\nS001,2025-05,P,P\nS002,2025-04,P,P\n',
      [],
      'a.csv:3: Month: the columns are days of another month (2025-04)',
      'error: a.csv has 1 mistake: other month. Nothing was written.',
    );
    expect((await read('Roll No,Month,1-May-25\nS001,2025-04,P\n'))[0]).toBe(6);
  });

  test('one day that may be of two months is taken for the month that is given', async () => {
    expect((await read('Roll No,01/05/2025\nS001,P\n'))[0]).toBe(6);
    expect(await read('Roll No,05/01/2025\nS001,P\n', ...MAY)).toContain('S001 2025-05 1');
    expect(await read('Roll No,01/05/2025\nS001,P\n', ...MAY)).toContain('S001 2025-05 1');
  });
});
