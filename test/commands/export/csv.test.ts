import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { TABLES } from '../../../src/data/schema/tables.ts';
import { TABLE_WORDS } from '../../../src/data/schema/words/words.ts';
import { unquoteFormula } from '../../../src/domain/values/spreadsheet.ts';
import { addEverything } from '../../support/books/everything.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { money } from '../books/year/journal.ts';

interface Resource {
  readonly name: string;
  readonly path: string;
  readonly description: string;
  readonly bytes: number;
  readonly hash: string;
  readonly schema: {
    readonly fields: readonly { name: string; type: string; description: string }[];
    readonly primaryKey: readonly string[];
    readonly foreignKeys: readonly {
      readonly fields: readonly string[];
      readonly reference: { readonly resource: string; readonly fields: readonly string[] };
    }[];
  };
}

type Row = Readonly<Record<string, string>>;

async function readFolder(folder: string) {
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const { resources } = JSON.parse(await read('datapackage.json')) as { resources: Resource[] };
  const tables = new Map<string, Row[]>();
  for (const { name, path } of resources) {
    tables.set(name, parse(await read(path), { columns: true }) as Row[]);
  }
  return { resources, tables };
}

const TYPES: Readonly<Record<string, RegExp>> = {
  string: /^/,
  integer: /^-?\d+$/,
  number: /^-?\d+(\.\d+)?$/,
  boolean: /^[01]$/,
  date: /^\d{4}-\d\d-\d\d$/,
  datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
  yearmonth: /^\d{4}-\d\d$/,
};

/** All values are of their types, keys are unique, and what points somewhere points to something. */
function expectSound(resources: readonly Resource[], tables: ReadonlyMap<string, readonly Row[]>) {
  const faults: string[] = [];
  const keyOf = (row: Row, names: readonly string[]) => names.map((name) => row[name]).join('|');
  for (const { name, schema } of resources) {
    const rows = tables.get(name) ?? [];
    for (const field of schema.fields) {
      const values = rows.map((row) => row[field.name] ?? 'no such column');
      const bad = values.filter((value) => value !== '' && !TYPES[field.type]?.test(value));
      if (bad.length > 0) faults.push(`${name}.${field.name} is no ${field.type}: ${bad[0]}`);
    }
    const keys = rows.map((row) => keyOf(row, schema.primaryKey));
    if (keys.some((key) => key === '') || new Set(keys).size < keys.length) {
      faults.push(`${name} has no key`);
    }
    for (const { fields, reference } of schema.foreignKeys) {
      const targets = tables.get(reference.resource) ?? [];
      const known = new Set(targets.map((row) => keyOf(row, reference.fields)));
      const lost = rows.filter(
        (row) => fields.every((each) => row[each] !== '') && !known.has(keyOf(row, fields)),
      );
      if (lost.length > 0) faults.push(`${name}.${fields} points to nothing`);
    }
  }
  expect(faults).toEqual([]);
}

async function exportTo(mess: TestMess, name = 'tables') {
  const folder = join(mess.home, name);
  return { folder, result: await mess('export', 'csv', folder) };
}

/** Nothing of it lets anybody sign in, and only the owner can read it. */
async function expectNoSecrets(mess: TestMess, folder: string): Promise<void> {
  const hashes = [
    ['password_hash', 'admins'],
    ['secret_hash', 'student_secrets'],
    ['token_hash', 'sessions'],
    ['token_hash', 'service_tokens'],
  ].flatMap(([column, table]) =>
    mess.rows<{ hash: string }>(`select ${column} as hash from ${table}`),
  );
  // Who has no password yet has a word for one.
  const secrets = hashes.filter(({ hash }) => hash.length > 20);
  expect(secrets.length).toBeGreaterThan(3);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    expect([name, (await stat(path)).mode & 0o777]).toEqual([name, 0o600]);
    const text = await readFile(path, 'utf8');
    expect(secrets.filter(({ hash }) => text.includes(hash))).toEqual([]);
  }
}

test('every table is there, each value as its column says, what was stored, and no secret', async () => {
  const mess = await createMess();
  await addEverything(mess);
  const { folder, result } = await exportTo(mess);
  expect(result).toMatchObject({ code: 0, stderr: '' });
  expect(result.stdout).toMatch(/^Written to .*tables: \d+ students, /);
  const { resources, tables } = await readFolder(folder);
  expect(resources.map(({ name }) => name)).toEqual(
    TABLES.filter(({ isCopied }) => isCopied).map(({ name }) => name),
  );
  expectSound(resources, tables);
  for (const { name, path, bytes, hash } of resources) {
    const content = await readFile(join(folder, path));
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect([name, content.length, `sha256:${sha256}`]).toEqual([name, bytes, hash]);
    const [{ count } = { count: 0 }] = mess.rows<{ count: number }>(
      `select count(*) as count from ${name}`,
    );
    expect([name, tables.get(name)?.length]).toEqual([name, Number(count)]);
  }
  const stored = mess.rows<{ amount: string; name: string }>(
    `select cast(p.amount_minor as char) as amount, s.name from ledger_postings as p
     join students as s on s.no = p.student_no order by p.entry_no, p.line`,
  );
  const postings = (tables.get('ledger_postings') ?? []).filter((row) => row.student_no !== '');
  const names = new Map((tables.get('students') ?? []).map((row) => [row.no, row.name ?? '']));
  expect(
    postings.map((row) => ({
      amount: row.amount,
      name: unquoteFormula(names.get(row.student_no ?? '') ?? ''),
    })),
  ).toEqual(stored.map((row) => ({ amount: money(BigInt(row.amount)), name: row.name })));
  await expectNoSecrets(mess, folder);
});

test('a folder that is not empty is refused, and an empty one is taken', async () => {
  const mess = await createMess();
  const folder = join(mess.home, 'there');
  await mkdir(folder);
  expect((await exportTo(mess, 'there')).result).toMatchObject({ code: 0 });
  const { result } = await exportTo(mess, 'there');
  expect(result).toMatchObject({ code: 2, stdout: '' });
  expect(result.stderr).toMatch(/^error: FOLDER .*there: the folder is not empty\.\n/);
  await writeFile(join(mess.home, 'file'), '');
  const refused = [
    ['file', 'it is a file'],
    ['no/such', 'there is no folder'],
  ] as const;
  for (const [name, why] of refused) {
    const { code, stderr } = (await exportTo(mess, name)).result;
    expect([name, code, stderr.includes(why)]).toEqual([name, 2, true]);
  }
});

test('somebody has said of every table and column that is copied what it is', () => {
  const said = Object.entries(TABLE_WORDS).map(([name, { columns }]) => [
    name,
    Object.keys(columns),
  ]);
  const copied = TABLES.filter(({ isCopied }) => isCopied);
  expect(Object.fromEntries(said)).toEqual(
    Object.fromEntries(copied.map(({ name, columns }) => [name, Object.keys(columns)])),
  );
});
