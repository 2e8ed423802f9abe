import { expect, onTestFinished, test } from 'vitest';
import { parseDatabaseAddress } from '../../../src/domain/values/database-address.ts';
import { type Lanes, openLanes } from '../../../src/operations/mess/lanes.ts';
import { createMess } from '../../support/mess.ts';
import { PASSWORD } from '../../support/template.ts';
import { serveMess } from '../serve-mess.ts';

async function openAll() {
  const mess = await createMess();
  const address = parseDatabaseAddress(mess.databaseUrl);
  const lanes = await openLanes(address, () => mess.now, { readers: 2, signers: 2 });
  onTestFinished(() => lanes.close());
  return { mess, lanes };
}

/** Fills a lane and its queue until no more is taken. */
async function fill(lanes: Lanes, lane: 'read' | 'write' | 'signIn') {
  let empty = () => {};
  const held = new Promise<void>((resolve) => {
    empty = resolve;
  });
  const taken: Promise<void>[] = [];
  const refused: unknown[] = [];
  while (refused.length === 0 && taken.length < 1000) {
    const work = lanes[lane](() => held);
    work.catch((error) => refused.push(error));
    taken.push(work);
    await new Promise(setImmediate);
  }
  taken.pop();
  const emptyAll = async () => {
    empty();
    await Promise.all(taken);
  };
  return { count: taken.length, refused, empty: emptyAll };
}

test.each([
  ['read', 2 + 200],
  ['write', 1 + 200],
  ['signIn', 2 + 16],
] as const)('the lanes to %s take %i, and no more', async (lane, most) => {
  const { lanes } = await openAll();
  const { count, refused, empty } = await fill(lanes, lane);
  expect(count).toBe(most);
  expect(refused).toMatchObject([{ reason: 'queue_full', code: 'busy' }]);
  await empty();
  await expect(lanes[lane](async () => 'done')).resolves.toBe('done');
});

test('who finds a queue full is to come again in a second', async () => {
  const { mess, lanes } = await openAll();
  const { ask } = await serveMess(mess, { lanes });
  const { empty } = await fill(lanes, 'signIn');
  const body = { admin_id: 'warden', password: 'x' };
  const refused = await ask('/adminlogin', { body });
  expect(refused).toMatchObject({ status: 503, json: { reason: 'queue_full' } });
  expect(refused.headers.get('retry-after')).toBe('1');
  await empty();
  expect((await ask('/adminlogin', { body })).status).toBe(401);
  const reading = await fill(lanes, 'read');
  const page = await ask('/');
  expect([page.status, page.headers.get('retry-after')]).toEqual([503, '1']);
  expect(page.text).toContain('The mess has too much to do just now.');
  await reading.empty();
});

test('nobody who writes waits for the hash of a new password', async () => {
  const { mess, lanes } = await openAll();
  const { ask, signIn } = await serveMess(mess, { lanes });
  const token = await signIn();
  const { empty } = await fill(lanes, 'write');
  const password = 'another good password';
  const added = { id: 'desk', role: 'clerk', password, ownPassword: PASSWORD };
  expect(await ask('/api/v1/admins', { token, body: added })).toMatchObject({ status: 200 });
  const changed = await ask('/api/v1/admins/desk/password', {
    method: 'PUT',
    token,
    body: { password: `${password} of mine`, ownPassword: PASSWORD },
  });
  expect(changed).toMatchObject({ status: 200, json: { id: 'desk' } });
  await empty();
});
