import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, passMs, trySignIn } from '../../support/records/sign-in.ts';
import { serveAccounts } from '../api/money/accounts.ts';

test('a clock that is put back ends no session, mixes no receipts up, and does nothing twice', async () => {
  const { mess, server, get } = await serveAccounts();
  const owed = Number((await get('/dues/S001')).json.balance);
  // The machine is a day and a half ahead.
  passMs(mess, 36 * HOUR_MS);
  await trySignIn(mess);
  const token = await server.signIn();
  const ask = (path: string) => server.ask(`/api/v1${path}`, { token });
  const pay = (amount: string, key: string, date?: string) =>
    server.ask('/api/v1/payments', {
      token,
      body: { studentId: 'S001', amount, method: 'cash', date, again: true },
      headers: { 'idempotency-key': key },
    });
  const key = randomUUID();
  const early = await pay('100', key);
  expect(early.json).toMatchObject({ receipt: '2025-26/0004', date: '2025-06-03' });
  const known = (await ask('/dues/S001')).headers.get('etag') ?? '';

  passMs(mess, -36 * HOUR_MS);
  expect((await ask('/session')).status).toBe(200);
  expect((await pay('100', key)).json).toEqual(early.json);
  expect((await pay('20', randomUUID())).json).toMatchObject({
    receipt: '2025-26/0005',
    date: '2025-06-01',
  });
  // What is to come is judged by the clock as it is.
  expect(await pay('20', randomUUID(), '2025-06-02')).toMatchObject({
    status: 422,
    json: { error: { details: { field: 'date', code: 'in_the_future' } } },
  });
  // What is owed is so as of a day: money of the day after tomorrow counts from then on, for everybody.
  const balances = async () => {
    const headers = { 'if-none-match': known };
    const { json } = await server.ask('/api/v1/dues/S001', { token, headers });
    expect(await mess.json('dues', 'show', 'S001')).toEqual(json);
    return Number(json.balance);
  };
  expect(await balances()).toBe(owed - 20);
  expect(await mess('db', 'verify')).toMatchObject({ code: 0 });

  // When it is that time again the session ends as it would have.
  passMs(mess, 36 * HOUR_MS + 29 * MINUTE_MS);
  expect((await ask('/session')).status).toBe(200);
  expect(Number((await ask('/dues/S001')).json.balance)).toBe(owed - 120);
  passMs(mess, 31 * MINUTE_MS);
  expect((await ask('/session')).status).toBe(401);
});
