import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Connection } from 'mysql2/promise';
import { onTestFinished } from 'vitest';
import { ORIGINAL_TABLE_NAMES } from '../../../src/domain/original/original.ts';
import { connectToServer, createDatabase, testServer } from '../clone.ts';
import { attachMess, createHome, createMess, type Result, type TestMess } from '../mess.ts';
import { OWNER, PASSWORD } from '../template.ts';

/** What the admin `office` of fixtures/original.sql signed in with. */
export const OFFICE_PASSWORD = 'khichdi on friday';

/** A database of the original service, and a user of it who may only read. */
export interface TestOriginal {
  /** With the user, without the password. */
  readonly address: string;
  /** The same without `mysql:` and the user, for other users. */
  readonly at: string;
  readonly user: string;
  readonly password: string;
  /** Runs statements as its owner. */
  run(sql: string): Promise<void>;
  /** Rows of a table, or of all of the original's. */
  rows(table?: string): Promise<unknown>;
}

/** The database of fixtures/original.sql, gone when the test is over. */
export async function createOriginal(): Promise<TestOriginal> {
  const { name } = await createDatabase();
  const { host, port } = testServer();
  const [user, password] = [`reader_${randomBytes(4).toString('hex')}`, 'only to look: @%'];
  const as = async <T>(work: (connection: Connection) => Promise<T>) => {
    const connection = await connectToServer();
    try {
      await connection.query(`use ${name}; set names utf8mb4`);
      return await work(connection);
    } finally {
      await connection.end();
    }
  };
  const run = (sql: string) =>
    as(async (connection) => {
      await connection.query(sql);
    });
  await run(await readFile('fixtures/original.sql', 'utf8'));
  await run(
    `create user '${user}'@'%' identified by '${password}'; grant select on ${name}.* to '${user}'@'%'`,
  );
  onTestFinished(() => run(`drop user '${user}'@'%'`));
  const at = `${host}:${port}/${name}`;
  return {
    address: `mysql://${user}@${at}`,
    at,
    user,
    password,
    run,
    rows: (table) =>
      as(async (connection) => {
        const tables = table === undefined ? ORIGINAL_TABLE_NAMES : [table];
        const all = tables.map((name) => `select * from ${name}`).join(';');
        return (await connection.query(all))[0];
      }),
  };
}

/** Takes a database of the original over; what is said of it calls it SOURCE. */
export async function takeOver(
  mess: TestMess,
  original: TestOriginal,
  ...options: string[]
): Promise<Result> {
  const file = await mess.file('source-password', original.password, 0o600);
  const command = ['db', 'import-original', original.address, '--source-password-file', file];
  const { code, stdout, stderr } = await mess(...command, ...options);
  const name = (text: string) => text.replaceAll(original.address, 'SOURCE');
  return { code, stdout: name(stdout), stderr: name(stderr) };
}

/** A mess in a file, whatever the others of this run are kept in. */
export async function createMessInFile(): Promise<TestMess> {
  const mess = attachMess(await createHome());
  const init = ['init', '--name', 'Ganga Mess', '--timezone', 'Asia/Kolkata', '--admin', OWNER];
  for (const args of [init, ['admin', 'login', OWNER]]) {
    const { code, stderr } = await mess.with({ stdin: PASSWORD })(...args, '--password-stdin');
    if (code !== 0) throw new Error(stderr);
  }
  return mess;
}

/** Messes on a server and in a file, both to take a database over into. */
export const MESSES: readonly (readonly [string, () => Promise<TestMess>])[] = [
  ['on a server', createMess],
  ['in a file', createMessInFile],
];

const TABLES = [
  'students',
  'attendance',
  'attendance_history',
  'bills',
  'shares',
  'admins',
  'imports',
  'audit_entries',
];

/** Everything that a take-over may write, to be compared. */
export function storedByTakeOver(mess: TestMess): unknown {
  return TABLES.map((table) => mess.rows(`select * from ${table} order by 1, 2, 3`));
}

/** Lets the tables hold what nobody should have written. */
export const LOOSEN = `
  alter table attendance drop foreign key attendance_ibfk_1, drop primary key;
  alter table student_expense drop foreign key student_expense_ibfk_1,
    drop foreign key student_expense_ibfk_2, modify student_month_expense varchar(20);
  alter table expense modify total_expense varchar(20);
  alter table student convert to character set utf8mb4 collate utf8mb4_bin;
  alter table admin convert to character set utf8mb4 collate utf8mb4_bin`;

const HEAD = [
  'SOURCE',
  '',
  'What                  Rows  New  Unchanged  Differ  Blank  Rejected',
  '────────────────────  ────  ───  ─────────  ──────  ─────  ────────',
];

/** What is said of fixtures/original.sql when it is taken over. */
export const TAKEN = [
  ...HEAD,
  'Students                 6    6          0       0      0         0',
  'Months of attendance    16   16          0       0      0         0',
  'Bills                    3    3          0       0      0         0',
  'Shares of bills         17   17          0       0      0         0',
  'Admins                   1    1          0       0      0         0',
];

/** And when it is taken over again. */
export const UNCHANGED = [
  ...HEAD,
  'Students                 6    0          6       0      0         0',
  'Months of attendance    16    0         16       0      0         0',
  'Bills                    3    0          3       0      0         0',
  'Shares of bills         17    0         17       0      0         0',
  'Admins                   1    0          1       0      0         0',
  '',
  'Nothing changed.',
];

/** How a take-over without mistakes ends. */
export const done = (lines: readonly string[], ...warnings: string[]) => ({
  code: 0,
  stdout: [...lines, ''].join('\n'),
  stderr: warnings.map((warning) => `warning: ${warning}\n`).join(''),
});
