import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../support/mess.ts';
import { runMess } from '../support/process.ts';
import { plantPurchases } from '../support/records/bills.ts';
import { addFourStudents, MAY_CSV } from '../support/records/month.ts';
import {
  CRON_LINE,
  createCron,
  type Program,
  standingClock,
} from '../support/records/service-token.ts';
import { START } from '../support/template.ts';

const MONTHS = ['2025-05', '2025-06'];

/** A mess in which May and June can be billed, and its program. */
async function createReady(): Promise<{ readonly mess: TestMess; readonly cron: Program }> {
  const mess = await createMess();
  await addFourStudents(mess);
  const cron = await createCron(mess);
  for (const month of MONTHS) {
    const csv = MAY_CSV.replaceAll('2025-05', month);
    expect((await cron('attendance import -', csv)).code).toBe(0);
  }
  const purchase = { head: 'Groceries', amountMinor: 1_000_000 };
  plantPurchases(
    mess,
    MONTHS.map((month) => ({ ...purchase, date: `${month}-10` })),
  );
  return { mess, cron };
}

test('a month is over at midnight of the mess, wherever it is', async () => {
  const { mess, cron } = await createReady();
  const dry = CRON_LINE.replace('--quiet', '--dry-run');
  for (const [zone, midnight] of [
    ['Asia/Kolkata', '2025-06-30T18:30:00.000Z'],
    ['America/Los_Angeles', '2025-07-01T07:00:00.000Z'],
    ['Pacific/Kiritimati', '2025-06-30T10:00:00.000Z'],
  ] as const) {
    mess.now = START;
    await mess.do(`settings --timezone ${zone}`);
    const at = async (instant: number) => {
      mess.now = new Date(instant);
      const { month } = await cron.json<{ month: string }>(dry);
      const june = await cron('bill register --month 2025-06 --from-purchases --dry-run --quiet');
      return { month, june: june.code };
    };
    const first = Date.parse(midnight);
    expect([zone, await at(first - 1)]).toEqual([zone, { month: '2025-05', june: 2 }]);
    expect([zone, await at(first)]).toEqual([zone, { month: '2025-06', june: 0 }]);
  }
});

test('whatever the zone of the machine', async () => {
  const { mess, cron } = await createReady();
  const run = async (instant: string, zone: string) => {
    const env = { ...cron.env, ...standingClock(instant, zone) };
    const { code, stdout, stderr } = await runMess(mess.home, CRON_LINE.split(' '), { env });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    return mess.rows('select month, registered_at as at from bills order by month');
  };
  const may = { month: '2025-05', at: '2025-06-30T18:29:59.999Z' };
  // There it is the 1st of July already.
  expect(await run(may.at, 'Pacific/Kiritimati')).toEqual([may]);
  const june = { month: '2025-06', at: '2025-06-30T18:30:00.000Z' };
  // There it is the 30th of June still.
  expect(await run(june.at, 'America/Los_Angeles')).toEqual([may, june]);
});
