import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { latestMigration } from '../../src/data/schema/migrations.ts';
import { attachMess, createHome, type TestMess } from '../support/mess.ts';
import { addMay } from '../support/records/month.ts';
import { type Cluster, type ClusterNode, startCluster } from '../support/server/cluster.ts';
import { asServer, databaseOn, labelOn, through } from '../support/server/cluster-mess.ts';
import { connectPast } from '../support/server/connection.ts';
import {
  createDatabaseOn,
  createMessOn,
  type ServerDatabase,
} from '../support/server/private-server.ts';
import { startMariaDb } from '../support/server/server.js';

let cluster: Cluster;
let first: ClusterNode;
let second: ClusterNode;
let third: ClusterNode;

beforeAll(async () => {
  cluster = await startCluster();
  [first, second, third] = cluster.nodes;
});

afterAll(() => cluster?.stop());

/** Nothing listens there. */
const NOBODY = { port: 1 };

async function createMay(): Promise<TestMess> {
  const mess = await createMessOn(asServer(cluster, first));
  await addMay(mess);
  return mess;
}

/** Who was asked: the nodes whose server counted a new connection meanwhile. */
async function connectionsMade(work: () => Promise<unknown>): Promise<string[]> {
  const count = async (node: ClusterNode) => {
    const admin = await node.connect();
    const [rows] = await admin.query("show global status like 'Connections'");
    await admin.end();
    return Number((rows as { Value: string }[])[0]?.Value);
  };
  const before = await Promise.all(cluster.nodes.map(count));
  await work();
  const after = await Promise.all(cluster.nodes.map(count));
  // One is that of the count itself.
  return cluster.nodes.flatMap(({ name }, i) =>
    (after[i] ?? 0) - (before[i] ?? 0) > 1 ? [name] : [],
  );
}

describe('the servers of an address', () => {
  test('are tried in their order, and only as far as one answers', async () => {
    const mess = await createMay();
    const list = (...nodes: { port: number }[]) => through(mess, nodes)('bill', 'list', '--json');
    expect(await connectionsMade(() => list(second, first))).toEqual([second.name]);
    expect(await connectionsMade(() => list(NOBODY, third, first))).toEqual([third.name]);
    expect(await list(NOBODY, third)).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
  });

  test('none answers: 9, and each is named', async () => {
    const mess = await createMay();
    const nodes = [NOBODY, { port: 2 }];
    expect(await through(mess, nodes)('bill', 'list')).toEqual({
      code: 9,
      stdout: '',
      stderr:
        `error: None of the servers of ${labelOn(mess, nodes)} can be used. ` +
        'No server answers at 127.0.0.1:1. No server answers at 127.0.0.1:2. Nothing was changed.\n' +
        'hint: check that the servers run, and the address of the database\n',
    });
  });

  test('one that may only be read from is passed over, and read from when there is no other', async () => {
    const mess = await createMay();
    await first.setReadOnly(true);
    const register = 'bill register --month 2025-05 --total 90000 --quiet'.split(' ');
    try {
      const both = through(mess, [first, second]);
      expect(await connectionsMade(() => both('bill', 'list'))).toEqual([first.name, second.name]);
      expect(await both(...register)).toEqual({ code: 0, stdout: '', stderr: '' });
      const alone = through(mess, [first, NOBODY]);
      expect((await alone('bill', 'show', '--month', '2025-05')).code).toBe(0);
      expect(await alone('bill', 'void', '--month', '2025-05', '--reason', 'x', '--yes')).toEqual({
        code: 9,
        stdout: '',
        stderr:
          `error: The server of ${labelOn(mess, [first, NOBODY])} is read-only. Nothing was changed.\n` +
          'hint: name the server that may be written to, or see its administrator\n',
      });
    } finally {
      await first.setReadOnly(false);
    }
  });
});

test('db status says of each server what is in its way', async () => {
  const mess = await createMay();
  await third.setReadOnly(true);
  const { code, stdout } = await through(mess, [NOBODY, second, third])('db', 'status', '--json');
  const { stdout: text } = await through(mess, [second, third])('db', 'status');
  await third.setReadOnly(false);
  expect([code, JSON.parse(stdout).servers]).toEqual([
    0,
    [
      { server: '127.0.0.1:1', fault: 'No server answers at 127.0.0.1:1.' },
      { server: `127.0.0.1:${second.port}`, fault: null },
      {
        server: `127.0.0.1:${third.port}`,
        fault: `The server of 127.0.0.1:${third.port} is read-only.`,
      },
    ],
  ]);
  expect(text).toBe(
    `Database   ${labelOn(mess, [second, third])}\n` +
      `Servers    127.0.0.1:${second.port} is ready.\n` +
      `           The server of 127.0.0.1:${third.port} is read-only.\n` +
      // Each has its number.
      `Tables     up to date (${Number.parseInt(latestMigration(), 10)} migrations)\n`,
  );
});

