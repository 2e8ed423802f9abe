import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { createFour, figures, importBytes } from '../../support/records/files/import-file.ts';
import { addMay, createBilledMay } from '../../support/records/month.ts';

const FILE = 'student_id,month,days_present\nS001,2025-05,30\nS002,2025-05,28\n';

const stale = async (mess: TestMess) => {
  const [bill] = await mess.json<{ stale: boolean }[]>('bill', 'list');
  return bill?.stale;
};

test('nothing of a figure is left: not in the month, its list, or the status', async () => {
  const mess = await createFour();
  const statusBefore = await mess.json<object>('status');
  await mess.do('attendance record S001 --month 2025-03 --days 20');
  expect(await mess('attendance', 'clear', 's001', '--month', '2025-03')).toEqual({
    code: 0,
    stdout: 'Taken out: 20 days of S001 (Asha Rao) in March 2025.\n',
    stderr: 'To take it back: mess attendance record S001 --month 2025-03 --days 20\n',
  });
  expect(await mess.json('month', 'list')).toEqual([]);
  expect(await mess.json('status')).toEqual(statusBefore);
  expect(await mess('attendance', 'clear', 'S001', '--month', '2025-03')).toMatchObject({
    code: 3,
    stderr:
      'error: No attendance of S001 (Asha Rao) is recorded in March 2025.\n' +
      'hint: mess attendance show --month 2025-03\n',
  });
  expect(await mess.json('attendance', 'show', '--month', '2025-03')).toMatchObject([
    { studentId: 'S001', days: null },
    { studentId: 'S002', days: null },
    { studentId: 'S003', days: null },
    { studentId: 'S004', days: null },
  ]);
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('a bill that stands on the figure is stale, and a revision has 0 days', async () => {
  const mess = await createBilledMay();
  expect(await stale(mess)).toBe(false);
  const { stderr } = await mess('attendance', 'clear', 'S001', '--month', '2025-05');
  expect(stderr).toContain('The bill of May 2025 was made before this change.');
  expect(await stale(mess)).toBe(true);
  await mess.do('bill revise --month 2025-05 --reason cleared --yes');
  expect(await stale(mess)).toBe(false);
  const { shares } = await mess.json<{ shares: object[] }>('bill', 'show', '--month', '2025-05');
  expect(shares[0]).toMatchObject({ studentId: 'S001', days: 0, amount: '0.00' });
});

test('a closed month is refused', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do('bill register --month 2025-05 --total 60000', 'month close --month 2025-05');
  expect(await mess('attendance', 'clear', 'S001', '--month', '2025-05')).toMatchObject({
    code: 8,
  });
});

test('an import is undone around figures that were cleared, and the history of before stays', async () => {
  const mess = await createFour();
  await mess.do('attendance record S001 --month 2025-05 --days 20');
  await importBytes(mess, FILE);
  await mess.do('attendance clear S001 --month 2025-05');
  expect(await mess('attendance', 'undo', '1')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('1 figure taken out (May 2025)'),
  });
  expect(figures(mess)).toEqual([]);
  expect(mess.rows('select days_hundredths from attendance_history order by changed_by')).toEqual([
    { days_hundredths: 2000 },
    { days_hundredths: 3000 },
    { days_hundredths: 2800 },
  ]);
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('one that was cleared and recorded anew stands in the way of an undo', async () => {
  const mess = await createFour();
  await importBytes(mess, FILE);
  await mess.do(
    'attendance clear S001 --month 2025-05',
    'attendance record S001 -m 2025-05 --days 3',
  );
  expect(await mess('attendance', 'undo', '1')).toMatchObject({
    code: 8,
    stderr: expect.stringContaining('changed by hand since: S001 in 2025-05'),
  });
});
