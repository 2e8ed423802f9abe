import { expect, inject, onTestFinished, test } from 'vitest';
import { TABLES } from '../../../src/data/schema/tables.ts';
import type { ColumnKind, Table } from '../../../src/domain/upkeep/table.ts';
import { expectMade } from '../../documents/expect-made.ts';
import { addEverything } from '../../support/books/everything.ts';
import { openToVerify } from '../../support/books/verified.ts';
import { createMess } from '../../support/mess.ts';
import { openFile, type SqliteFile } from '../../support/sqlite/file.ts';
import { stepOf } from '../../support/strength.ts';

/** Why a hand may change something of a table and nobody sees it. */
const REASONS: Readonly<Record<string, string>> = {
  sessions:
    'who is signed in just now: it begins and ends without a change of the books, and is never copied',
  one_time_codes:
    'codes that wait for their first use; what was made of one is seen in the password or the secret',
  sign_in_attempts:
    'how long somebody has to wait who guesses; it is forgotten with the next sign-in',
  student_sign_ins: 'when students signed in, which would flood the record; no figure rests on it',
  service_tokens:
    'the last use is written outside the record; and a mess that was restored or copied has none of its tokens',
  messages:
    'what became of a message is written outside the record, by the thousand; no figure rests on it',
  last_backup: 'when the last backup was made; it is never copied, since it is of one database',
  device_keys:
    'by which browsers are known that were signed in with before; with another key all of them are new, and no figure rests on it',
  given_answers:
    'how a request over the network was answered, kept for a day so that it is not done twice; never copied',
};

/** So many rows of each table are tried, at equal steps from the first to the last. */
const ROWS = Number(process.env.MESS_EDITED_ROWS ?? (inject('isFull') ? 5 : 2));

const TIMEOUT_MS = Math.max(120_000, ROWS * 60_000);

type Value = string | number | bigint | Uint8Array | null;
type Row = Readonly<Record<string, Value>>;

/** Something that a hand does to a table. */
interface Edit {
  /** For people: a column, or a row. */
  readonly what: string;
  readonly sql: string;
  readonly values: readonly Value[];
}

const TAKEN_OUT = 'a row taken out';
const PUT_IN = 'a row put in';

test('whatever a hand changes is found, or the manual says why not', {
  timeout: TIMEOUT_MS,
}, async () => {
  const mess = await createMess();
  await addEverything(mess);
  const verify = await openToVerify(mess);
  expect(await verify()).toEqual([]);
  const db = openFile(mess.databasePath);
  onTestFinished(() => void db.close());
  for (const pragma of ['foreign_keys = off', 'synchronous = off']) db.pragma(pragma);
  const lines: string[] = [];
  for (const table of TABLES) {
    const unseen = await findUnseen(db, table, verify);
    if (unseen.length === 0) continue;
    expect(Object.keys(REASONS), unseen.join(', ')).toContain(table.name);
    lines.push(`| \`${table.name}\` | ${unseen.join(', ')} | ${REASONS[table.name]} |`);
  }
  expect(await verify()).toEqual([]);
  const head = ['| table | what is not found | why |', '| --- | --- | --- |'];
  await expectMade('docs/record.md', 'the tables', [...head, ...lines].join('\n'));
});

/** @returns what of a table can be changed so that nothing is found */
async function findUnseen(
  db: SqliteFile,
  table: Table,
  verify: () => Promise<readonly unknown[]>,
): Promise<string[]> {
  const { name, columns } = table;
  const rows = db.prepare(`select * from "${name}"`).all() as Row[];
  expect(rows, name).not.toEqual([]);
  // Amounts may be larger than a number in JavaScript, so the rows stay in the database.
  db.exec(`create temp table "kept ${name}" as select * from main."${name}"`);
  const unseen = new Set<string>();
  for (const { what, sql, values } of editsOf(table, rows)) {
    if (unseen.has(what) || !isTaken(() => db.prepare(sql).run(...values))) continue;
    if ((await verify()).length === 0) unseen.add(what);
    db.exec(`begin; delete from main."${name}";
      insert into main."${name}" select * from temp."kept ${name}"; commit`);
  }
  const inOrder = [...Object.keys(columns).map(nameColumn), PUT_IN, TAKEN_OUT];
  return inOrder.filter((what) => unseen.has(what));
}

