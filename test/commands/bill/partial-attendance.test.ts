import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { createGate, datesFrom, punchesOf, SILENT } from '../../support/records/gate.ts';
import { createCron } from '../../support/records/service-token.ts';

const BILL = 'bill register --month 2025-05 --per-head 3100';
const SENTENCE = 'The attendance of May 2025 was imported for 1 to 20 May 2025 alone.';

const logOf = (first: string, last: string) => datesFrom(first, last).map(punchesOf).join('');

/** The device broke down on the 21st, and it is June. */
async function createBroken(): Promise<TestMess> {
  const mess = await createMess();
  const gate = await createGate(mess);
  for (const date of ['2025-05-10', '2025-05-20']) {
    await gate.night(date, logOf('2025-05-01', date));
  }
  expect(await gate.night('2025-05-31', logOf('2025-05-01', '2025-05-20'))).toEqual(SILENT);
  mess.now = new Date('2025-06-01T06:00:00+05:30');
  const password = 'correct horse battery';
  await mess.with({ stdin: password })('admin', 'login', 'warden', '--password-stdin');
  return mess;
}

test('a month whose log ends in the middle is billed by nobody in silence', async () => {
  const mess = await createBroken();
  const cron = await createCron(mess, '--may', 'bills');
  expect(await cron(`${BILL} --if-missing --quiet`)).toEqual({
    code: 6,
    stdout: '',
    stderr:
      `error: ${SENTENCE}\n` +
      'hint: mess attendance import FILE --month 2025-05 with all of its days, or give --absent-if-missing where nobody was there on the others\n',
  });
  expect((await mess('status')).stdout).toContain(
    'May 2025: attendance for 1 to 20 May 2025 alone, no bill',
  );
  expect((await mess.with({ answers: [false] })(...BILL.split(' '))).stderr).toContain(
    `\nwarning: ${SENTENCE}\n? Register the bill of May 2025 like that?\n`,
  );
  // Where the mess was closed from then on.
  expect((await cron(`${BILL} --if-missing --absent-if-missing --quiet`)).stderr).toBe('');
  expect((await mess('month', 'list')).stdout).not.toContain('alone');
});

test('once the rest is there nothing is said, nor where most was corrected by hand', async () => {
  const whole = await createBroken();
  const file = join(whole.home, 'whole.dat');
  await writeFile(file, logOf('2025-05-01', '2025-05-31'));
  await whole.do(`attendance import ${file} --profile gate`);
  expect((await whole.with({ answers: [] })(...BILL.split(' '))).code).toBe(0);

  const corrected = await createBroken();
  for (const id of ['S001', 'S002']) {
    await corrected.do(`attendance record ${id} --month 2025-05 --days 29`);
  }
  const { code, stderr } = await corrected.with({ answers: [] })(...BILL.split(' '));
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.not.stringContaining('alone') });
});

test('a register whose last days are empty is a part of the month, too', async () => {
  const mess = await createMess();
  await mess.do('student add S001 --name "Asha Rao" --branch CSE --phone 9876543210');
  const days = Array.from({ length: 31 }, (_, index) => index + 1);
  const file = join(mess.home, 'may.csv');
  const row = days.map((day) => (day <= 20 ? 'P' : ''));
  await writeFile(file, `Roll No,${days.join(',')}\nS001,${row.join(',')}\n`);
  await mess.do(`attendance import ${file} --month 2025-05`);
  const { warnings } = await mess.json<{ warnings: string[] }>(...BILL.split(' '), '--dry-run');
  expect(warnings).toEqual([SENTENCE]);
});
