import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { createMessNow } from '../../support/process.ts';
import { type PlantedPurchase, plantPurchases, readBooks } from '../../support/records/bills.ts';
import { addFourStudents, addMay, MAY_CSV } from '../../support/records/month.ts';
import { CRON_LINE, createCron, previousMonth } from '../../support/records/service-token.ts';
import { HOUR_MS } from '../../support/records/sign-in.ts';
import { runTogether } from '../../support/together.ts';

const SILENT = { code: 0, stdout: '', stderr: '' };
const RUNS = 5;

/** What was spent in a month. */
function purchasesOf(month: string): PlantedPurchase[] {
  return [
    { date: `${month}-03`, head: 'Groceries', amountMinor: 1_000_000 },
    { date: `${month}-28`, head: 'Gas', amountMinor: 40_000 },
  ];
}

/** Every bill there ever was, with when and by whom it was made. */
function bills(mess: TestMess): object[] {
  return mess.rows(
    `select bills.month, revision, status, billed_minor as billed, at, actor_id as "by" from bills
     join audit_entries on audit_entries.operation_id = bills.operation_id order by bills.month`,
  );
}

test('the line of cron five times at once: one bill, and not a word', async () => {
  const mess = await createMessNow();
  await addFourStudents(mess);
  const month = previousMonth(mess.now);
  const cron = await createCron(mess);
  // So that they fit into any month.
  const csv = MAY_CSV.replaceAll('2025-05', month).replaceAll(',30', ',28');
  expect(await cron('attendance import -', csv)).toMatchObject({ code: 0 });
  plantPurchases(mess, purchasesOf(month));
  const results = await runTogether(mess, RUNS, CRON_LINE.split(' '), cron);
  expect(results).toEqual(Array(RUNS).fill({ ...SILENT, signal: null }));
  expect(bills(mess)).toMatchObject([
    { month, revision: 1, status: 'live', billed: 1_040_000, by: 'cron' },
  ]);
  expect(mess.rows('select count(*) as count, sum(amount_minor) as sum from shares')).toEqual([
    { count: 4, sum: 1_040_000 },
  ]);
  const registered = "select count(*) as n from audit_entries where command = 'bill register'";
  expect(mess.rows(registered)).toEqual([{ n: 1 }]);
});

test('every day of a week, over the end of a month: a bill a month, and not a word', async () => {
  const mess = await createMess();
  await addMay(mess);
  plantPurchases(mess, ['2025-05', '2025-06', '2025-07'].flatMap(purchasesOf));
  const cron = await createCron(mess);
  const run = async (at: string) => {
    mess.now = new Date(`${at}:00+05:30`);
    expect([at, await cron(CRON_LINE)]).toEqual([at, SILENT]);
  };
  const bill = { revision: 1, status: 'live', billed: 1_040_000, by: 'cron' };
  const may = { ...bill, month: '2025-05', at: '2025-06-28T00:45:00.000Z' };
  for (const day of ['28', '29', '30']) await run(`2025-06-${day}T06:15`);
  expect(bills(mess)).toEqual([may]);
  // The attendance of June comes in before cron runs on the 1st; without it there is no bill.
  mess.now = new Date('2025-07-01T06:00:00+05:30');
  const missing = await cron(CRON_LINE);
  expect(missing).toMatchObject({ code: 6, stdout: '' });
  expect(missing.stderr).toContain('Nobody was present in June 2025');
  expect(bills(mess)).toEqual([may]);
  const add = async (month: string) => {
    const csv = MAY_CSV.replaceAll('2025-05', month);
    expect(await cron('attendance import -', csv)).toMatchObject({ code: 0 });
  };
  await add('2025-06');
  for (const day of ['01', '02', '03', '04']) await run(`2025-07-${day}T06:15`);
  const june = { ...bill, month: '2025-06', at: '2025-07-01T00:45:00.000Z' };
  expect(bills(mess)).toEqual([may, june]);

  // On the 1st of August the machine is off: the 2nd makes up for it.
  await run('2025-07-31T06:15');
  await add('2025-07');
  await run('2025-08-02T06:15');
  await run('2025-08-03T06:15');
  expect(bills(mess)).toEqual([
    may,
    june,
    { ...bill, month: '2025-07', at: '2025-08-02T00:45:00.000Z' },
  ]);
  const entries = "select count(*) as n from audit_entries where command = 'bill register'";
  expect(mess.rows(entries)).toEqual([{ n: 3 }]);
});

test('a token that is revoked, warned of, and expires between two runs', async () => {
  const mess = await createMess();
  await addMay(mess);
  plantPurchases(mess, ['2025-05', '2025-06'].flatMap(purchasesOf));
  const lost = await createCron(mess);
  await mess.do('admin token revoke cron');
  const cron = await createCron(mess, '--expires', '35d');
  const june = MAY_CSV.replaceAll('2025-05', '2025-06');
  expect(await cron('attendance import -', june)).toMatchObject({ code: 0 });
  const hint = 'an owner makes another one: mess admin token create NAME --output FILE';
  const before = readBooks(mess);
  expect(await lost(CRON_LINE)).toEqual({
    code: 4,
    stdout: '',
    stderr: `error: This mess does not know the service token: it was revoked, or is of another one.\nhint: ${hint}\n`,
  });
  expect(readBooks(mess)).toEqual(before);

  // 14 days before its end, which is the 6th of July at noon.
  const end = new Date('2025-07-06T12:00:00+05:30').getTime();
  mess.now = new Date(end - 14 * 24 * HOUR_MS - 1);
  expect(await cron(CRON_LINE)).toEqual(SILENT);
  mess.now = new Date(end - 1);
  expect(await cron(`${CRON_LINE} --dry-run`)).toEqual({
    code: 0,
    stdout: '',
    stderr:
      'warning: The service token cron expires on 2025-07-06 (today). An owner makes the next one: mess admin token create NAME\n',
  });
  const warned = readBooks(mess);
  mess.now = new Date(end);
  expect(await cron(CRON_LINE)).toEqual({
    code: 4,
    stdout: '',
    stderr: `error: The service token cron has expired.\nhint: ${hint}\n`,
  });
  expect(readBooks(mess)).toEqual(warned);
  expect(bills(mess)).toMatchObject([{ month: '2025-05' }]);
});
