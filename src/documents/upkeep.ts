import type { SignedIn } from '../domain/actor.ts';
import type { MonthState } from '../domain/billing/month-state.ts';
import type { CountedTable } from '../domain/upkeep/counted-table.ts';
import type { Finding } from '../domain/upkeep/finding.ts';
import type { Month } from '../domain/values/month.ts';
import { identityDocument } from './access.ts';
import { monthDocument } from './billing/month.ts';
import type {
  CopiedMessDocument,
  DatabaseStatusDocument,
  MigratedDatabaseDocument,
  StatusDocument,
  StoredOperationDocument,
  VerifiedDatabaseDocument,
} from './schemas/upkeep.ts';
import { type Columns, type Sheet, toSheet } from './sheet.ts';

/** What there is to know of a mess, and to do. */
export interface MessStatus {
  readonly mess: { readonly name: string; readonly currency: string; readonly timeZone: string };
  readonly signedIn: SignedIn;
  readonly unbilledMonths: readonly Month[];
  readonly openMonths: readonly MonthState[];
}

/** @param database where the mess is kept, as a person would name it */
export function statusDocument(
  { mess, signedIn, unbilledMonths, openMonths }: MessStatus,
  database: string,
  currencyDecimals: number,
): StatusDocument {
  return {
    mess,
    database,
    signedIn: identityDocument(signedIn),
    unbilledMonths,
    openMonths: openMonths.map((state) => monthDocument(state, currencyDecimals)),
  };
}

const STATUS_COLUMNS: Columns<StatusDocument> = {
  mess: ({ mess }) => mess.name,
  currency: ({ mess }) => mess.currency,
  time_zone: ({ mess }) => mess.timeZone,
  database: 'database',
  signed_in: ({ signedIn }) => signedIn.id,
  unbilled_months: ({ unbilledMonths }) => unbilledMonths.join(' '),
  stale_months: ({ openMonths }) => monthNames(openMonths.filter(({ stale }) => stale)),
  open_months: ({ openMonths }) => monthNames(openMonths),
};

function monthNames(months: StatusDocument['openMonths']): string {
  return months.map(({ month }) => month).join(' ');
}

export function statusSheet(status: StatusDocument): Sheet {
  return toSheet(STATUS_COLUMNS, [status]);
}

/** Whether the tables of a database are those of this program. */
export interface DatabaseStatus {
  readonly database: string;
  /** Where the address names several. */
  readonly servers?: readonly { readonly server: string; readonly fault: string | null }[];
  readonly applied: readonly string[];
  readonly pending: readonly string[];
}

export function databaseStatusDocument(status: DatabaseStatus): DatabaseStatusDocument {
  const { database, servers, applied, pending } = status;
  const state = pending.length === 0 ? 'current' : 'pending';
  return { database, state, applied, pending, ...(servers && { servers }) };
}

export function databaseStatusSheet({ applied, pending }: DatabaseStatusDocument): Sheet {
  return {
    header: ['migration', 'state'],
    rows: [
      ...applied.map((name) => [name, 'applied']),
      ...pending.map((name) => [name, 'pending']),
    ],
  };
}

const OPERATION_COLUMNS: Columns<StoredOperationDocument> = {
  operation: 'operation',
  stored: ({ stored }) => String(stored),
  database: 'database',
};

export function storedOperationSheet(operation: StoredOperationDocument): Sheet {
  return toSheet(OPERATION_COLUMNS, [operation]);
}

/** What brought the tables of a database up to date. */
export interface MigratedDatabase {
  readonly database: string;
  readonly applied: readonly string[];
  /** The file that the database was copied to before. */
  readonly copyOfBefore: string | undefined;
}

export function migratedDocument(migrated: MigratedDatabase): MigratedDatabaseDocument {
  const { database, applied, copyOfBefore } = migrated;
  return { database, applied, copyOfBefore: copyOfBefore ?? null };
}

export function migratedSheet({ applied }: MigratedDatabaseDocument): Sheet {
  return { header: ['migration'], rows: applied.map((name) => [name]) };
}

/** @param where what was written */
export function copiedMessDocument(
  tables: readonly CountedTable[],
  where: Omit<CopiedMessDocument, 'tables'>,
): CopiedMessDocument {
  return { ...where, tables: rowsByTable(tables) };
}

export function copiedMessSheet({ tables }: CopiedMessDocument): Sheet {
  return { header: ['table', 'rows'], rows: Object.entries(tables) };
}

export interface VerifiedDatabase {
  readonly database: string;
  readonly tables: readonly CountedTable[];
  readonly findings: readonly Finding[];
}

export function verifiedDocument(verified: VerifiedDatabase): VerifiedDatabaseDocument {
  const { database, tables, findings } = verified;
  return { database, tables: rowsByTable(tables), findings };
}

const FINDING_COLUMNS: Columns<Finding> = {
  check: 'check',
  table: 'table',
  key: 'key',
  message: 'message',
};

export function verifiedSheet({ findings }: VerifiedDatabaseDocument): Sheet {
  return toSheet(FINDING_COLUMNS, findings);
}

function rowsByTable(tables: readonly CountedTable[]): Record<string, number> {
  return Object.fromEntries(tables.map(({ name, rows }) => [name, rows]));
}
