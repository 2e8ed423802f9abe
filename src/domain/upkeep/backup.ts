import { createHash } from 'node:crypto';
import type { RecordHead } from '../mess/record-chain.ts';
import type { CountedTable } from './table.ts';

/** A value of a table as a backup has it: text, an integer within 2^53, or money as its digits. */
export type StoredValue = string | number | null;

export type StoredRow = readonly StoredValue[];

/** What tells two copies of a table apart. */
export interface TableDigest {
  readonly rows: number;
  /** Of the columns of money, in minor units. */
  readonly sums: Readonly<Record<string, string>>;
  /** SHA-256 of the lines of its rows, in hexadecimal. */
  readonly sha256: string;
}

/** A backup, piece by piece: a header, each table with its rows and its digest, the end. */
export type BackupPart =
  | {
      readonly kind: 'header';
      readonly version: number;
      readonly migration: string;
      /** Number and hash of the newest entry of the record of changes; an older backup has none. */
      readonly record: string | undefined;
    }
  | { readonly kind: 'table'; readonly name: string; readonly columns: readonly string[] }
  | { readonly kind: 'rows'; readonly rows: readonly StoredRow[] }
  | { readonly kind: 'table end'; readonly digest: TableDigest }
  /** SHA-256 of all bytes before its line. */
  | { readonly kind: 'end'; readonly sha256: string };

/** What was written, or copied. */
export interface CopiedMess {
  /** By table, in order. */
  readonly tables: readonly CountedTable[];
  /** How many months have a bill that counts; the rows of the table are revisions. */
  readonly bills: number;
  /** The newest entry of its record of changes. */
  readonly record: RecordHead;
}

export const BACKUP_VERSION = 1;

/** One line of a backup: JSON, ended by a line feed. Documented in docs/backups.md. */
export function headerLine(migration: string, record: string | undefined): string {
  return `${JSON.stringify({ mess: 'backup', version: BACKUP_VERSION, migration, record })}\n`;
}

export function tableLine(name: string, columns: readonly string[]): string {
  return `${JSON.stringify({ table: name, columns })}\n`;
}

export function rowLine(row: StoredRow): string {
  return `${JSON.stringify(row)}\n`;
}

export function tableEndLine({ rows, sums, sha256 }: TableDigest): string {
  return `${JSON.stringify({ rows, sums, sha256 })}\n`;
}

export function endLine(sha256: string): string {
  return `${JSON.stringify({ end: true, sha256 })}\n`;
}

/** Counts, adds and hashes the rows of a table as they pass. */
export interface Digester {
  add(rows: readonly StoredRow[]): void;
  finish(): TableDigest;
}

/** @param moneyColumns which columns hold money, by their places */
export function createDigester(
  columns: readonly string[],
  moneyColumns: readonly number[],
): Digester {
  const hash = createHash('sha256');
  const sums = new Map(moneyColumns.map((place) => [place, 0n]));
  let count = 0;
  return {
    add(rows) {
      let lines = '';
      for (const row of rows) {
        lines += rowLine(row);
        for (const place of moneyColumns) {
          const value = row[place];
          if (value !== null && value !== undefined) {
            sums.set(place, (sums.get(place) ?? 0n) + BigInt(value));
          }
        }
      }
      hash.update(lines);
      count += rows.length;
    },
    finish: () => ({
      rows: count,
      sums: Object.fromEntries(
        [...sums].map(([place, sum]) => [columns[place] ?? '', sum.toString()]),
      ),
      sha256: hash.digest('hex'),
    }),
  };
}

export function isSameDigest(a: TableDigest, b: TableDigest): boolean {
  return tableEndLine(a) === tableEndLine(b);
}
