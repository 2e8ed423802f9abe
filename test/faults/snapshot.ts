import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openFile } from '../support/sqlite/file.ts';

/** Where the commands of the scenarios write their answer, when they write it to a file. */
export const ANSWER = 'answer.csv';

/** Rows of each table. */
export type Tables = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
type Row = Tables[string][number];

/**
 * All that a command leaves in a home, but for what differs from run to run: times, and random ids,
 * for which their order stands.
 */
export interface Snapshot {
  /** Null when there is no mess. */
  readonly tables: Tables | null;
  /** The token that the session file holds, by the place of its session in the database. */
  readonly session: string | null;
  readonly answer: string | null;
}

/**
 * Takes a snapshot of a home by a copy, so that the program is the next to open the database, and
 * asserts that the database is sound.
 * @param database its file, in the home
 */
export function takeSnapshot(home: string, database = 'mess.db'): Snapshot {
  const copy = `${home}.copy`;
  cpSync(home, copy, { recursive: true });
  try {
    const read = (name: string) =>
      existsSync(join(copy, name)) ? readFileSync(join(copy, name), 'utf8') : null;
    const session = read('session.json');
    const tables = readTables(join(copy, database));
    return {
      tables: tables && maskTables(tables),
      session: session === null ? null : describeSession(session, tables ?? {}),
      answer: read(ANSWER),
    };
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function readTables(path: string): Tables | null {
  if (!existsSync(path)) return null;
  const db = openFile(path);
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    const tables = db
      .prepare("select name from sqlite_schema where type = 'table' order by name")
      .all() as { name: string }[];
    const names = tables.map(({ name }) => name);
    const rows = names.map((name) => db.prepare(`select * from "${name}" order by rowid`).all());
    return Object.fromEntries(names.map((name, index) => [name, rows[index] as Row[]]));
  } finally {
    db.close();
  }
}

const VARYING = [
  'at',
  'created_at',
  'entered_at',
  'expires_at',
  'last_used_at',
  'registered_at',
  'migration_time',
  'password_hash',
  'token_hash',
  'previous_hash',
  'hash',
  'salts',
];

function maskTables(tables: Tables): Tables {
  const operations = (tables.audit_entries ?? []).map(({ operation_id }) => operation_id);
  const mask = ([column, value]: [string, unknown]) => {
    // The seal of entries of before states their last hash; of a secret the hash of what is stored of it is told,
    // and of an import that of its line, with the name of the file.
    if (column === 'after' && typeof value === 'string') {
      return [column, value.replace(/"(hash|secret|import)":"[0-9a-f]{64}"/g, '"$1":""')];
    }
    if (column === 'operation_id') return [column, operations.indexOf(value)];
    return [column, VARYING.includes(column) ? typeof value : value];
  };
  const maskRow = (row: Row): Row => Object.fromEntries(Object.entries(row).map(mask));
  // An attempt to sign in is counted before it is checked, on purpose in a transaction of its own: a
  // run that is killed in between has used one up.
  const { sign_in_attempts: _, ...rest } = tables;
  return Object.fromEntries(Object.entries(rest).map(([name, rows]) => [name, rows.map(maskRow)]));
}

/** A session file is whole and its token known to the database, or what it holds is shown. */
function describeSession(file: string, tables: Tables): string {
  const token = /^\{"token":"([\w-]+)"\}\n$/.exec(file)?.[1] ?? '';
  const hash = createHash('sha256').update(token).digest('hex');
  const hashes = (tables.sessions ?? []).map(({ token_hash }) => token_hash);
  return hashes.includes(hash) ? `session ${hashes.indexOf(hash)}` : file;
}
