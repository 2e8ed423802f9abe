import { setTimeout as wait } from 'node:timers/promises';
import { expect, inject, test } from 'vitest';
import { createMessNow, runMess, startMess } from '../support/process.ts';
import { addFourStudents } from '../support/records/month.ts';

const PROCESSES = inject('isFull') ? 12 : 6;

const numbers = `select receipt_series as series, receipt_number as number from ledger_entries
  where receipt_series is not null order by 1, 2`;

test('receipts of processes at once are 1 to n, also when some of them are killed', async () => {
  const mess = await createMessNow();
  await addFourStudents(mess);
  await mess.do('settings --accounts-from 2025-05');
  const pay = (index: number) =>
    `payment record S00${(index % 4) + 1} --amount ${index + 1} --method cash --json`.split(' ');
  const killed = [0, 1].map((index) => {
    const { child, ended } = startMess(mess.home, pay(100 + index));
    // Some time between its start and its end, another one in each run.
    void wait(150 + index * 170).then(() => child.kill('SIGKILL'));
    return ended;
  });
  const results = await Promise.all(
    Array.from({ length: PROCESSES }, (_, index) => runMess(mess.home, pay(index))),
  );
  await Promise.all(killed);
  expect(results.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    Array(PROCESSES).fill({ code: 0, stderr: '' }),
  );
  const given = mess.rows<{ series: string; number: number }>(numbers);
  expect(given.map(({ number }) => Number(number))).toEqual(given.map((_, index) => index + 1));
  const told = results.map(({ stdout }) => JSON.parse(stdout).receipt);
  const written = given.map(({ series, number }) => `${series}/${String(number).padStart(4, '0')}`);
  // What was acknowledged is there, each with a number of its own; a killed one may be there too.
  expect(new Set(told).size).toBe(PROCESSES);
  expect(told.filter((receipt) => !written.includes(receipt))).toEqual([]);
  expect(given.length - PROCESSES).toBeLessThanOrEqual(killed.length);
  expect((await mess('db', 'verify')).code).toBe(0);
});
