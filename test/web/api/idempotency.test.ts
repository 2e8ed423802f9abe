import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openPast } from '../../support/books/open-past.ts';
import { serveMess } from '../serve-mess.ts';
import { expectDoneOnce, keyed, PATH, PURCHASE, serveMay } from './once.ts';

test('a request that is sent again is answered as before, also by a server that began since', async () => {
  const { mess, ask, token, countPurchases } = await serveMay();
  const key = randomUUID();
  const first = await ask(PATH, keyed(key, PURCHASE, token));
  expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([201, null]);
  const other = await serveMess(mess);
  for (const again of [ask, other.ask]) {
    const { status, headers, json } = await again(PATH, keyed(key.toUpperCase(), PURCHASE, token));
    expect([status, headers.get('idempotency-replayed'), json]).toEqual([201, 'true', first.json]);
  }
  expect(countPurchases()).toBe(1);
  const operation = await ask(`/api/v1/operations/${key}`, { token });
  expect(operation.json).toMatchObject({
    operation: key,
    entries: [{ command: 'purchase add', subject: 'purchase 1', operation: key }],
  });
});

test('of many at once one is done, also where they go to two servers', expectDoneOnce);

test.each<[string, string, unknown, string]>([
  ['another body', PATH, { ...PURCHASE, amount: '13' }, 'POST'],
  ['another path', '/api/v1/purchase-heads', { name: 'Eggs', kind: 'dividing' }, 'POST'],
])('the same key with %s is refused', async (_, path, body, method) => {
  const { ask, token, countPurchases } = await serveMay();
  const key = randomUUID();
  await ask(PATH, keyed(key, PURCHASE, token));
  expect(await ask(path, keyed(key, body, token, method))).toMatchObject({
    status: 422,
    json: { error: { reason: 'key_reused', details: { field: 'Idempotency-Key' } } },
  });
  expect(countPurchases()).toBe(1);
});

test('where the answer was lost it is said what was done, and to nobody else', async () => {
  const { mess, ask, token, countPurchases, signIn } = await serveMay();
  const stdin = 'another good password';
  await mess.with({ stdin })('admin', 'add', 'boss', '--role', 'owner', '--password-stdin');
  const key = randomUUID();
  await ask(PATH, keyed(key, PURCHASE, token));
  const { opened } = await openPast(mess);
  await opened.db('given_answers').delete();
  const again = await ask(PATH, keyed(key, PURCHASE, token));
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
  expect(again.json.entries).toMatchObject([{ command: 'purchase add' }]);
  const boss = await signIn('boss', stdin);
  expect((await ask(PATH, keyed(key, PURCHASE, boss))).json.error.reason).toBe('key_reused');
  expect(countPurchases()).toBe(1);
});

test('what was refused, or only tried, may be asked for with the same key', async () => {
  const { ask, token, countPurchases } = await serveMay();
  const key = randomUUID();
  const wrong = { ...PURCHASE, head: 'Milc' };
  expect((await ask(PATH, keyed(key, wrong, token))).status).toBe(404);
  expect((await ask(PATH, keyed(key, PURCHASE, token))).status).toBe(201);
  const file = 'date,head,amount\n2025-05-29,Gas,10\n';
  const headers = { 'idempotency-key': randomUUID() };
  for (const [query, replayed, count] of [
    ['?dryRun', null, 1],
    ['', null, 2],
    ['', 'true', 2],
  ] as const) {
    const imported = await ask(`${PATH}/imports${query}`, { file, token, headers });
    expect([imported.status, imported.headers.get('idempotency-replayed')]).toEqual([
      200,
      replayed,
    ]);
    expect(imported.json.inserted).toBe(1);
    expect(countPurchases()).toBe(count);
  }
});

test('of an answer that holds a secret nothing is kept', async () => {
  const { mess, ask, token } = await serveMay();
  const key = randomUUID();
  const made = await ask('/api/v1/students/S001/code', keyed(key, {}, token));
  expect(made.json.code).toMatch(/^\w{10}$/);
  expect(mess.rows('select * from given_answers')).toEqual([]);
  const again = await ask('/api/v1/students/S001/code', keyed(key, {}, token));
  expect([again.status, again.json.entries[0].command]).toEqual([200, 'student code']);
});

test('an answer is kept for a day', async () => {
  const { mess, ask, token } = await serveMay();
  await ask(PATH, keyed(randomUUID(), PURCHASE, token));
  mess.now = new Date(mess.now.getTime() + 25 * 60 * 60_000);
  const { signIn } = await serveMess(mess);
  await ask(PATH, keyed(randomUUID(), { ...PURCHASE, note: 'second' }, await signIn()));
  expect(mess.rows('select status from given_answers')).toHaveLength(1);
});

test('a key that is no UUID is refused', async () => {
  const { ask, token } = await serveMay();
  expect(await ask(PATH, keyed('1', PURCHASE, token))).toMatchObject({
    status: 422,
    json: { error: { reason: 'bad_value', details: { field: 'Idempotency-Key' } } },
  });
});
