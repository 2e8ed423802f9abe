import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DuesDocument } from '../../src/documents/schemas/payments/payments.ts';
import type { TestMess } from '../support/mess.ts';
import { type ProcessResult, runMess, startMess } from '../support/process.ts';
import { addFourStudents } from '../support/records/month.ts';
import { trySignIn } from '../support/records/sign-in.ts';
import { type Cluster, type ClusterNode, startCluster } from '../support/server/cluster.ts';
import { asServer, through, urlOn } from '../support/server/cluster-mess.ts';
import { createMessOn } from '../support/server/private-server.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(() => cluster?.stop());

const DESKS_A_NODE = 3;
const PAYMENTS_A_DESK = 4;
/** Of each node's, at some time between their start and their end. */
const KILLED_A_NODE = 4;
/** A payment that was refused as busy is given again, so often at most. */
const TRIES = 10;

interface Listed {
  readonly receipt: string;
  readonly studentId: string;
  readonly amount: string;
}

/** Each payment has an amount of its own, in whole rupees, by which it is known. */
const wordsOf = (rupees: number) =>
  `payment record S00${(rupees % 4) + 1} --amount ${rupees} --method cash --json`.split(' ');

/** One payment after the other through one node, each until it is taken. */
async function payAt(mess: TestMess, node: ClusterNode, amounts: readonly number[]) {
  const told: ProcessResult[] = [];
  for (const rupees of amounts) {
    const env = { MESS_DATABASE_URL: urlOn(mess, [node]) };
    let result = await runMess(mess.home, wordsOf(rupees), { env });
    for (let tries = 1; result.code === 7 && tries < TRIES; tries++) {
      result = await runMess(mess.home, wordsOf(rupees), { env });
    }
    told.push(result);
  }
  return told;
}

/** Begins payments through a node and kills each a little later than the one before. */
async function killAt(
  mess: TestMess,
  node: ClusterNode,
  amounts: readonly number[],
  usualMs: number,
) {
  const env = { MESS_DATABASE_URL: urlOn(mess, [node]) };
  for (const [at, rupees] of amounts.entries()) {
    const { child, ended } = startMess(mess.home, wordsOf(rupees), { env });
    void wait(usualMs * (1 + at)).then(() => child.kill('SIGKILL'));
    await ended;
  }
}

test('receipts through three nodes at once are 1 to n, also when some who pay are killed', async () => {
  const { nodes } = cluster;
  const mess = await createMessOn(asServer(cluster, nodes[0]));
  mess.now = new Date();
  expect(await trySignIn(mess)).toMatchObject({ code: 0 });
  await addFourStudents(mess);
  await mess.do('settings --accounts-from 2025-05');
  const began = performance.now();
  const [alone] = await payAt(mess, nodes[0], [999]);
  const usualMs = performance.now() - began;
  const desks = nodes.flatMap((node, place) =>
    Array.from({ length: DESKS_A_NODE }, (_, desk) => {
      const first = 1 + (place * DESKS_A_NODE + desk) * PAYMENTS_A_DESK;
      return payAt(
        mess,
        node,
        Array.from({ length: PAYMENTS_A_DESK }, (_, at) => first + at),
      );
    }),
  );
  const killed = nodes.map((node, place) => {
    const first = 1001 + place * KILLED_A_NODE;
    return killAt(
      mess,
      node,
      Array.from({ length: KILLED_A_NODE }, (_, at) => first + at),
      usualMs,
    );
  });
  const [told] = await Promise.all([Promise.all(desks), Promise.all(killed)]);
  const results = [...(alone ? [alone] : []), ...told.flat()];
  expect(results.filter(({ code }) => code !== 0)).toEqual([]);
  const acknowledged = results.map(({ stdout }): Listed => JSON.parse(stdout));
  for (const node of nodes) {
    await node.waitUntilSynced();
    await checkReceipts(through(mess, [node]), acknowledged);
  }
});

/** What was acknowledged is there under its number; of the killed ones some may be, and nothing else. */
async function checkReceipts(
  run: ReturnType<TestMess['with']>,
  acknowledged: readonly Listed[],
): Promise<void> {
  const read = async <T>(line: string): Promise<T> => {
    const { code, stdout, stderr } = await run(...line.split(' '), '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout);
  };
  const { payments } = await read<{ payments: Listed[] }>('payment list');
  const [series] = acknowledged[0]?.receipt.split('/') ?? [];
  expect(payments.map(({ receipt }) => receipt)).toEqual(
    payments.map((_, index) => `${series}/${String(index + 1).padStart(4, '0')}`),
  );
  const of = ({ receipt, studentId, amount }: Listed) => `${receipt} ${studentId} ${amount}`;
  const stored = new Set(payments.map(of));
  expect(stored.size).toBe(payments.length);
  expect(acknowledged.map(of).filter((each) => !stored.has(each))).toEqual([]);
  const told = new Set(acknowledged.map(of));
  const others = payments.filter((each) => !told.has(of(each))).map(({ amount }) => Number(amount));
  expect(others.filter((rupees) => rupees <= 1000)).toEqual([]);
  expect(new Set(others).size).toBe(others.length);
  const paid = (id: string) =>
    payments.reduce((sum, each) => sum + (each.studentId === id ? Number(each.amount) : 0), 0);
  const dues = await read<DuesDocument[]>('dues list');
  expect(
    Object.fromEntries(dues.map(({ studentId, credit }) => [studentId, Number(credit)])),
  ).toEqual(Object.fromEntries(['S001', 'S002', 'S003', 'S004'].map((id) => [id, paid(id)])));
  expect(await read('db verify')).toMatchObject({ findings: [] });
}
