import type { Warning } from '../../errors.ts';
import type { BillAmounts } from '../billing/bill.ts';
import type { RowError } from '../imports/report.ts';
import type { StudentDetails } from '../students/student.ts';
import type { Month } from '../values/month.ts';

/** The tables of the original service with the columns that are taken, the key of each first. */
export const ORIGINAL_TABLES = {
  student: ['st_id', 'name', 'abranch', 'phone'],
  attendance: ['student_id', 'month_name', 'days_present'],
  expense: ['expense_id', 'expense_month', 'total_expense'],
  student_expense: [
    'student_expense_id',
    'student_id',
    'expense_id',
    'student_month_expense',
    'month_name',
  ],
  admin: ['admin_id', 'password'],
} as const satisfies Record<string, readonly string[]>;

export type OriginalTable = keyof typeof ORIGINAL_TABLES;

export const ORIGINAL_TABLE_NAMES = Object.keys(ORIGINAL_TABLES) as OriginalTable[];

/** By which columns a person finds a row again. */
export const ORIGINAL_KEYS: Readonly<Record<OriginalTable, readonly string[]>> = {
  student: ['st_id'],
  attendance: ['student_id', 'month_name'],
  expense: ['expense_id'],
  student_expense: ['student_expense_id'],
  admin: ['admin_id'],
};

/** The text of each cell, in the order of the columns; null for NULL. */
export type OriginalRow = readonly (string | null)[];

/** What the original service had recorded, each table in the order of its keys. */
export type OriginalRows = Readonly<Record<OriginalTable, readonly OriginalRow[]>>;

/** A mistake in a row; `line` is its place in the table, from 1. */
export interface OriginalError extends RowError {
  readonly table: OriginalTable;
  /** What the row is known by there; empty where that is missing. */
  readonly key: string;
}

export interface OriginalAttendance {
  readonly student: StudentDetails;
  readonly month: Month;
  readonly daysHundredths: number;
}

export interface OriginalShare {
  readonly student: StudentDetails;
  /** 0 where none are recorded. */
  readonly daysHundredths: number;
  readonly amountMinor: bigint;
}

/** A bill as the original service had shared it: a charge per head, and what it made of it. */
export interface OriginalBill {
  readonly month: Month;
  readonly perHeadMinor: NonNullable<BillAmounts['perHeadMinor']>;
  /** The sum of the shares. */
  readonly billedMinor: bigint;
  readonly shares: readonly OriginalShare[];
}

export interface OriginalAdmin {
  readonly id: string;
  readonly passwordHash: string;
}

export interface TableCounts {
  readonly rows: number;
  /** Rows passed over because there is nothing in them to take. */
  readonly blank: number;
  /** Rows with a mistake, and those that need one of them. */
  readonly rejected: number;
}

/** What can be taken of the original service, and what is wrong with the rest. */
export interface CheckedOriginal {
  readonly students: readonly StudentDetails[];
  readonly attendance: readonly OriginalAttendance[];
  /** In the order of months. */
  readonly bills: readonly OriginalBill[];
  readonly admins: readonly OriginalAdmin[];
  readonly tables: Readonly<Record<OriginalTable, TableCounts>>;
  /** Sorted by table and line. */
  readonly errors: readonly OriginalError[];
  /** Bills with a mistake in one of their rows, as a person would name them. */
  readonly spoiledBills: readonly string[];
  readonly warnings: readonly Warning[];
}

/** What a take-over did, or would do. With an error nothing is written, unless it is partial. */
export interface OriginalReport {
  /** The address of the original's database, without its password. */
  readonly file: string;
  readonly tables: Readonly<
    Record<
      OriginalTable,
      TableCounts & {
        readonly inserted: number;
        readonly unchanged: number;
        /** Recorded otherwise in the mess, which stays as it is. */
        readonly skipped: number;
      }
    >
  >;
  readonly dryRun: boolean;
  /** The good rows are written in spite of the errors. */
  readonly partial: boolean;
  readonly errors: readonly OriginalError[];
  readonly warnings: readonly Warning[];
}

/** How many rows of all tables. */
export function countRows(
  { tables }: Pick<OriginalReport, 'tables'>,
  what: 'rows' | 'inserted' | 'unchanged' | 'skipped' | 'blank' | 'rejected',
): number {
  return ORIGINAL_TABLE_NAMES.reduce((sum, table) => sum + tables[table][what], 0);
}
