import { expect, test } from 'vitest';
import { createFour, figures, importBytes } from '../../support/records/files/import-file.ts';

const HEADER = 'student_id,month,days_present\n';
const away = (id: string, from = '05', to = '11') =>
  `attendance away ${id} --from 2025-05-${from} --to 2025-05-${to}`;

const ASHA = 'S001 was marked away for 7 days of May 2025 and has 31 days.';

test('a file that counts days of absence is warned of', async () => {
  const mess = await createFour();
  await mess.do(away('S001'), away('S002', '11'));
  const file = `${HEADER}S001,2025-05,31\nS002,2025-05,30\nS003,2025-05,31\n`;
  expect(await importBytes(mess, file)).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(`warning: ${ASHA}\n`),
  });
  expect(figures(mess)[0]).toBe('S001 2025-05 31');
});

test('of several students each is named with both figures', async () => {
  const mess = await createFour();
  await mess.do(away('S001'), away('S002', '11'));
  const file = `${HEADER}S001,2025-05,24.5\nS002,2025-05,31\n`;
  expect(await importBytes(mess, file, '--dry-run')).toMatchObject({
    code: 0,
    stderr:
      'warning: 2 students were marked away and have more days than that leaves: S001 (7 of May 2025, has 24.5), S002 (1 of May 2025, has 31).\n',
  });
});

test('recording by hand warns likewise, and asks at a terminal', async () => {
  const mess = await createFour();
  await mess.do(away('S001'));
  const record = ['attendance', 'record', 'S001', '--month', '2025-05', '--days'];
  expect(await mess.with({ answers: [false] })(...record, '31')).toEqual({
    code: 130,
    stdout: '',
    stderr: `warning: ${ASHA}\n? Record it like that?\nNothing was changed.\n`,
  });
  expect(await mess.json(...record, '31')).toMatchObject({ warnings: [ASHA] });
  expect(await mess(...record, '24')).toMatchObject({ code: 0, stderr: '' });
});

test('days away are not taken from a figure, and it says how they are', async () => {
  const mess = await createFour();
  await mess.do('attendance record S001 --month 2025-05 --days 20');
  expect(await mess(...away('s001').split(' '))).toEqual({
    code: 8,
    stdout: '',
    stderr:
      'error: S001 has 20 days recorded for May 2025, from a file or by hand; days away cannot be taken from that by themselves.\nhint: to record how many days are left: mess attendance record S001 --month 2025-05 --days DAYS\n',
  });
});
