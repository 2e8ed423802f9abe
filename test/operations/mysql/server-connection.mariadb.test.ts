import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { RowDataPacket } from 'mysql2';
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest';
import { connectMysql } from '../../../src/data/mysql/mysql.ts';
import {
  type MysqlAddress,
  parseDatabaseAddress,
} from '../../../src/domain/values/database-address.ts';
import { createHome, createMess, type Result, type TestMess } from '../../support/mess.ts';
import { runMess } from '../../support/process.ts';
import { addMay } from '../../support/records/month.ts';
import { trySignIn } from '../../support/records/sign-in.ts';
import { type Authority, createAuthority, hasOpenssl } from '../../support/server/certificates.ts';
import {
  asPlainUser,
  createMessOn,
  type ServerDatabase,
} from '../../support/server/private-server.ts';
import { startProxy } from '../../support/server/proxy.ts';
import { type MariaDb, startMariaDb } from '../../support/server/server.js';

let folder: string;
let authority: Authority | undefined;
let server: MariaDb;

/** Nothing of this is what a mess needs. */
const HOSTILE = [
  '--sql-mode=',
  '--default-time-zone=+09:00',
  '--autocommit=0',
  '--local-infile=1',
  '--character-set-server=latin1',
  '--collation-server=latin1_german1_ci',
  '--default-storage-engine=MyISAM',
  '--completion-type=2',
  '--max-statement-time=2',
  '--init-connect=set names latin1, sql_select_limit = 2, sql_safe_updates = 1, sql_big_selects = 0',
];

/** As in the other tests: quick rather than safe. */
const QUICK = [
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-doublewrite=0',
  '--innodb-file-per-table=0',
  '--performance-schema=OFF',
  '--innodb-buffer-pool-size=64M',
  '--skip-log-bin',
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mess-tls-'));
  if (await hasOpenssl()) authority = await createAuthority(folder);
  await authority?.certify('DNS:localhost');
  const tls = authority
    ? [
        `--ssl-ca=${authority.ca}`,
        `--ssl-cert=${authority.certificate}`,
        `--ssl-key=${authority.key}`,
      ]
    : [];
  server = await startMariaDb([...HOSTILE, ...QUICK, ...tls]);
});

afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function connect(mess: TestMess): Promise<Knex> {
  const db = await connectMysql(parseDatabaseAddress(mess.databaseUrl) as MysqlAddress, {
    waitMs: 1000,
  });
  onTestFinished(() => db.destroy());
  return db;
}

describe('whatever the defaults of the server', () => {
  test('a month is worked out over everybody, however few rows the server would give', async () => {
    const mess = await asPlainUser(server, await createMessOn(server));
    await addMay(mess);
    const bill = await mess.json<{ shares: unknown[] }>(
      'bill',
      'register',
      '--month',
      '2025-05',
      '--total',
      '1000',
    );
    expect(bill.shares).toHaveLength(4);
    await mess.do('admin logout');
    expect((await trySignIn(mess)).code).toBe(0);
    expect((await mess('db', 'verify')).code).toBe(0);
  });

  test('a session is strict, in UTC, and compares text by its bytes', async () => {
    const mess = await asPlainUser(server, await createMessOn(server));
    const db = await connect(mess);
    const [[session]] = await db.raw(
      `select @@sql_mode as mode, @@time_zone as zone, @@autocommit as autocommit,
         @@character_set_client as client, @@character_set_results as results,
         @@collation_connection as collation, 'A' = 'a' as folds, 'a' = 'a ' as pads`,
    );
    expect(session).toEqual({
      mode: expect.stringMatching(/ANSI_QUOTES.*STRICT_ALL_TABLES/),
      zone: '+00:00',
      autocommit: '1',
      client: 'utf8mb4',
      results: 'utf8mb4',
      collation: 'utf8mb4_bin',
      folds: 0,
      pads: 1,
    });
  });

  test('what does not fit is refused, not cut off', async () => {
    const mess = await createMessOn(server);
    const db = await connect(mess);
    const row = { id_key: 's1', id: 'S1', branch: 'B', phone: '9876543210', entered_at: 'now' };
    const insert = db('students').insert({ ...row, name: 'x'.repeat(101) });
    await expect(insert).rejects.toMatchObject({ errno: 1406 });
    await expect(db('students').insert(row)).rejects.toMatchObject({ errno: 1364 });
    const figure = { month: '2025-05', student_no: 1, changed_by: 1, days_hundredths: 2 ** 40 };
    await expect(db('attendance').insert(figure)).rejects.toMatchObject({ errno: 1264 });
    expect(mess.rows('select * from students')).toEqual([]);
  });

  test('tables are kept in utf8mb4, by bytes, with transactions', async () => {
    const mess = await createMessOn(server);
    expect(
      mess.rows(
        `select distinct engine, table_collation as collation from information_schema.tables
         where table_schema = database()`,
      ),
    ).toEqual([{ engine: 'InnoDB', collation: 'utf8mb4_bin' }]);
    expect(
      mess.rows(
        `select distinct collation_name as collation from information_schema.columns
         where table_schema = database() and collation_name is not null`,
      ),
    ).toEqual([{ collation: 'utf8mb4_bin' }]);
  });

  test('names of any script survive', async () => {
    const mess = await asPlainUser(server, await createMessOn(server));
    await addMay(mess);
    await mess.do('student add S005 --name "👩‍🍳 Zoë" --branch रसोई --phone +919876543215');
    const students = await mess.json<{ id: string; name: string; branch: string }[]>(
      'student',
      'list',
    );
    expect(students.slice(2).map(({ name, branch }) => [name, branch])).toEqual([
      ['सीता देवी', 'CSE'],
      ['Dev Anand', 'ME'],
      ['👩‍🍳 Zoë', 'रसोई'],
    ]);
  });
});

