import { expect } from 'vitest';
import { createMess, type TestMess } from '../mess.ts';
import { addMay } from '../records/month.ts';
import { connectPast } from '../server/connection.ts';
import { insertRow } from './older.ts';
import { readRows } from './schema.ts';

/** A statement, or one with values. */
export type Statement = string | readonly [sql: string, ...values: unknown[]];

/** Changes a database past the program, and past what the database itself would not let in. */
export function plant(mess: TestMess, statements: readonly Statement[]): void {
  const db = connectPast(mess.database);
  try {
    const isFile = mess.database.kind === 'sqlite';
    db.run(isFile ? 'pragma foreign_keys = off' : 'set foreign_key_checks = 0');
    for (const statement of statements) {
      const [sql, ...values] = typeof statement === 'string' ? [statement] : statement;
      db.run(sql, ...values);
    }
  } finally {
    db.close();
  }
}

/** The four and their May, billed by days and by heads; and April, of one of them, per head. */
export async function createTwoBills(): Promise<TestMess> {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'attendance record S001 --month 2025-04 --days 20',
    'bill register --month 2025-04 --per-head 3000 --quiet',
    'bill register --month 2025-05 --total 74000 --fixed 1000 --quiet',
  );
  return mess;
}

const HINT = 'hint: keep the database as it is, and compare it with your last backup\n';

/**
 * Plants faults in a mess that has none, asserts that text and document say the same of them and how
 * many they are, and takes them out again.
 *
 * @returns a line each, as the text has them
 */
export async function findPlanted(
  mess: TestMess,
  statements: readonly Statement[],
): Promise<string[]> {
  const before = readRows(mess.database);
  plant(mess, statements);
  const text = await mess('db', 'verify');
  const json = await mess('db', 'verify', '--json');
  putBack(mess, before);
  if (text.code === 0) return [];

  const lines = text.stderr.split('\n').slice(0, -3);
  const many = lines.length === 1 ? 'One thing does' : `${lines.length} things do`;
  const sentence = `${many} not hold in ${mess.label}.`;
  expect(text).toEqual({
    code: 1,
    stdout: '',
    stderr: [...lines, `error: ${sentence}`, HINT].join('\n'),
  });
  const { database, findings } = JSON.parse(json.stdout);
  expect(database).toBe(mess.label);
  expect(JSON.parse(json.stderr).error).toMatchObject({
    code: 'failure',
    exitCode: 1,
    message: sentence,
  });
  const asLines = findings.map(({ check, table, key, message, ...rest }: Finding) => {
    expect(rest).toEqual({});
    const where = [table, key].filter((part) => part !== '').join(' ');
    return `${where}${where === '' ? '' : ': '}${check}: ${message}`;
  });
  expect(lines).toEqual(asLines);
  return lines;
}

/** What is planted, and each line of what is found. */
export type Planted = readonly [what: string, statements: readonly Statement[], ...lines: string[]];

/** Plants one fault after the other in the mess of two bills. */
export async function expectFound(cases: readonly Planted[]): Promise<void> {
  const mess = await createTwoBills();
  for (const [what, statements, ...lines] of cases) {
    expect(await findPlanted(mess, statements), what).toEqual(lines);
  }
  expect(await findPlanted(mess, [])).toEqual([]);
}

interface Finding {
  readonly check: string;
  readonly table: string;
  readonly key: string;
  readonly message: string;
}

function putBack(mess: TestMess, rows: ReturnType<typeof readRows>): void {
  const tables = Object.keys(rows).filter((name) => !name.startsWith('knex_'));
  plant(
    mess,
    tables.map((name) => `delete from "${name}"`),
  );
  const db = connectPast(mess.database);
  if (mess.database.kind === 'sqlite') db.run('pragma foreign_keys = off');
  else db.run('set foreign_key_checks = 0');
  for (const name of tables) for (const row of rows[name] ?? []) insertRow(db, name, row);
  db.close();
}
