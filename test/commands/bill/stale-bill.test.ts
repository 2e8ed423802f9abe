import { expect, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import { createFour, importBytes } from '../../support/records/files/import-file.ts';

const HEADER = 'student_id,month,days_present\n';
const FIRST = `${HEADER}S001,2025-05,30\nS002,2025-05,28\n`;
const SECOND = `${HEADER}S001,2025-05,25\nS002,2025-05,28\nS003,2025-05,15\n`;
const STALE =
  'The bill of May 2025 was made before this change. To take it in: mess bill revise --month 2025-05 --reason TEXT.';

/** The mess of FIRST with a bill of its month. */
async function createBilled(amounts: string): Promise<TestMess> {
  const mess = await createFour();
  await importBytes(mess, FIRST);
  await mess.do(`bill register --month 2025-05 ${amounts}`);
  return mess;
}

const record = (mess: TestMess, days: string) =>
  mess('attendance', 'record', 'S001', '--month', '2025-05', '--days', days);

test.each(['--total 90000', '--per-head 4500', '--total 90000 --fixed 1000'])(
  'a bill of %s no longer matches: record and import say so',
  async (amounts) => {
    const mess = await createBilled(amounts);
    expect(await record(mess, '29')).toMatchObject({ code: 0, stderr: `warning: ${STALE}\n` });
    expect(await importBytes(mess, SECOND)).toMatchObject({
      code: 0,
      stderr: `warning: ${STALE}\n`,
    });
    const { code, stdout, stderr } = await importBytes(mess, FIRST, '--again', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout).warnings).toEqual([STALE]);
  },
);

test('a bill that has only a fixed part still matches', async () => {
  const mess = await createBilled('--fixed 1000');
  expect(await record(mess, '29')).toMatchObject({ code: 0, stderr: '' });
  expect(await importBytes(mess, SECOND)).toMatchObject({ code: 0, stderr: '' });
});

test('nothing is said where nothing changed, of another month, or of a bill that is void', async () => {
  const mess = await createBilled('--total 90000');
  expect((await record(mess, '30')).stderr).toBe('');
  expect((await importBytes(mess, FIRST, '--again')).stderr).toBe('');
  expect((await importBytes(mess, `${HEADER}S001,2025-04,3\n`)).stderr).toBe('');
  await mess.do('bill void --month 2025-05 --reason mistake --yes');
  expect(await importBytes(mess, SECOND)).toMatchObject({ code: 0, stderr: '' });
});

test('nothing is said once the figures are again what was billed', async () => {
  const mess = await createBilled('--total 90000');
  expect((await record(mess, '29')).stderr).toBe(`warning: ${STALE}\n`);
  expect((await importBytes(mess, SECOND)).stderr).toBe(`warning: ${STALE}\n`);
  await mess.do('attendance record S003 --month 2025-05 --days 0');
  expect((await record(mess, '30')).stderr).toBe('');
});