test('a socket leads to the same database', async () => {
  const mess = await createMessOn(server);
  const url = `${mess.databaseUrl.replace(/@.*\//, '@/')}?socket=${server.socket}`;
  const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: url };
  const status = await mess.with({ env })('db', 'status', '--json');
  const { name } = mess.database as ServerDatabase;
  const label = `mysql://mess@localhost/${name}?socket=${server.socket}`;
  expect(JSON.parse(status.stdout)).toMatchObject({ database: label, state: 'current' });
});

describe('a file of this machine is never sent', () => {
  test('though the server allows it and the statement asks for it', async () => {
    const mess = await createMessOn(server);
    const db = await connect(mess);
    const secret = await mess.file('secret', 'a line\n');
    const load = db.raw(`load data local infile '${secret}' into table settings (value)`);
    await expect(load).rejects.toMatchObject({
      sqlMessage: expect.stringMatching(/not allowed|disabled/),
    });
  });

  test('to a server that asks for it without being told to', async () => {
    const mess = await createMessOn(server);
    const secret = await mess.file('secret', 'a line\n');
    const proxy = await startProxy(mess.database, {
      forgery: {
        at: 'select `name` from `knex_migrations`',
        statement: 'do 0',
        answer: Buffer.from(`\u00fb${secret}`, 'latin1'),
      },
    });
    const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: proxy.urlOf(mess.database) };
    const result = await mess.with({ env, answerTimeoutMs: 1000 })('bill', 'list');
    expect(result).toMatchObject({ code: 7, stdout: '' });
    // Only the end of a file, which is nothing.
    expect(proxy.packets.at(-1)).toBe('(answer) ');
  });
});

const OTHER_NAME = 'use the name that is in the certificate';
const AUTHORITY =
  'name the file of the authority that signed its certificate: ?ca=FILE in the address';

