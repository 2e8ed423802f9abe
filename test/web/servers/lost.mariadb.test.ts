import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { addFourStudents, addMay } from '../../support/records/month.ts';
import { trySignIn } from '../../support/records/sign-in.ts';
import { createMessOn } from '../../support/server/private-server.ts';
import { startMariaDb } from '../../support/server/server.js';
import { OWNER, PASSWORD } from '../../support/template.ts';
import { askJson, serveInProcess } from '../serve-process.ts';
import { expectOneSeries, PAYMENTS, type Paid } from './pay.ts';

const PURCHASE = { date: '2025-05-30', amount: '12.50', head: 'Milk' };

test('a database that goes and comes back is told of, and used again without a restart', async () => {
  const database = await startMariaDb();
  onTestFinished(() => database.stop());
  const mess = await createMessOn(database);
  await addMay(mess);
  const server = await serveInProcess(mess.home);
  const { json } = await askJson(`${server.url}/adminlogin`, {
    body: { admin_id: OWNER, password: PASSWORD },
  });
  const token: string = json.access_token;
  const get = (path: string) => askJson(server.url + path, { token });
  const key = randomUUID();
  const buy = () => askJson(`${server.url}/api/v1/purchases`, { token, body: PURCHASE, key });
  /** What reads here, what reads in the thread for what takes long, and the page of who signs in. */
  const paths = ['/api/v1/students', '/api/v1/status', '/readyz'];
  const expectAll = async (status: number) => {
    for (const path of paths) expect([path, (await get(path)).status]).toEqual([path, status]);
    expect((await fetch(`${server.url}/`)).status).toBe(status);
  };
  await expectAll(200);

  for (const isNoticed of [true, false]) {
    await database.kill();
    if (isNoticed) {
      await expectAll(503);
      expect(await buy()).toMatchObject({
        status: 503,
        json: { error: { message: expect.stringContaining('127.0.0.1'), hint: null } },
      });
      expect((await get('/healthz')).status).toBe(200);
    }
    await database.restart();
    await expectAll(200);
  }
  expect(await buy()).toMatchObject({ status: 201, json: { no: 1 } });
  expect(await buy()).toMatchObject({ status: 201, json: { no: 1 } });
  expect(mess.rows('select no from purchases')).toHaveLength(1);
  server.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ code: 0, signal: null });
});

/** What is stored outlives the server that is killed, though not a machine that fails. */
const OUTLIVES = [
  '--innodb-flush-log-at-trx-commit=2',
  '--skip-log-bin',
  '--performance-schema=OFF',
];

const DESKS = 4;
const KILLS = 3;

test('each payment is taken once, however often its database is killed under it', async () => {
  const database = await startMariaDb(OUTLIVES);
  onTestFinished(() => database.stop());
  const mess = await createMessOn(database);
  await addFourStudents(mess);
  await mess.do('settings --accounts-from 2025-05');
  mess.now = new Date();
  await trySignIn(mess);
  const create = 'admin token create desk --may payments'.split(' ');
  const { token } = await mess.json<{ token: string }>(...create);
  const server = await serveInProcess(mess.home);
  const seen = new Set<string>();
  /** Asks with one key until it is taken, whatever it is told in between. */
  const payOnce = async (desk: number, n: number) => {
    const key = randomUUID();
    const amount = String(1000 * desk + n);
    const body = { studentId: `S00${desk}`, amount, method: 'cash', again: true };
    const ask = async () => {
      const { status, json } = await askJson(server.url + PAYMENTS, { token, body, key });
      if (status !== 200) seen.add(`${status} ${json.error.code}`);
      return status;
    };
    await expect.poll(ask, { timeout: 60_000, interval: 20 }).toBe(200);
    return amount;
  };
  let isOver = false;
  const desks = Array.from({ length: DESKS }, async (_, at) => {
    const amounts: string[] = [];
    while (!isOver) amounts.push(await payOnce(at + 1, amounts.length + 1));
    return amounts;
  });
  const countPaid = () => mess.rows<{ n: number }>('select count(*) n from ledger_entries')[0]?.n;
  for (let n = 1; n <= KILLS; n += 1) {
    await expect.poll(countPaid, { timeout: 60_000 }).toBeGreaterThan(n * 2 * DESKS);
    await database.kill();
    await database.restart();
  }
  isOver = true;
  const paid = (await Promise.all(desks)).flat();
  expect(seen.size).toBeGreaterThan(0);
  for (const each of seen)
    expect(['503 busy', '503 unavailable', '500 outcome_unknown']).toContain(each);
  const { payments } = await mess.json<{ payments: Paid[] }>('payment', 'list');
  expectOneSeries(
    payments.map(({ receipt }) => receipt),
    paid.length,
  );
  expect(payments.map(({ amount }) => Number(amount)).toSorted()).toEqual(
    paid.map(Number).toSorted(),
  );
  expect(await mess('db', 'verify')).toMatchObject({ code: 0 });
  server.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ code: 0, signal: null });
});
