import { describe, expect, test } from 'vitest';
import {
  createFour,
  figures,
  importBytes,
  importRoll,
} from '../../support/records/files/import-file.ts';

/** What a device with the month first writes of two students, as in a report of its users. */
function monthFirst(days: number) {
  const rows = Array.from({ length: days }, (_, index) => {
    const minute = String((index + 1) % 60).padStart(2, '0');
    return [
      `S001,5/${index + 1}/2025 7:${minute} AM\n`,
      `S002,5/${index + 1}/2025 8:${minute} PM\n`,
    ].join('');
  });
  return `User ID,DateTime\n${rows.join('')}`;
}

describe('a form of dates is judged over the whole file', () => {
  test('days that may be months: both forms are named, with what comes of each', async () => {
    const mess = await createFour();
    expect(await importBytes(mess, monthFirst(12))).toMatchInlineSnapshot(`
      {
        "code": 6,
        "stderr": "a.csv:2: DateTime: more than one form fits: as D/M/YYYY h:mm A 5 January to 5 December 2025, as M/D/YYYY h:mm A 1 to 12 May 2025 (5/1/2025 7:01 AM), and 23 more like it: lines 3, 4, 5, 6, 7 …
      error: a.csv has 24 mistakes: bad timestamp. Nothing was written.
      hint: give the form whose dates are right with --date-format; else correct the file and import it again, or take its good rows with --partial
      ",
        "stdout": "",
      }
    `);
    expect(
      await importBytes(mess, monthFirst(12), '--date-format', 'D/M/YYYY h:mm A', '--partial'),
    ).toMatchInlineSnapshot(`
      {
        "code": 6,
        "stderr": "error: By the form that was given a.csv has a day or two in each of 5 months, 5 January to 5 May 2025. With day and month exchanged it is 1 to 5 May 2025.
      hint: if those are meant: --date-format "M/D/YYYY h:mm A"; if not, import it month by month with --from and --to
      ",
        "stdout": "",
      }
    `);
    expect(figures(mess)).toEqual([]);
    const right = await importBytes(mess, monthFirst(12), '--date-format', 'M/D/YYYY h:mm A');
    expect(right.code).toBe(0);
    expect(figures(mess)).toEqual(['S001 2025-05 12', 'S002 2025-05 12']);
  });

  test('a day after the twelfth decides for all, also against the form that was given', async () => {
    const mess = await createFour();
    expect(await importBytes(mess, monthFirst(31))).toMatchInlineSnapshot(`
      {
        "code": 6,
        "stderr": "a.csv:2: DateTime: not a timestamp like 2025-05-31 08:15; try --date-format "M/D/YYYY h:mm A" (5/1/2025 7:01 AM), and 61 more like it: lines 3, 4, 5, 6, 7 …
      error: a.csv has 62 mistakes: bad timestamp. Nothing was written.
      hint: tell how dates are written: --date-format "M/D/YYYY h:mm A"; else correct the file and import it again, or take its good rows with --partial
      ",
        "stdout": "",
      }
    `);
    expect(
      await importBytes(mess, monthFirst(31), '--date-format', 'D/M/YYYY h:mm A'),
    ).toMatchInlineSnapshot(`
      {
        "code": 6,
        "stderr": "a.csv:12: DateTime: is later than now (5/6/2025 7:06 AM)
      a.csv:13: DateTime: is later than now (5/6/2025 8:06 PM)
      a.csv:14: DateTime: July 2025 is in the future (5/7/2025 7:07 AM)
      a.csv:15: DateTime: July 2025 is in the future (5/7/2025 8:07 PM)
      a.csv:16: DateTime: August 2025 is in the future (5/8/2025 7:08 AM)
      a.csv:17: DateTime: August 2025 is in the future (5/8/2025 8:08 PM)
      a.csv:18: DateTime: September 2025 is in the future (5/9/2025 7:09 AM)
      a.csv:19: DateTime: September 2025 is in the future (5/9/2025 8:09 PM)
      a.csv:20: DateTime: October 2025 is in the future (5/10/2025 7:10 AM)
      a.csv:21: DateTime: October 2025 is in the future (5/10/2025 8:10 PM)
      a.csv:22: DateTime: November 2025 is in the future (5/11/2025 7:11 AM)
      a.csv:23: DateTime: November 2025 is in the future (5/11/2025 8:11 PM)
      a.csv:24: DateTime: December 2025 is in the future (5/12/2025 7:12 AM)
      a.csv:25: DateTime: December 2025 is in the future (5/12/2025 8:12 PM)
      a.csv:26: DateTime: does not have the form of --date-format; try --date-format "M/D/YYYY h:mm A" (5/13/2025 7:13 AM), and 37 more like it: lines 27, 28, 29, 30, 31 …
      error: a.csv has 52 mistakes: bad timestamp (38), in the future (14). Nothing was written.
      hint: tell how dates are written: --date-format "M/D/YYYY h:mm A"; else correct the file and import it again, or take its good rows with --partial
      ",
        "stdout": "",
      }
    `);
    await importBytes(mess, monthFirst(31), '--date-format', 'M/D/YYYY h:mm A');
    expect(figures(mess)).toEqual(['S001 2025-05 31', 'S002 2025-05 31']);
  });

  test('rows that are not of the form of the others are named for themselves', async () => {
    const mess = await createFour();
    const text = `${monthFirst(31)}S001,13/5/2025 7:01 AM\nS001,noon\n`;
    expect(await importBytes(mess, text)).toMatchInlineSnapshot(`
      {
        "code": 6,
        "stderr": "a.csv:2: DateTime: not a timestamp like 2025-05-31 08:15; try --date-format "M/D/YYYY h:mm A" (5/1/2025 7:01 AM), and 61 more like it: lines 3, 4, 5, 6, 7 …
      a.csv:64: DateTime: not of the form that most have, M/D/YYYY h:mm A (13/5/2025 7:01 AM)
      a.csv:65: DateTime: not of the form that most have, M/D/YYYY h:mm A (noon)
      error: a.csv has 64 mistakes: bad timestamp. Nothing was written.
      hint: tell how dates are written: --date-format "M/D/YYYY h:mm A"; else correct the file and import it again, or take its good rows with --partial
      ",
        "stdout": "",
      }
    `);
    const iso = Array.from({ length: 9 }, (_, day) => `S001,2025-05-0${day + 1} 08:00\n`).join('');
    expect(
      await importBytes(mess, `User ID,DateTime\n${iso}S001,13/5/2025 07:01\n`),
    ).toMatchInlineSnapshot(`
      {
        "code": 6,
        "stderr": "a.csv:11: DateTime: not a timestamp like 2025-05-31 08:15 (13/5/2025 07:01)
      error: a.csv has 1 mistake: bad timestamp. Nothing was written.
      hint: correct the file and import it again, or take its good rows with --partial
      ",
        "stdout": "",
      }
    `);
  });

  test('a form that less than half of the rows have is not suggested', async () => {
    const mess = await createFour();
    const halves = ['13/05/2025 08:15', '13/05/2025 08:15:01', '2025-05-13 08:15', 'noon'];
    const text = halves.map((time) => `S001,${time}\n`).join('');
    expect((await importBytes(mess, `User ID,DateTime\n${text}`)).stderr).not.toContain('form');
  });

  test('of joining and leaving days together', async () => {
    const mess = await createFour();
    const text =
      'id,name,branch,phone,joined,left\nS011,A,CE,9876543301,1/2/2025,\nS012,B,CE,9876543302,2/2/2025,20/5/2025\n';
    expect(await importRoll(mess, text)).toMatchInlineSnapshot(`
      {
        "code": 6,
        "stderr": "a.csv:2: joined: not a date like 2025-05-31; try --date-format "D/M/YYYY" (1/2/2025), and 1 more like it: line 3
      a.csv:3: left: not a date like 2025-05-31; try --date-format "D/M/YYYY" (20/5/2025)
      error: a.csv has 3 mistakes: bad date. Nothing was written.
      hint: tell how dates are written: --date-format "D/M/YYYY"; else correct the file and import it again, or take its good rows with --partial
      ",
        "stdout": "",
      }
    `);
    expect((await importRoll(mess, text, '--date-format', 'D/M/YYYY')).code).toBe(0);
  });
});
