import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import mysql from 'mysql2/promise';
import { findMariadbd, UNTIL_WE_END } from './server.js';

/** One server of a cluster. */
export interface ClusterNode {
  readonly name: string;
  readonly port: number;
  /** As its administrator, to no database. */
  connect(): Promise<mysql.Connection>;
  /** Ends it at once, as when a machine stops. */
  kill(): Promise<void>;
  /** Stops it where it is: it keeps what it has, its connections too, and answers nobody. */
  freeze(): void;
  thaw(): void;
  /** Starts it again on the same port; it then takes everything from the others. */
  restart(): Promise<void>;
  /** Cuts it off from the other nodes: it still answers, and soon knows that it is alone. */
  cutOff(): Promise<void>;
  /** Waits until it knows that it is alone, and refuses to work. */
  waitUntilAlone(): Promise<void>;
  rejoin(): Promise<void>;
  /** Refuses writes of users without special rights, as for maintenance. */
  setReadOnly(isReadOnly: boolean): Promise<void>;
  /** Waits until it has everything that the others have. */
  waitUntilSynced(): Promise<void>;
}

/** A Galera cluster of three on loopback. */
export interface Cluster {
  readonly nodes: readonly [ClusterNode, ClusterNode, ClusterNode];
  /** May do everything in every database, but for what only an administrator may. */
  readonly user: string;
  readonly password: string;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

const PROVIDER = ['/usr/lib/galera/libgalera_smm.so', '/usr/lib64/galera-4/libgalera_smm.so'];

/** Why there can be no cluster on this machine; undefined where there can. */
export function whyNoCluster(): string | undefined {
  if (findMariadbd() === undefined) return 'mariadbd is not installed';
  if (!PROVIDER.some((path) => existsSync(path))) return 'galera-4 is not installed';
  return existsSync('/usr/bin/rsync') ? undefined : 'rsync is not installed';
}

/** What a test need not wait for, but for what must outlive a killed process. */
const SMALL = [
  '--innodb-flush-log-at-trx-commit=2',
  '--innodb-buffer-pool-size=128M',
  '--performance-schema=OFF',
  '--skip-log-bin',
  '--max-connections=300',
];

/**
 * Starts three nodes, each with its own folder, socket and ports of loopback. A root user runs them as
 * the user of the package, since as root the copying of one node to the other is refused by rsync.
 */
export async function startCluster(): Promise<Cluster> {
  const why = whyNoCluster();
  if (why !== undefined) throw new Error(why);
  const folder = await mkdtemp(join(tmpdir(), 'mess-cluster-'));
  const owner = await findOwner();
  if (owner !== undefined) {
    await chmod(folder, 0o755);
    await chown(folder, owner.uid, owner.gid);
  }
  const [user, password] = ['mess', 'a password: %@/'];
  const ports = await findFreePorts(12);
  const addresses = ports.slice(0, 3).map((port) => `127.0.0.1:${port}`);
  const nodes = addresses.map((listen, index) => {
    const [port = 0, ist = 0, sst = 0] = ports.slice(3 + 3 * index);
    return createNode(join(folder, `n${index + 1}`), owner, addresses, {
      listen,
      port,
      ist,
      sst,
    });
  }) as [Node, Node, Node];
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.kill()));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const [first, ...others] = nodes;
    await Promise.all(nodes.map((node) => node.makeFolder()));
    // The others get all of it from the first.
    await first.install();
    await first.start('new');
    await Promise.all(others.map((node) => node.start('join')));
    const admin = await first.connect();
    await admin.query(`create user '${user}'@'%' identified by '${password}'`);
    // Everything but what would let it write on a node that is read-only.
    await admin.query(
      `grant select, insert, update, delete, create, drop, alter, index, references, create user,
         process, reload, lock tables on *.* to '${user}'@'%' with grant option`,
    );
    await admin.end();
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes, user, password, stop };
}

