import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Prompter } from '../../src/commands/context.ts';
import type { TestMess } from '../support/mess.ts';
import { addMay } from '../support/records/month.ts';
import { type Cluster, type ClusterNode, startCluster } from '../support/server/cluster.ts';
import { asServer, databaseOn, labelOn, through, urlOn } from '../support/server/cluster-mess.ts';
import { connectPast } from '../support/server/connection.ts';
import { createMessOn } from '../support/server/private-server.ts';
import { type Strike, startProxy } from '../support/server/proxy.ts';

let cluster: Cluster;
let first: ClusterNode;
let second: ClusterNode;
let third: ClusterNode;

beforeAll(async () => {
  cluster = await startCluster();
  [first, second, third] = cluster.nodes;
});

afterAll(() => cluster?.stop());

const REGISTER = 'bill register --month 2025-05 --total 90000 --quiet'.split(' ');

async function createMay(): Promise<TestMess> {
  const mess = await createMessOn(asServer(cluster, first));
  await addMay(mess);
  return mess;
}

/** A stretch of network before the first node. */
async function proxyBeforeFirst(mess: TestMess, strike: Strike) {
  const proxy = await startProxy(databaseOn(mess, first), { strike });
  return { proxy, port: Number(new URL(proxy.urlOf(mess.database)).port) };
}

/** How many bills each node has. */
function bills(mess: TestMess): number[] {
  return cluster.nodes.map((node) => {
    const db = connectPast(databaseOn(mess, node));
    db.run('set session wsrep_sync_wait = 15');
    const count = db.rows('select month from bills').length;
    db.close();
    return count;
  });
}