describe('TLS', () => {
  beforeEach((ctx) => {
    if (authority === undefined) ctx.skip('openssl is not installed');
  });

  /** A mess whose user the server lets in with encryption alone. */
  async function createSecure(): Promise<TestMess> {
    const mess = await asPlainUser(server, await createMessOn(server));
    const admin = await server.connect();
    await admin.query(`alter user ${userOf(mess)} require ssl`);
    await admin.end();
    return mess;
  }

  const userOf = (mess: TestMess) => (mess.database as ServerDatabase).user;

  async function certify(names: string): Promise<void> {
    await authority?.certify(names);
    const admin = await server.connect();
    await admin.query('flush ssl');
    await admin.end();
  }

  const urlAt = (mess: TestMess, host: string) => mess.databaseUrl.replace('127.0.0.1', host);

  /** What a command says over an address of the server. */
  async function ask(mess: TestMess, host: string, options: string): Promise<Result> {
    const url = urlAt(mess, host) + options;
    return mess.with({ env: { MESS_HOME: mess.home, MESS_DATABASE_URL: url } })(
      'bill',
      'list',
      '--json',
    );
  }

  /** Who came to the server and was not let in. */
  async function countAttempts() {
    const admin = await server.connect();
    const count = async (name: string) => {
      const [rows] = await admin.query<RowDataPacket[]>(`show global status like '${name}'`);
      return Number(rows[0]?.Value);
    };
    const unnamed = await count('Aborted_connects_preauth');
    const refused = await count('Access_denied_errors');
    await admin.end();
    return { unnamed, refused };
  }

  /** The same by a process, which has to end by itself. */
  const statusOf = (mess: TestMess) =>
    runMess(mess.home, ['db', 'status'], {
      env: { MESS_DATABASE_URL: urlAt(mess, 'localhost') + trusting() },
    });

  const labelAt = (mess: TestMess, host: string) => mess.label.replace('127.0.0.1', host);
  const DONE = { code: 0, stdout: '[]\n', stderr: '' };
  const trusting = () => `?tls=on&ca=${authority?.ca}`;

  function unavailable(reason: string, message: string, hint: string) {
    const error = { code: 'unavailable', reason, exitCode: 9, message, hint, details: null };
    return { code: 9, stdout: '', stderr: `${JSON.stringify({ error }, null, 2)}\n` };
  }

  test('a server whose certificate names the host is talked to in secret', async () => {
    const mess = await createSecure();
    await certify('DNS:localhost');
    expect(await ask(mess, 'localhost', trusting())).toEqual(DONE);
    // Without it on the loopback address, where it is off unless it is asked for.
    const refused = await ask(mess, 'localhost', '');
    expect(refused.stderr).toContain('The server refuses the user or the password of');
    expect(await statusOf(mess)).toMatchObject({ code: 0, signal: null });

    // Made for two days, which is soon.
    mess.now = new Date();
    const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: urlAt(mess, 'localhost') + trusting() };
    const doctor = await mess.with({ env })('doctor', '--json');
    const checks: { check: string }[] = JSON.parse(doctor.stdout);
    expect(checks.find(({ check }) => check === 'certificate')).toMatchObject({
      state: 'attention',
      message: expect.stringMatching(
        /^The connection is encrypted; the certificate of the server is good until \d{4}-\d\d-\d\d\.$/,
      ),
      hint: 'have the certificate of the server renewed',
    });
  });

  test('a certificate for another name: nobody signs in', async () => {
    const mess = await createSecure();
    await certify('DNS:db.example.org');
    const before = await countAttempts();
    expect(await ask(mess, 'localhost', trusting())).toEqual(
      unavailable(
        'other_certificate',
        `The certificate of the server is for another name than ${labelAt(mess, 'localhost')}.`,
        OTHER_NAME,
      ),
    );
    // Who it is, or a password, was not said.
    await vi.waitFor(async () => {
      expect(await countAttempts()).toEqual({ ...before, unnamed: before.unnamed + 1 });
    });
    expect(await statusOf(mess)).toMatchObject({ code: 9, signal: null });
  });

  test('an address without a name must be in the certificate as one', async () => {
    const mess = await createSecure();
    await certify('DNS:localhost');
    expect(await ask(mess, '127.0.0.1', trusting())).toEqual(
      unavailable(
        'other_certificate',
        `The certificate of the server is for another name than ${mess.label}.`,
        OTHER_NAME,
      ),
    );
    await certify('DNS:localhost,IP:127.0.0.1');
    expect(await ask(mess, '127.0.0.1', trusting())).toEqual(DONE);
  });

  test('an authority nobody has named', async () => {
    const mess = await createSecure();
    await certify('DNS:localhost');
    expect(await ask(mess, 'localhost', '?tls=on')).toEqual(
      unavailable(
        'untrusted_certificate',
        `The server of ${labelAt(mess, 'localhost')} cannot be trusted: self-signed certificate in certificate chain.`,
        AUTHORITY,
      ),
    );
    const other = await createAuthority(await createHome());
    expect(await ask(mess, 'localhost', `?tls=on&ca=${other.ca}`)).toEqual(
      unavailable(
        'untrusted_certificate',
        `The server of ${labelAt(mess, 'localhost')} cannot be trusted: self-signed certificate in certificate chain.`,
        AUTHORITY,
      ),
    );
    expect(await ask(mess, 'localhost', '?tls=on&ca=/nowhere/ca.pem')).toEqual(
      unavailable(
        'unreadable_certificates',
        'The certificates in /nowhere/ca.pem cannot be read: there is no such file or folder.',
        'correct ca=FILE in the address of the database',
      ),
    );
  });

  test('a server without encryption', async () => {
    const mess = await createMess();
    expect(await ask(mess, 'localhost', trusting())).toEqual(
      unavailable(
        'no_encryption',
        `The server of ${labelAt(mess, 'localhost')} offers no encryption, so nothing was sent to it.`,
        'set TLS up on the server; on a network you trust, add ?tls=off to the address',
      ),
    );
  });
});
