import { ValueError } from '../../errors.ts';
import type { RecordHead } from '../mess/record-chain.ts';
import type { CountedTable } from './table.ts';

/** Something that must hold and does not. */
export interface Finding {
  /** A stable word for what was checked. */
  readonly check: string;
  readonly table: string;
  /** The primary key of the row, its parts with a space between; empty when the table is meant. */
  readonly key: string;
  readonly message: string;
}

/** What was looked at, and what of it does not hold. */
export interface VerifiedDatabase {
  /** As a person would name it. */
  readonly database: string;
  /** What was looked at. */
  readonly tables: readonly CountedTable[];
  /** What does not hold; the first thousand. */
  readonly findings: readonly Finding[];
}

/** The record of changes as it was looked at. */
export interface VerifiedRecord {
  readonly entries: number;
  readonly head: RecordHead;
  /** What it was compared with. */
  readonly anchor: RecordHead | undefined;
  /** The first thousand. */
  readonly findings: readonly Finding[];
}

/** ISO 8601 in UTC with milliseconds, as every time is stored. */
export function isStoredTime(value: unknown): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(String(value));
}

/** A row by the names of its columns. */
export type VerifiedRow = Readonly<Record<string, string | number | null>>;

/** What a parser says of a value that it refuses; undefined where it takes it. */
export function refusal(parse: () => unknown): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (error instanceof ValueError) return error.message;
    throw error;
  }
}

export type Report = (check: string, key: string, message: string) => void;
