import { expect, test, vi } from 'vitest';
import { holdWriteLock } from '../../support/books/lock.ts';
import { createOriginal, takeOver } from '../../support/books/original.ts';
import { connectToServer } from '../../support/clone.ts';
import { createMess, type TestMess } from '../../support/mess.ts';

/** Waits until so many commands have read and checked everything, and wait for their turn to write. */
async function waitForTurns(mess: TestMess, count: number): Promise<void> {
  const name = mess.database.kind === 'mysql' ? mess.database.name : '';
  const connection = await connectToServer();
  try {
    await vi.waitFor(
      async () => {
        const [waiting] = await connection.query(
          `select id from information_schema.processlist where db = ? and info like '%"turns"%'`,
          [name],
        );
        expect(waiting).toHaveLength(count);
      },
      { timeout: 60_000, interval: 20 },
    );
  } finally {
    await connection.end();
  }
}

test('where the mess was changed meanwhile, nothing is written', async () => {
  const mess = await createMess();
  const original = await createOriginal();
  const writer = holdWriteLock(mess);
  const started = takeOver(mess, original);
  await waitForTurns(mess, 1);
  writer.run(
    `insert into audit_entries (sequence, operation_id, at, actor_kind, command)
     select max(sequence) + 1, 'other', '2025-06-01T06:31:00.000Z', 'admin', 'student add' from audit_entries`,
  );
  writer.commit();
  expect(await started).toEqual({
    code: 7,
    stdout: '',
    stderr:
      'error: The mess was changed while SOURCE was read. Nothing was written.\nhint: run the command again\n',
  });
  for (const table of ['students', 'attendance', 'bills', 'shares']) {
    expect(mess.rows(`select * from ${table}`), table).toEqual([]);
  }
});

test('of two at once, one takes over and the other is told to look again', async () => {
  const mess = await createMess();
  const original = await createOriginal();
  const writer = holdWriteLock(mess);
  const started = [takeOver(mess, original), takeOver(mess, original)];
  await waitForTurns(mess, 2);
  writer.commit();
  const ends = await Promise.all(started);
  expect(ends.map(({ code }) => code).sort()).toEqual([0, 7]);
  expect(mess.rows('select month from bills')).toHaveLength(3);
  expect((await takeOver(mess, original)).stdout).toContain('Nothing changed.');
});