/** What the database itself refuses no hand can do. */
function isTaken(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (/constraint failed|datatype mismatch/.test(String(error))) return false;
    throw error;
  }
}

const nameColumn = (column: string) => `\`${column}\``;

/** Of likely values of the row at a place: in a run of every day the near one of one row, the other of another. */
function triedOf(values: readonly Value[], place: number): readonly Value[] {
  if (place > 0) return values.slice(0, 1);
  return inject('isFull') ? values : values.slice(-1);
}

let columnsTried = 0;

function* editsOf(table: Table, rows: readonly Row[]): Generator<Edit> {
  const { name, columns, primaryKey } = table;
  const where = primaryKey.map((column) => `"${column}" = ?`).join(' and ');
  const isIt = `where ${where}`;
  for (const [place, row] of pickRows(rows).entries()) {
    const key = primaryKey.map((column) => row[column] ?? null);
    yield { what: TAKEN_OUT, sql: `delete from "${name}" ${isIt}`, values: key };
    for (const [column, kind] of Object.entries(columns)) {
      const was = row[column] ?? null;
      const likely = triedOf(likelyFor(kind, was, column, rows), place);
      // What no column of the kind may have is read alike in all of them.
      const foreign = columnsTried++ % stepOf(4) === 0 ? [foreignTo(kind)] : [];
      const values = place === 0 ? [...likely, null, ...foreign] : likely;
      for (const value of values) {
        const sql = `update "${name}" set "${column}" = ? ${isIt}`;
        if (value !== was) yield { what: nameColumn(column), sql, values: [value, ...key] };
      }
    }
    for (const column of place === 0 ? primaryKey : []) {
      const values = likelyFor(columns[column] ?? 'text', row[column] ?? null, column, rows);
      for (const value of triedOf(values, place)) {
        yield insertOf(table, { ...row, [column]: value });
      }
    }
  }
}

/** Besides the key, what no two rows may have. */
const UNIQUE: Readonly<Record<string, readonly string[]>> = {
  audit_entries: ['operation_id'],
  students: ['id_key', 'id'],
  imports: ['changed_by'],
  purchase_heads: ['name_key', 'name'],
  service_tokens: ['token_hash', 'name'],
  one_time_codes: ['admin_key', 'student_no'],
};

function insertOf({ name, columns }: Table, row: Row): Edit {
  const values = Object.entries(columns).map(([column, kind]) => {
    const value = row[column] ?? null;
    return UNIQUE[name]?.includes(column) ? nearTo(kind, value) : value;
  });
  const names = Object.keys(columns).map((column) => `"${column}"`);
  const marks = names.map(() => '?').join(', ');
  const sql = `insert into "${name}" (${names.join(', ')}) values (${marks})`;
  return { what: PUT_IN, sql, values };
}

function pickRows(rows: readonly Row[]): readonly Row[] {
  if (rows.length <= ROWS) return rows;
  const step = (rows.length - 1) / (ROWS - 1);
  return Array.from({ length: ROWS }, (_, index) => rows[Math.round(index * step)] as Row);
}

/** What another row has, and a little more. */
function likelyFor(kind: ColumnKind, was: Value, column: string, rows: readonly Row[]): Value[] {
  const others = rows.map((row) => row[column] ?? null);
  const another = others.find((value) => value !== was && value !== null);
  const near = nearTo(kind, was);
  return another === undefined || another === near ? [near] : [another, near];
}

function nearTo(kind: ColumnKind, was: Value): Value {
  if (kind !== 'text') return BigInt(Number(was ?? 0)) + 1n;
  const text = String(was ?? 'S00');
  // Dates, times and months stay what they are.
  return /^\d{4}-/.test(text)
    ? `202${text.startsWith('2024') ? 5 : 4}${text.slice(4)}`
    : `${text}0`;
}

function foreignTo(kind: ColumnKind): Value {
  return kind === 'text' ? new Uint8Array([0xff]) : 'many';
}
