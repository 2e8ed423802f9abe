import { expect, test } from 'vitest';
import { htmlPage } from '../../support/records/files/html-page.ts';
import { createFour, figures, importBytes } from '../../support/records/files/import-file.ts';

// Every day one file of each noun runs on a server; what the layouts write beside figures is here.

test('a register with marks of the mess, a daily sheet, a log and a page, and back again', async () => {
  const mess = await createFour();
  await mess.do('attendance marks set ½P half', 'attendance marks set Ü holiday');
  const register =
    'student_id,month,1,2,3\nS001,2025-04,½P,Ü,P\nS002,2025-04,P,Ü,A\nS003,2025-04,P,Ü,P\n';
  expect((await importBytes(mess, register)).stdout).toContain(
    'Marks: P 4 present, Ü 3 off (not counted), ½P 1 half a day, A 1 absent.\nNo days for 1 on the roll in April 2025: S004.\n',
  );
  const daily =
    'student_id,date,status\nS001,2025-05-01,Present\nS002,2025-05-01,½P\nS001,2025-05-02,Absent\n';
  expect((await importBytes(mess, daily)).code).toBe(0);
  const log =
    'student_id,timestamp\nS003,2025-05-01 08:00\nS003,2025-05-02 08:00\nS004,2025-06-01 12:11\n';
  expect((await importBytes(mess, log, '--partial')).stderr).toContain('is later than now');
  const page = htmlPage([
    ['Roll No', 'Month', 'Days'],
    ['S004', '2025-05', '7'],
  ]);
  expect((await importBytes(mess, page)).code).toBe(0);
  const all = [
    'S001 2025-04 1.5',
    'S002 2025-04 1',
    'S003 2025-04 2',
    'S001 2025-05 1',
    'S002 2025-05 0.5',
    'S003 2025-05 2',
    'S004 2025-05 7',
  ];
  expect(figures(mess)).toEqual(all);
  await mess.do('attendance undo 4 --yes', 'attendance undo 2 --yes');
  expect(figures(mess)).toEqual(all.filter((figure) => !/S00[124] 2025-05/.test(figure)));
});

test('the roll call of a day long ago, and marks beside the figures of a file', async () => {
  const mess = await createFour();
  const call = ['attendance', 'today', '--date', '2014-06-01', '--all-present'];
  expect((await mess(...call)).code).toBe(8);
  expect((await mess(...call, '--unlikely')).code).toBe(0);
  const file = 'student_id,month,days\nS001,2014-06,9\n';
  expect((await importBytes(mess, file)).code).toBe(8);
  expect((await importBytes(mess, file, '--replace')).code).toBe(0);
  expect(figures(mess)[0]).toBe('S001 2014-06 9');
});
