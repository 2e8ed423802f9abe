import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import mysql from 'mysql2/promise';

// JavaScript, since the bench runs it as it is.

/**
 * @typedef {object} MariaDb a private server on loopback
 * @property {number} port
 * @property {string} socket
 * @property {string} folder
 * @property {string} user may do everything, through TCP too
 * @property {string} password
 * @property {() => Promise<mysql.Connection>} connect as its administrator, to no database
 * @property {() => Promise<void>} kill ends the server at once, as when a machine stops
 * @property {() => Promise<void>} restart starts it again on the same files and port
 * @property {() => Promise<void>} stop ends it and removes its files
 */

/** Where a server is installed; undefined where there is none. */
export function findMariadbd() {
  return ['/usr/sbin/mariadbd', '/usr/bin/mariadbd', '/usr/local/sbin/mariadbd'].find((path) =>
    existsSync(path),
  );
}

/** Quick rather than safe: nothing of it must outlive the tests. */
const QUICK = [
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-doublewrite=0',
  '--innodb-file-per-table=0',
  '--skip-log-bin',
  '--innodb-stats-persistent=OFF',
  '--performance-schema=OFF',
  '--innodb-buffer-pool-size=256M',
];

/** Becomes the program that follows, and ends it when whoever started it is gone, even if killed. */
export const UNTIL_WE_END = `exec 3<&0; (cat <&3 >&2; kill -9 $$ 2>&-) & exec "$@" <&- 3<&-`;

/**
 * Starts a server of its own in a temporary folder, on a free port of loopback.
 *
 * @param {readonly string[]} options further options of mariadbd
 * @returns {Promise<MariaDb>}
 */
export async function startMariaDb(options = QUICK) {
  const program = findMariadbd();
  if (program === undefined) throw new Error('mariadbd is not installed');
  const folder = await mkdtemp(join(tmpdir(), 'mess-mariadb-'));
  const data = join(folder, 'data');
  const socket = join(folder, 's');
  const port = await findFreePort();
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  await mkdir(data);
  await promisify(execFile)('mariadb-install-db', [
    '--no-defaults',
    ...asRoot,
    `--datadir=${data}`,
    `--tmpdir=${folder}`,
    '--skip-test-db',
    '--auth-root-authentication-method=normal',
  ]);
  /** @type {import('node:child_process').ChildProcess} */
  let server;
  const start = async () => {
    server = spawn(
      'sh',
      [
        '-c',
        UNTIL_WE_END,
        'sh',
        program,
        '--no-defaults',
        ...asRoot,
        `--datadir=${data}`,
        `--socket=${socket}`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        `--pid-file=${join(folder, 'pid')}`,
        `--log-error=${join(folder, 'log')}`,
        `--tmpdir=${folder}`,
        '--max-connections=300',
        ...options,
      ],
      { stdio: ['pipe', 'ignore', 'ignore'] },
    );
    const { stdin } = server;
    server.once('exit', () => stdin?.destroy());
    await waitUntilReady(socket, server);
  };
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await ended;
  };
  await start();
  const connect = () =>
    mysql.createConnection({ socketPath: socket, user: 'root', multipleStatements: true });
  const [user, password] = ['mess', 'a password: %@/'];
  const admin = await connect();
  await admin.query(`create user '${user}'@'%' identified by '${password}'`);
  await admin.query(`grant all on *.* to '${user}'@'%' with grant option`);
  await admin.end();
  return {
    port,
    socket,
    folder,
    user,
    password,
    connect,
    kill,
    restart: start,
    stop: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** @returns {Promise<number>} */
async function findFreePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

const PATIENCE_MS = 60_000;

/**
 * @param {string} socket
 * @param {import('node:child_process').ChildProcess} server
 */
async function waitUntilReady(socket, server) {
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
