import { readdir } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { parseDatabaseAddress } from '../../../src/domain/values/database-address.ts';
import { type Lanes, openLanes } from '../../../src/operations/mess/lanes.ts';
import { makeOlder } from '../../support/books/older.ts';
import { createMess, type TestMess } from '../../support/mess.ts';

type Lane = 'read' | 'write';

async function open(mess: TestMess): Promise<Lanes> {
  const address = parseDatabaseAddress(mess.databaseUrl);
  const lanes = await openLanes(address, () => mess.now, { readers: 2, signers: 1 });
  onTestFinished(() => lanes.close());
  return lanes;
}

/** Works that each go on as long as they are not told to end, and what they were told. */
function createWorks(lanes: Lanes) {
  const begun: string[] = [];
  const inUse = new Map<string, unknown>();
  const ends = new Map<string, () => void>();
  return {
    begun,
    begin: (lane: Lane, name: string): Promise<void> =>
      lanes[lane](async ({ db }) => {
        expect([...inUse.values()]).not.toContain(db);
        inUse.set(name, db);
        begun.push(name);
        await new Promise<void>((resolve) => ends.set(name, resolve));
        inUse.delete(name);
      }),
    end: (name: string) => ends.get(name)?.(),
  };
}

test('each has the settings as they are when it begins', async () => {
  const mess = await createMess();
  const lanes = await open(mess);
  const nameIn = (lane: Lane) => lanes[lane](async ({ settings }) => settings.name);
  expect([await nameIn('read'), await nameIn('write')]).toEqual(['Ganga Mess', 'Ganga Mess']);
  await mess.do('settings --name "Yamuna Mess"');
  expect([await nameIn('read'), await nameIn('write')]).toEqual(['Yamuna Mess', 'Yamuna Mess']);
});

test('one writes and two read at once, each with a connection of its own, in their order', async () => {
  const { begin, end, begun } = createWorks(await open(await createMess()));
  const reading = ['r1', 'r2', 'r3', 'r4'].map((name) => begin('read', name));
  const writing = ['w1', 'w2', 'w3'].map((name) => begin('write', name));
  await expect.poll(() => begun.toSorted()).toEqual(['r1', 'r2', 'w1']);
  end('r2');
  await expect.poll(() => begun.toSorted()).toEqual(['r1', 'r2', 'r3', 'w1']);
  end('w1');
  await expect.poll(() => begun.toSorted()).toEqual(['r1', 'r2', 'r3', 'w1', 'w2']);
  for (const name of ['r1', 'r3', 'w2']) end(name);
  await expect.poll(() => begun).toHaveLength(7);
  for (const name of ['r4', 'w3']) end(name);
  await Promise.all([...reading, ...writing]);
});

test('what fails makes room for the next, as what succeeds does', async () => {
  const lanes = await open(await createMess());
  const failing = [1, 2, 3].map(() =>
    lanes.write(async ({ db }) => {
      await db.raw('no statement at all');
    }),
  );
  const outcomes = await Promise.allSettled(failing);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(await lanes.write(async () => 'done')).toBe('done');
});

test('closing waits for all that came before, and takes nothing more', async () => {
  const lanes = await open(await createMess());
  const { begin, end, begun } = createWorks(lanes);
  const works = ['w1', 'w2'].map((name) => begin('write', name));
  await expect.poll(() => begun).toEqual(['w1']);
  let isClosed = false;
  const closing = lanes.close().then(() => {
    isClosed = true;
  });
  await expect(lanes.read(async () => 'done')).rejects.toThrow('The mess is being closed.');
  end('w1');
  await expect.poll(() => begun).toEqual(['w1', 'w2']);
  expect(isClosed).toBe(false);
  end('w2');
  await Promise.all([...works, closing, lanes.close()]);
});

test('a mess of an older program is not opened, and is left as it is', async () => {
  const mess = await makeOlder(await createMess());
  const files = await readdir(mess.home);
  await expect(open(mess)).rejects.toThrow(
    `${mess.label} was made by an older mess: its tables are to be brought up to date first.`,
  );
  expect(await readdir(mess.home)).toEqual(files);
});
