import { type AddressInfo, connect, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { translateDatabaseError } from '../../../src/data/failures.ts';
import { parseDatabaseAddress } from '../../../src/domain/values/database-address.ts';
import { attachMess, createHome, type Result, type TestMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';
import { connectPast } from '../../support/server/connection.ts';
import {
  asPlainUser,
  createDatabaseOn,
  createMessOn,
} from '../../support/server/private-server.ts';
import { type Strike, startProxy } from '../../support/server/proxy.ts';
import { type MariaDb, startMariaDb } from '../../support/server/server.js';

let server: MariaDb;

beforeAll(async () => {
  // As safe as a server is by default: what it has acknowledged outlives it.
  server = await startMariaDb(['--performance-schema=OFF', '--innodb-buffer-pool-size=64M']);
});

afterAll(() => server?.stop());

function failure(code: number, message: string, hint: string): Result {
  return { code, stdout: '', stderr: `error: ${message}\nhint: ${hint}\n` };
}

/** What a command says of a database at an address. */
async function ask(url: string, env: Record<string, string> = {}): Promise<Result> {
  const mess = attachMess(await createHome());
  const variables = { MESS_HOME: mess.home, MESS_DATABASE_URL: url, ...env };
  return mess.with({ env: variables })('bill', 'list');
}

async function findClosedPort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

/** How it fails where a name has two addresses, as localhost has on many machines. */
function connectToTwo(port: number): Promise<Error> {
  const addresses = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
  const socket = connect({ host: 'two', port, lookup: (_, __, found) => found(null, addresses) });
  return new Promise((resolve) => socket.once('error', resolve));
}

const WHETHER = 'check that the server runs, and the address of the database';

describe('a plain sentence for each failure', () => {
  test('nothing listens', async () => {
    const port = await findClosedPort();
    expect(await ask(`mysql://mess@127.0.0.1:${port}/mess`)).toEqual(
      failure(9, `No server answers at mysql://mess@127.0.0.1:${port}/mess.`, WHETHER),
    );
    expect(await ask('mysql://mess@localhost/mess?socket=/nowhere/s')).toEqual(
      failure(
        9,
        'There is no socket of a server for mysql://mess@localhost/mess?socket=/nowhere/s.',
        WHETHER,
      ),
    );
  });

  test('nothing listens at any address of a name', async () => {
    const port = await findClosedPort();
    const error = await connectToTwo(port);
    expect(error).toBeInstanceOf(AggregateError);
    const address = parseDatabaseAddress(`mysql://mess@localhost:${port}/mess`);
    expect(translateDatabaseError(error, address)).toMatchObject({
      exitCode: 9,
      message: `No server answers at mysql://mess@localhost:${port}/mess.`,
    });
  });

  test('unknown host', async () => {
    expect(await ask('mysql://mess@nosuch.invalid/mess')).toEqual(
      failure(9, 'There is no machine of that name: mysql://mess@nosuch.invalid/mess.', WHETHER),
    );
  });

  test('no such database', async () => {
    const { port } = server;
    const user = `mess:${encodeURIComponent(server.password)}`;
    expect(await ask(`mysql://${user}@127.0.0.1:${port}/nosuch`)).toEqual(
      failure(
        9,
        `The server has no such database: mysql://mess@127.0.0.1:${port}/nosuch.`,
        'let its administrator create it (see "Growing" in the README), or correct the address',
      ),
    );
  });

  test('a database without a mess', async () => {
    const database = await createDatabaseOn(server);
    const mess = attachMess(await createHome(), database);
    expect(await ask(mess.databaseUrl)).toEqual(
      failure(
        9,
        `There is no mess in ${mess.label}.`,
        'mess init, or where one was lost: mess db restore FILE',
      ),
    );
  });

  test('a wrong password in the address or in the file, and none', async () => {
    const { port } = server;
    const label = `mysql://mess@127.0.0.1:${port}/mysql`;
    const refused = failure(
      9,
      `The server refuses the user or the password of ${label}.`,
      'put the password in a file that only you can read, and its path in MESS_DATABASE_PASSWORD_FILE',
    );
    expect(await ask(label)).toEqual(refused);
    expect(await ask(label.replace('@', ':wrong@'))).toEqual(refused);
    const mess = attachMess(await createHome());
    const file = await mess.file('password', 'wrong\n', 0o600);
    const ofFile = {
      ...refused,
      stderr: refused.stderr.replace(
        /hint: .*/,
        `hint: the password is that of ${file}; is it this user's?`,
      ),
    };
    expect(await ask(label, { MESS_DATABASE_PASSWORD_FILE: file })).toEqual(ofFile);
    // It is the file that counts.
    const right = `mysql://mess:${encodeURIComponent(server.password)}@127.0.0.1:${port}/mysql`;
    expect(await ask(right, { MESS_DATABASE_PASSWORD_FILE: file })).toEqual(ofFile);
  });

  test('too many connections, of all or of the user', async () => {
    const mess = await asPlainUser(server, await createMessOn(server));
    const full = failure(
      7,
      `The server of ${mess.label} has too many connections.`,
      'try again in a moment',
    );
    const admin = await server.connect();
    const others: { end(): Promise<void> }[] = [];
    await admin.query('set global max_connections = 10');
    // The administrator gets one more than everybody else.
    const isFull = async () => {
      const other = await server.connect().catch(() => undefined);
      if (other !== undefined) others.push(other);
      return other === undefined;
    };
    while (!(await isFull()));
    expect(await mess('bill', 'list')).toEqual(full);
    await admin.query('set global max_connections = 300');
    for (const other of others) await other.end();
    expect(await mess('bill', 'list')).toMatchObject({ code: 0 });

    const user = mess.database.kind === 'mysql' ? mess.database.user : '';
    await admin.query(`alter user ${user} with max_user_connections 1`);
    await admin.end();
    const only = connectPast(mess.database);
    expect(await mess('bill', 'list')).toEqual(full);
    only.close();
  });

  test('read-only', async () => {
    const mess = await asPlainUser(server, await createMessOn(server));
    await addMay(mess);
    const admin = await server.connect();
    await admin.query('set global read_only = 1');
    const register = ['bill', 'register', '--month', '2025-05', '--total', '90000'];
    expect(await mess(...register)).toEqual(
      failure(
        9,
        `The server of ${mess.label} is read-only. Nothing was changed.`,
        'name the server that may be written to, or see its administrator',
      ),
    );
    expect(await mess('bill', 'list', '--json')).toMatchObject({ code: 0, stdout: '[]\n' });
    await admin.query('set global read_only = 0');
    await admin.end();
    expect(await mess(...register)).toMatchObject({ code: 0 });
  });

  test('the administrator ends the connection', async () => {
    const mess = await asPlainUser(server, await createMessOn(server));
    const name = mess.database.kind === 'mysql' ? mess.database.name : '';
    const admin = await server.connect();
    await admin.query(`use ${name}; begin; update turns set taken = taken + 1`);
    const adding = mess(...'student add S1 --name A --branch B --phone 9876543210'.split(' '));
    const waiting = `select id from information_schema.processlist
      where db = '${name}' and id <> connection_id() and info like '%"turns"%'`;
    const id = await vi.waitFor(async () => {
      const [rows] = await admin.query(waiting);
      const [first] = rows as { id: number }[];
      if (first === undefined) throw new Error('nobody waits');
      return first.id;
    });
    await admin.query(`kill ${id}`);
    expect(await adding).toEqual(
      failure(
        7,
        `The connection to ${mess.label} was lost. Nothing was changed.`,
        'try again in a moment',
      ),
    );
    await admin.query('rollback');
    await admin.end();
    expect(mess.rows('select id from students')).toEqual([]);
  });
});

describe('a server that is killed and started again', () => {
  const ADD = '--name A --branch B --phone 9876543210'.split(' ');

  test('in the middle of commands: what was acknowledged is there, and what was not is not', async () => {
    const mess = await createMessOn(server);
    const results: { readonly id: string; readonly result: Result }[] = [];
    const acknowledged = () =>
      results.filter(({ result }) => result.code === 0).map(({ id }) => id);
    let started = 0;
    let isOver = false;
    const work = async () => {
      while (!isOver) {
        const id = `S${++started}`;
        results.push({ id, result: await mess('student', 'add', id, ...ADD) });
      }
    };
    const workers = Promise.all([work(), work(), work(), work()]);
    await vi.waitFor(() => expect(acknowledged().length).toBeGreaterThan(10), 20_000);
    await server.kill();
    await server.restart();
    const before = acknowledged().length;
    await vi.waitFor(() => expect(acknowledged().length).toBeGreaterThan(before + 10), 20_000);
    isOver = true;
    await workers;

    const stored = new Set(
      mess.rows<{ id: string }>('select id from students').map(({ id }) => id),
    );
    for (const { id, result } of results) {
      const said = { id, isStored: stored.has(id), ...result };
      expect([said, [0, 7, 9, 10].includes(result.code)]).toEqual([said, true]);
      const operation = /--operation (\S+)/.exec(result.stderr)?.[1];
      const code = operation
        ? (await mess('db', 'status', '--operation', operation)).code
        : result.code;
      expect([said, code === 0]).toEqual([said, stored.has(id)]);
    }
    expect(results.some(({ result }) => result.code === 9)).toBe(true);
    expect(
      mess.rows("select sequence from audit_entries where command = 'student add'"),
    ).toHaveLength(stored.size);
  }, 60_000);

  test('at COMMIT: stored is 0, not stored is 7', async () => {
    const [kept, lost] = [await createMessOn(server), await createMessOn(server)];
    // One for both, since it takes its time.
    let struck = 0;
    let restarted = () => {};
    const restart = new Promise<void>((resolve) => {
      restarted = resolve;
    });
    const meanwhile = async () => {
      if (++struck === 2) {
        await server.kill();
        await server.restart();
        restarted();
      }
      await restart;
    };
    const add = async (mess: TestMess, strike: Omit<Strike, 'at' | 'meanwhile'>) => {
      const proxy = await startProxy(mess.database, {
        strike: { ...strike, at: 'COMMIT', meanwhile },
      });
      const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: proxy.urlOf(mess.database) };
      const result = await mess.with({ env, answerTimeoutMs: 1000 })(
        'student',
        'add',
        'S1',
        ...ADD,
      );
      return { ...result, label: proxy.labelOf(mess.database) };
    };
    const [stored, notStored] = await Promise.all([
      add(kept, { by: 'cut', when: 'after' }),
      // So that the server dies with the transaction open.
      add(lost, { by: 'silence', when: 'before' }),
    ]);
    expect(stored).toMatchObject({ code: 0, stderr: '' });
    expect(kept.rows('select id from students')).toEqual([{ id: 'S1' }]);
    expect(notStored).toMatchObject({
      code: 7,
      stdout: '',
      stderr:
        `error: The connection to ${notStored.label} was lost while storing. Nothing was changed.\n` +
        'hint: try again in a moment\n',
    });
    expect(lost.rows('select id from students')).toEqual([]);
  }, 60_000);
});