interface Owner {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Whose the servers are; undefined for the user who runs the tests. */
async function findOwner(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = await readFile('/etc/passwd', 'utf8');
  const [name = '', , uid, gid] = /^mysql:.*$/m.exec(users)?.[0].split(':') ?? [];
  if (name === '') throw new Error('there is no user mysql to run the cluster as');
  return { name, uid: Number(uid), gid: Number(gid) };
}

interface Node extends ClusterNode {
  makeFolder(): Promise<void>;
  install(): Promise<void>;
  start(as: 'new' | 'join'): Promise<void>;
}

interface Ports {
  /** Where the node hears the others. */
  readonly listen: string;
  readonly port: number;
  /** Where it receives what it missed, or everything. */
  readonly ist: number;
  readonly sst: number;
}

function createNode(
  folder: string,
  owner: Owner | undefined,
  addresses: readonly string[],
  { listen, port, ist, sst }: Ports,
): Node {
  const asUser = owner === undefined ? [] : [`--user=${owner.name}`];
  const socket = `${folder}.sock`;
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  let server: ChildProcess | undefined;
  const connect = () =>
    mysql.createConnection({ socketPath: socket, user: 'root', multipleStatements: true });
  const administer = async (sql: string) => {
    const admin = await connect();
    try {
      await admin.query(sql);
    } finally {
      await admin.end();
    }
  };
  const node: Node = {
    name,
    port,
    connect,
    async makeFolder() {
      await mkdir(folder);
      if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
    },
    async install() {
      await promisify(execFile)('mariadb-install-db', [
        '--no-defaults',
        ...asUser,
        `--datadir=${folder}`,
        `--tmpdir=${folder}`,
        '--skip-test-db',
        '--auth-root-authentication-method=normal',
      ]);
    },
    async start(as) {
      const provider = PROVIDER.find((path) => existsSync(path));
      server = spawn(
        'sh',
        [
          '-c',
          UNTIL_WE_END,
          'sh',
          findMariadbd() ?? '',
          '--no-defaults',
          ...asUser,
          `--datadir=${folder}`,
          `--socket=${socket}`,
          `--port=${port}`,
          '--bind-address=127.0.0.1',
          `--pid-file=${folder}.pid`,
          `--log-error=${folder}.log`,
          `--tmpdir=${folder}`,
          '--default-storage-engine=InnoDB',
          ...SMALL,
          '--binlog-format=ROW',
          '--innodb-autoinc-lock-mode=2',
          '--wsrep-on=ON',
          `--wsrep-provider=${provider}`,
          '--wsrep-cluster-name=mess',
          `--wsrep-node-name=${name}`,
          '--wsrep-node-address=127.0.0.1',
          `--wsrep-cluster-address=gcomm://${as === 'new' ? '' : addresses.join(',')}`,
          `--wsrep-provider-options=gmcast.listen_addr=tcp://${listen};ist.recv_addr=127.0.0.1:${ist};gcache.size=32M`,
          '--wsrep-sst-method=rsync',
          `--wsrep-sst-receive-address=127.0.0.1:${sst}`,
        ],
        { stdio: ['pipe', 'ignore', 'ignore'] },
      );
      const { stdin } = server;
      server.once('exit', () => stdin?.destroy());
      await node.waitUntilSynced();
    },
    restart: () => node.start('join'),
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
    async kill() {
      if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
      const ended = new Promise((resolve) => server?.once('exit', resolve));
      server.kill('SIGKILL');
      await ended;
    },
    cutOff: () => administer("set global wsrep_provider_options = 'gmcast.isolate=1'"),
    async rejoin() {
      await administer("set global wsrep_provider_options = 'gmcast.isolate=0'");
      await node.waitUntilSynced();
    },
    setReadOnly: (isReadOnly) => administer(`set global read_only = ${isReadOnly ? 1 : 0}`),
    waitUntilAlone: () => waitUntil(node, 'OFF', () => server),
    waitUntilSynced: () => waitUntil(node, 'ON', () => server),
  };
  return node;
}

const PATIENCE_MS = 90_000;

/** @param ready whether it is ready to work, in its words */
async function waitUntil(
  node: ClusterNode,
  ready: 'ON' | 'OFF',
  server: () => ChildProcess | undefined,
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  let last: unknown;
  while (Date.now() < deadline) {
    const exitCode = server()?.exitCode;
    if (typeof exitCode === 'number') throw new Error(`${node.name} ended with ${exitCode}`);
    try {
      const admin = await node.connect();
      const [rows] = await admin.query<mysql.RowDataPacket[]>(
        "show status where variable_name in ('wsrep_local_state_comment', 'wsrep_ready')",
      );
      admin.destroy();
      const status = rows.map((row) => row.Value);
      if (ready === 'OFF' && status[1] === 'OFF') return;
      if (ready === 'ON' && status.join(' ') === 'Synced ON' && (await hears(node))) return;
      last = status;
    } catch (error) {
      last = error;
    }
    await sleep(100);
  }
  throw new Error(`${node.name} did not get where it should: ${last}`);
}

/** Whether it hears the others: one that was frozen believes for a while that all is as before. */
async function hears(node: ClusterNode): Promise<boolean> {
  const admin = await node.connect();
  try {
    await admin.query('set session wsrep_sync_wait = 15; select count(*) from mysql.user');
    return true;
  } finally {
    admin.destroy();
  }
}

/**
 * Below those that a machine gives to whoever connects somewhere: a node that was killed must find its
 * ports free when it is started again.
 */
async function findFreePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = 12_000 + Math.floor(Math.random() * 20_000);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .once('listening', () => server.close(() => resolve(true)));
    server.listen(port, '127.0.0.1');
  });
}