/** What the node has refused, since another one was first. */
async function conflicts(): Promise<number> {
  const counts = await Promise.all(
    cluster.nodes.map(async (node) => {
      const admin = await node.connect();
      const [rows] = await admin.query(
        `show global status where variable_name in
           ('wsrep_local_cert_failures', 'wsrep_local_bf_aborts')`,
      );
      await admin.end();
      return (rows as { Value: string }[]).reduce((sum, { Value }) => sum + Number(Value), 0);
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

describe('writers on three nodes at once', () => {
  test('register one month: one does, the others are told that it has its bill', async () => {
    const mess = await createMay();
    const before = await conflicts();
    for (let round = 1; round <= 10; round++) {
      const results = await Promise.all(
        cluster.nodes.map((node) => through(mess, [node])(...REGISTER)),
      );
      expect(results.map(({ code }) => code).sort()).toEqual([0, 8, 8]);
      await mess.do('bill void --month 2025-05 --reason again --yes');
    }
    expect(bills(mess)).toEqual([10, 10, 10]);
    // Else they were not at once.
    expect((await conflicts()) - before).toBeGreaterThan(0);
  });

  test('what does not concern each other is all stored, numbered without a gap', async () => {
    const mess = await createMay();
    const adding = Array.from({ length: 12 }, (_, index) =>
      through(mess, [cluster.nodes[index % 3] ?? first])(
        ...`purchase add --date 2025-05-03 --head Milk --amount ${index + 1} --quiet`.split(' '),
      ),
    );
    const results = await Promise.all(adding);
    expect(results).toEqual(results.map(() => ({ code: 0, stdout: '', stderr: '' })));
    for (const node of cluster.nodes) {
      const db = connectPast(databaseOn(mess, node));
      db.run('set session wsrep_sync_wait = 15');
      const numbers = (table: string, no: string) =>
        db.rows<{ no: number }>(`select ${no} as no from ${table} order by 1`).map(({ no }) => no);
      for (const found of [numbers('purchases', 'no'), numbers('audit_entries', 'sequence')]) {
        expect(found).toEqual(found.map((_, index) => index + 1));
      }
      db.close();
    }
  });
});

describe('a node that is lost', () => {
  test.each(['BEGIN', 'insert into "turns"'])('at %s: another one is taken', async (at) => {
    const mess = await createMay();
    const strike = { at, by: 'cut', when: 'before', later: 'refuse' } as const;
    const { proxy, port } = await proxyBeforeFirst(mess, strike);
    const result = await through(mess, [{ port }, second])(...REGISTER);
    expect(proxy.hasStruck).toBe(true);
    expect(result).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(bills(mess)).toEqual([1, 1, 1]);
  });

  test('within the transaction: 7, and nothing is stored', async () => {
    const mess = await createMay();
    const strike = {
      at: 'insert into `bills`',
      by: 'cut',
      when: 'after',
      later: 'refuse',
    } as const;
    const { port } = await proxyBeforeFirst(mess, strike);
    const nodes = [{ port }, second];
    expect(await through(mess, nodes)(...REGISTER)).toEqual({
      code: 7,
      stdout: '',
      stderr:
        `error: The connection to ${labelOn(mess, nodes)} was lost. Nothing was changed.\n` +
        'hint: try again in a moment\n',
    });
    expect(bills(mess)).toEqual([0, 0, 0]);
    expect((await mess(...REGISTER)).code).toBe(0);
  });

  test.each([
    ['before', 'cut', 7],
    ['after', 'cut', 0],
    ['before', 'silence', 7],
    ['after', 'silence', 0],
  ] as const)(
    'at COMMIT, %s it has heard it (%s): another one is asked: %i',
    async (when, by, code) => {
      const mess = await createMay();
      const strike = { at: 'COMMIT', by, when, later: 'refuse' } as const;
      const { proxy, port } = await proxyBeforeFirst(mess, strike);
      const nodes = [{ port }, second];
      const result = await through(mess, nodes, { answerTimeoutMs: 2000 })(...REGISTER);
      expect(proxy.hasStruck).toBe(true);
      const label = labelOn(mess, nodes);
      const stderr =
        code === 0
          ? ''
          : `error: The connection to ${label} was lost while storing. Nothing was changed.\nhint: try again in a moment\n`;
      expect(result).toEqual({ code, stdout: '', stderr });
      expect(bills(mess)).toEqual(code === 0 ? [1, 1, 1] : [0, 0, 0]);
      // The transaction that is open on the first one for ever is never stored.
      expect((await through(mess, [second])(...REGISTER)).code).toBe(code === 0 ? 8 : 0);
      expect(bills(mess)).toEqual([1, 1, 1]);
    },
  );

  test('at COMMIT, and no other can be asked: 10', async () => {
    const mess = await createMay();
    const strike = { at: 'COMMIT', by: 'cut', when: 'after', later: 'refuse' } as const;
    const { port } = await proxyBeforeFirst(mess, strike);
    const { code, stderr } = await through(mess, [{ port }, { port: 1 }])(...REGISTER);
    expect(code).toBe(10);
    const id = /--operation (\S+)$/m.exec(stderr)?.[1] ?? '';
    expect((await through(mess, [third])('db', 'status', '--operation', id)).code).toBe(0);
  });
});

describe('cut off from the others', () => {
  test('while somebody thinks about a question: the answer is stored through another one', async () => {
    const mess = await createMay();
    await mess.do(REGISTER.join(' '));
    const prompter: Partial<Prompter> = {
      confirm: async () => {
        await first.cutOff();
        await first.waitUntilAlone();
        return true;
      },
    };
    const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: urlOn(mess, [first, second]) };
    const result = await mess.with({ env, prompter })(
      'bill',
      'void',
      '--month',
      '2025-05',
      '--reason',
      'test',
      '--quiet',
    );
    await first.rejoin();
    expect(result).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(bills(mess)).toEqual([1, 1, 1]);
  });

  test('before it has noticed: what it is told to store is asked for on another one', async () => {
    const mess = await createMay();
    await first.cutOff();
    const nodes = [first, second];
    const result = await through(mess, nodes)(...REGISTER);
    await first.rejoin();
    // Where this machine is so busy that it noticed before the command came: another one was taken.
    if (result.code === 0) return expect(bills(mess)).toEqual([1, 1, 1]);
    expect(result).toEqual({
      code: 7,
      stdout: '',
      stderr:
        `error: The connection to ${labelOn(mess, nodes)} was lost while storing. Nothing was changed.\n` +
        'hint: try again in a moment\n',
    });
    expect(bills(mess)).toEqual([0, 0, 0]);
  });
});
