import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import mysql from 'mysql2/promise';

/** A private server on loopback. */
export interface MariaDb {
  readonly port: number;
  readonly socket: string;
  readonly folder: string;
  readonly user: string;
  readonly password: string;
  /** A connection of its administrator, to no database. */
  connect(): Promise<mysql.Connection>;
  /** Ends the server at once, as a machine that stops. */
  kill(): Promise<void>;
  /** Starts it again on the same files and port. */
  restart(): Promise<void>;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/** Where a server is installed; undefined where there is none. */
export function findMariadbd(): string | undefined {
  return ['/usr/sbin/mariadbd', '/usr/bin/mariadbd', '/usr/local/sbin/mariadbd'].find(existsSync);
}

/** Quick rather than safe: nothing of it must outlive the tests. */
const QUICK = [
  ...['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0', '--innodb-file-per-table=0'],
  ...['--skip-log-bin', '--performance-schema=OFF', '--innodb-buffer-pool-size=256M'],
];

/**
 * Starts a server of its own in a temporary folder, on a free port of loopback.
 *
 * @param options further options of mariadbd
 */
export async function startMariaDb(options: readonly string[] = QUICK): Promise<MariaDb> {
  const program = findMariadbd();
  if (program === undefined) throw new Error('mariadbd is not installed');
  const folder = await mkdtemp(join(tmpdir(), 'mess-mariadb-'));
  const data = join(folder, 'data');
  const socket = join(folder, 's');
  const port = await findFreePort();
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  await mkdir(data);
  await promisify(execFile)('mariadb-install-db', [
    ...['--no-defaults', ...asRoot, `--datadir=${data}`, '--skip-test-db'],
    '--auth-root-authentication-method=normal',
  ]);
  let server: ChildProcess;
  const start = async () => {
    server = spawn(
      program,
      [
        ...['--no-defaults', ...asRoot, `--datadir=${data}`, `--socket=${socket}`],
        ...[`--port=${port}`, '--bind-address=127.0.0.1', `--pid-file=${join(folder, 'pid')}`],
        ...[`--log-error=${join(folder, 'log')}`, '--max-connections=300', ...options],
      ],
      { stdio: 'ignore' },
    );
    await waitUntilReady(socket, server);
  };
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  };
  await start();
  const connect = () =>
    mysql.createConnection({ socketPath: socket, user: 'root', multipleStatements: true });
  const [user, password] = ['mess', 'a password: %@/'];
  const admin = await connect();
  await admin.query(`create user '${user}'@'%' identified by '${password}'`);
  await admin.query(`grant all on *.* to '${user}'@'%'`);
  await admin.end();
  return {
    ...{ port, socket, folder, user, password, connect },
    kill: () => end('SIGKILL'),
    restart: start,
    stop: async () => {
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

const PATIENCE_MS = 60_000;

async function waitUntilReady(socket: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      const connection = await mysql.createConnection({ socketPath: socket, user: 'root' });
      await connection.end();
      return;
    } catch (error) {
      if (server.exitCode !== null) throw new Error('mariadbd ended at once', { cause: error });
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