test('a server that is in no cluster is passed over: the others would never have what it stores', async () => {
  const mess = await createMay();
  const lone = await startMariaDb();
  onTestFinished(lone.stop);
  const admin = await lone.connect();
  await admin.query(`create database ${(mess.database as ServerDatabase).name}`);
  await admin.end();
  expect((await through(mess, [lone, second])('status', '--json')).code).toBe(0);
  const nodes = [lone, NOBODY];
  expect(await through(mess, nodes)('status')).toEqual({
    code: 9,
    stdout: '',
    stderr:
      `error: None of the servers of ${labelOn(mess, nodes)} can be used. ` +
      `The server of 127.0.0.1:${lone.port} belongs to no cluster. No server answers at 127.0.0.1:1. Nothing was changed.\n` +
      'hint: see its administrator\n',
  });
});

test('which server answered is remembered for the run', async () => {
  const mess = await createMay();
  let asked = 0;
  const closed = createServer((socket) => {
    asked++;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void closed.close());
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  const { name, ...rest } = mess.database as ServerDatabase;
  const empty = await createDatabaseOn(asServer(cluster, first));
  const other = attachMess(await createHome(), { ...rest, name: empty.name });
  // It looks first whether it may, asks for the password, and only then makes the mess.
  const init = through(other, [{ port }, third], { stdin: 'a long password\n' });
  expect((await init('init', '--admin', 'warden', '--password-stdin')).code).toBe(0);
  expect(asked).toBe(1);
});

test('what one node has stored, another one reads at once', async () => {
  const mess = await createMay();
  const [one, other] = [through(mess, [first]), through(mess, [second])];
  for (let day = 1; day <= 20; day++) {
    const days = `${day}`;
    await one('attendance', 'record', 'S001', '--month', '2025-05', '--days', days);
    const { stdout } = await other('attendance', 'show', '--month', '2025-05', '--json');
    const figures: { studentId: string; days: number }[] = JSON.parse(stdout);
    expect(figures.find(({ studentId }) => studentId === 'S001')?.days).toBe(day);
  }
});

test('a server that lets nobody in and is silent is given up after five seconds', async () => {
  const mess = await createMay();
  first.freeze();
  onTestFinished(async () => {
    first.thaw();
    await first.waitUntilSynced();
  });
  const began = performance.now();
  const result = await through(mess, [first, second])('bill', 'list', '--quiet');
  const tookMs = performance.now() - began;
  expect(result).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(tookMs).toBeGreaterThan(5000);
});

/** Cuts a node off, until it waits in vain for what the others have stored. */
async function cutOffUnnoticed(node: ClusterNode): Promise<void> {
  await node.cutOff();
  const connection = await node.connect();
  await connection.query('set session wsrep_sync_wait = 7');
  for (let waits = false; !waits; ) {
    const read = connection.query('select count(*) from mysql.user').catch(() => {});
    waits = await Promise.race([read.then(() => false), sleep(300, true)]);
  }
  connection.destroy();
}

test.each(['bill list', 'attendance show --month 2025-05', 'db backup a.backup --yes'])(
  '%s: what only reads does not fail when its node is just being cut off',
  async (line) => {
    const mess = await createMay();
    const command = line.replace('a.backup', join(mess.home, 'a.backup'));
    await cutOffUnnoticed(first);
    const result = await through(mess, [first, second])(...command.split(' '), '--quiet');
    await first.rejoin();
    expect(result).toEqual({ code: 0, stdout: '', stderr: '' });
  },
);

test('a node that is cut off from the others is left for one that is not', async () => {
  const mess = await createMay();
  await first.cutOff();
  await first.waitUntilAlone();
  try {
    const both = through(mess, [first, second]);
    expect(
      await both('bill', 'register', '--month', '2025-05', '--total', '900', '--quiet'),
    ).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect(await through(mess, [first])('bill', 'list')).toEqual({
      code: 7,
      stdout: '',
      stderr:
        `error: The server of ${mess.label} has no connection to its cluster. Nothing was changed.\n` +
        'hint: try again in a moment\n',
    });
  } finally {
    await first.rejoin();
  }
  const db = connectPast(databaseOn(mess, first));
  expect(db.rows('select status from bills')).toEqual([{ status: 'live' }]);
  db.close();
});
