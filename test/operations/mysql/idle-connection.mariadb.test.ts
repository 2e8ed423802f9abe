import { expect, test, vi } from 'vitest';
import type { Prompter } from '../../../src/commands/context.ts';
import { connectToServer } from '../../support/clone.ts';
import type { TestMess } from '../../support/mess.ts';
import { createBilledMay } from '../../support/records/month.ts';

/** The connections to the database of a mess, by their numbers on the server. */
async function listConnections(mess: TestMess): Promise<number[]> {
  const server = await connectToServer();
  const [rows] = await server.query(
    'select id from information_schema.processlist where db = ? and id <> connection_id()',
    [mess.database.kind === 'mysql' ? mess.database.name : ''],
  );
  await server.end();
  return (rows as { id: number }[]).map(({ id }) => id);
}

async function waitUntilNone(mess: TestMess): Promise<void> {
  await vi.waitFor(async () => expect(await listConnections(mess)).toEqual([]), 10_000);
}

/** Somebody who says yes, but only after a while in which something happens. */
function slowly(meanwhile: () => Promise<void>): Partial<Prompter> {
  return {
    confirm: async () => {
      await meanwhile();
      return true;
    },
  };
}

const VOID = ['bill', 'void', '--month', '2025-05', '--reason', 'test'];

test.each([
  ['we have had enough of the silence', waitUntilNone],
  [
    'the server has',
    async (mess: TestMess) => {
      const server = await connectToServer();
      for (const id of await listConnections(mess)) await server.query(`kill ${id}`);
      await server.end();
      await waitUntilNone(mess);
    },
  ],
] as const)('a question that is answered when %s: another connection is made', async (_, end) => {
  const mess = await createBilledMay('--total 90000');
  let open: number[] = [];
  const prompter = slowly(async () => {
    open = await listConnections(mess);
    await end(mess);
  });
  const env = { MESS_HOME: mess.home };
  const result = await mess.with({ env, prompter, answerTimeoutMs: 1000 })(...VOID);
  expect(result).toMatchObject({ code: 0, stderr: '' });
  expect(open).toHaveLength(1);
  expect(mess.rows('select status from bills')).toEqual([{ status: 'void' }]);
});
