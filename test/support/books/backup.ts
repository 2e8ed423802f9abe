import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { writeConfig } from '../clone.ts';
import { attachMess, createHome, type TestMess } from '../mess.ts';
import { createEmptyDatabase } from './older.ts';

/** The tables of a backup, in their order. */
export const BACKUP_TABLES = [
  'settings',
  'audit_salts',
  'audit_entries',
  'admins',
  'students',
  'student_secrets',
  'student_sign_ins',
  'attendance_marks',
  'mark_meanings',
  'import_profiles',
  'attendance',
  'attendance_history',
  'bills',
  'shares',
  'imports',
  'purchase_heads',
  'purchases',
  'bill_heads',
  'charge_kinds',
  'charges',
  'ledger_entries',
  'ledger_postings',
  'bank_lines',
  'forgotten_payers',
  'payment_claims',
  'journal_accounts',
  'message_templates',
  'messages',
  'closed_months',
];

/** How many rows each table of a backup has; none where it is not named. */
export function rowsOfTables(rows: Readonly<Record<string, number>>): Record<string, number> {
  return { ...Object.fromEntries(BACKUP_TABLES.map((name) => [name, 0])), ...rows };
}

/** A table of a backup, as its lines say. */
export interface TableOfBackup {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Makes a backup by the command and gives its text. */
export async function backUp(mess: TestMess, name = 'a.backup'): Promise<string> {
  const path = `${mess.home}/${name}`;
  const { code, stderr } = await mess('db', 'backup', path, '--yes');
  if (code !== 0) throw new Error(stderr);
  const bytes = await readFile(path);
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** Where a mess can be, and is not: an empty database, and a home that knows of it. */
export async function createVacancy(): Promise<TestMess> {
  const database = await createEmptyDatabase();
  const home = await createHome();
  if (database.kind === 'sqlite') return attachMess(home);
  await writeConfig(home, database);
  return attachMess(home, database);
}

/** Asserts that there is no mess, and in its home nothing but what was there. */
export async function expectVacant(mess: TestMess, files: readonly string[] = []): Promise<void> {
  const isFile = mess.database.kind === 'sqlite';
  const where = isFile ? `at ${mess.label}` : `in ${mess.label}`;
  expect(await mess('status')).toEqual({
    code: 9,
    stdout: '',
    stderr: `error: There is no mess ${where}.\nhint: mess init, or where one was lost: mess db restore FILE\n`,
  });
  const own = isFile ? [] : ['config.json'];
  expect((await readdir(mess.home)).sort()).toEqual([...files, ...own].sort());
}

/**
 * Takes a backup apart by nothing but what is written about the format, and asserts that every count,
 * sum and checksum in it is right.
 */
export function takeApart(text: string): { header: unknown; tables: TableOfBackup[] } {
  const lines = linesOf(text);
  expect(text).toBe(lines.map((line) => `${line}\n`).join(''));
  const parsed = lines.map((line) => JSON.parse(line));
  // No spaces, so that the same content is the same bytes.
  expect(parsed.map((value) => JSON.stringify(value))).toEqual(lines);
  const header = parsed[0];
  const tables: TableOfBackup[] = [];
  let place = 1;
  while (parsed[place].end === undefined) {
    const { table: name, columns } = parsed[place];
    expect(parsed[place]).toEqual({ table: name, columns });
    const rowLines = [];
    for (place += 1; Array.isArray(parsed[place]); place += 1) rowLines.push(lines[place] ?? '');
    expect(lines[place]).toBe(tableEnd(columns, rowLines));
    tables.push({ name, columns, rows: rowLines.map((line) => JSON.parse(line)) });
    place += 1;
  }
  expect(lines.slice(place)).toEqual([endOf(lines.slice(0, place))]);
  return { header, tables };
}

/** Without their line feeds. */
export function linesOf(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

/** Puts lines together again; the last of them gets the checksum of the others. */
export function sealEnd(lines: readonly string[]): string {
  const others = lines.slice(0, -1);
  return [...others, endOf(others), ''].join('\n');
}

/** The same, and each table gets the count, sums and checksum of its rows as they are now. */
export function sealAll(lines: readonly string[]): string {
  let columns: string[] = [];
  let rows: string[] = [];
  const sealed = lines.map((line) => {
    if (line.startsWith('[')) rows.push(line);
    else if (line.startsWith('{"table":')) [columns, rows] = [JSON.parse(line).columns, []];
    else if (line.startsWith('{"rows":')) return tableEnd(columns, rows);
    return line;
  });
  return sealEnd(sealed);
}

function tableEnd(columns: readonly string[], rows: readonly string[]): string {
  const sums: Record<string, string> = {};
  for (const [place, name] of columns.entries()) {
    if (!name.endsWith('_minor')) continue;
    const values = rows.map((line) => BigInt(JSON.parse(line)[place] ?? 0));
    sums[name] = String(values.reduce((sum, value) => sum + value, 0n));
  }
  const sha256 = sha256Of(rows.map((line) => `${line}\n`).join(''));
  return JSON.stringify({ rows: rows.length, sums, sha256 });
}

function endOf(lines: readonly string[]): string {
  return JSON.stringify({ end: true, sha256: sha256Of(lines.map((line) => `${line}\n`).join('')) });
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
