import type { Knex } from 'knex';
import type { ImportKind, ImportRecord, NewImport } from '../../domain/imports/import-record.ts';
import { digestRows, importRow } from '../../domain/mess/digests.ts';
import { lastNumber } from '../last-number.ts';
import type { DbInteger } from '../numbers.ts';

interface ImportRow {
  no: DbInteger;
  kind: ImportKind;
  changed_by: DbInteger;
  file: string;
  sha256: string;
  reading: string;
  layout: string;
  months: string;
  rows: DbInteger;
  inserted: DbInteger;
  updated: DbInteger;
  unchanged: DbInteger;
  rejected: DbInteger;
  undone_by: DbInteger | null;
  at: string;
  actor_id: string | null;
}

/** The longest name that is kept whole. */
const MAX_NAME = 255;
const MAX_LAYOUT = 16;

export async function nextImportNo(trx: Knex.Transaction): Promise<number> {
  return (await lastNumber(trx, 'imports')) + 1;
}

type Listed = Omit<NewImport, 'changedBy'>;

/** @param no see `nextImportNo` */
export async function insertImport(
  trx: Knex.Transaction,
  no: number,
  listed: Listed,
  changedBy: number,
): Promise<void> {
  await trx('imports').insert({ ...toRow(no, listed), changed_by: changedBy });
}

/** What the record of changes says of an import that is to be listed. */
export function digestImport(no: number, listed: Listed): string {
  return digestRows([importRow(toRow(no, listed))]);
}

function toRow(no: number, made: Listed) {
  return {
    no,
    kind: made.kind,
    file: [...made.file].slice(0, MAX_NAME).join(''),
    sha256: made.sha256,
    reading: made.reading,
    layout: made.layout.slice(0, MAX_LAYOUT),
    months: made.months.join(' '),
    days: made.days?.map((mask) => (mask >>> 0).toString(16)).join(' ') ?? null,
    rows: made.rows,
    inserted: made.inserted,
    updated: made.updated,
    unchanged: made.unchanged,
    rejected: made.rejected,
  };
}

/** In the order they were made. */
export async function listImports(db: Knex, kind: ImportKind): Promise<ImportRecord[]> {
  const rows: ImportRow[] = await selectImports(db).where({ kind }).orderBy('imports.no');
  return rows.map(fromRow);
}

export async function findImport(db: Knex, no: number): Promise<ImportRecord | undefined> {
  const row: ImportRow | undefined = await selectImports(db).where('imports.no', no).first();
  return row && fromRow(row);
}

/** The last import that took all of these very bytes in the same sense and still stands. */
export async function findTakenImport(
  db: Knex,
  file: Pick<NewImport, 'kind' | 'sha256' | 'reading'>,
): Promise<ImportRecord | undefined> {
  const { kind, sha256, reading } = file;
  const row: ImportRow | undefined = await selectImports(db)
    .where({ kind, sha256, reading, rejected: 0 })
    .whereNull('undone_by')
    .orderBy('imports.no', 'desc')
    .first();
  return row && fromRow(row);
}

export async function markUndone(trx: Knex.Transaction, no: number, by: number): Promise<void> {
  await trx('imports').where({ no }).update({ undone_by: by });
}

function selectImports(db: Knex): Knex.QueryBuilder {
  return db('imports')
    .join('audit_entries', 'audit_entries.sequence', 'imports.changed_by')
    .select('imports.*', 'audit_entries.at', 'audit_entries.actor_id');
}

function fromRow(row: ImportRow): ImportRecord {
  return {
    no: Number(row.no),
    kind: row.kind,
    changedBy: Number(row.changed_by),
    file: row.file,
    sha256: row.sha256,
    reading: row.reading,
    layout: row.layout,
    months: row.months === '' ? [] : row.months.split(' '),
    rows: Number(row.rows),
    inserted: Number(row.inserted),
    updated: Number(row.updated),
    unchanged: Number(row.unchanged),
    rejected: Number(row.rejected),
    undoneBy: row.undone_by === null ? null : Number(row.undone_by),
    at: row.at,
    by: row.actor_id,
  };
}
