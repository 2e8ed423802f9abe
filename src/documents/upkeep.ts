import { anchorOf } from '../domain/mess/record-chain.ts';
import type { CopiedMess } from '../domain/upkeep/backup.ts';
import { CHECK_STATES } from '../domain/upkeep/checkup.ts';
import { CONFIG_ORIGINS } from '../domain/upkeep/configuration.ts';
import type { DatabaseStatus, MigratedDatabase } from '../domain/upkeep/database-status.ts';
import type { Finding, VerifiedDatabase, VerifiedRecord } from '../domain/upkeep/finding.ts';
import type { MessStatus } from '../domain/upkeep/mess-status.ts';
import type { CountedTable } from '../domain/upkeep/table.ts';
import { identityDocument } from './access.ts';
import { monthDocument } from './billing/month.ts';
import type { Fields } from './fields.ts';
import { accountsStatusDocument } from './payments/books.ts';
import type {
  CopiedMessDocument,
  DatabaseStatusDocument,
  MigratedDatabaseDocument,
  StatusDocument,
  StoredOperationDocument,
  VerifiedDatabaseDocument,
  VerifiedRecordDocument,
} from './schemas/upkeep.ts';
import { type Columns, type Sheet, toSheet } from './sheet.ts';

/** @param database where the mess is kept, as a person would name it */
export function statusDocument(
  status: MessStatus,
  database: string,
  currencyDecimals: number,
): StatusDocument {
  const { mess, signedIn, unbilledMonths, openMonths, lastBackupAt, accounts } = status;
  return {
    mess,
    database,
    signedIn: identityDocument(signedIn),
    unbilledMonths,
    openMonths: openMonths.map((state) => monthDocument(state, currencyDecimals)),
    lastBackupAt,
    accounts: accounts && accountsStatusDocument(accounts, currencyDecimals),
    messages: [...status.messages],
  };
}

export const CONFIG_VALUE = {
  key: 'word',
  value: 'text',
  origin: { kind: 'word', oneOf: CONFIG_ORIGINS },
  from: 'text?',
} as const satisfies Fields;

export const CHECK = {
  check: 'word',
  state: { kind: 'word', oneOf: CHECK_STATES },
  message: 'text',
  hint: 'text?',
} as const satisfies Fields;

const STATUS_COLUMNS: Columns<StatusDocument> = {
  mess: ({ mess }) => mess.name,
  currency: ({ mess }) => mess.currency,
  time_zone: ({ mess }) => mess.timeZone,
  database: 'database',
  signed_in: ({ signedIn }) => signedIn.id,
  unbilled_months: ({ unbilledMonths }) => unbilledMonths.join(' '),
  stale_months: ({ openMonths }) => monthNames(openMonths.filter(({ stale }) => stale)),
  open_months: ({ openMonths }) => monthNames(openMonths),
  last_backup_at: 'lastBackupAt',
  owed: ({ accounts }) => accounts?.owed ?? null,
  overdue: ({ accounts }) => accounts?.overdue ?? null,
  credit: ({ accounts }) => accounts?.credit ?? null,
  suspense: ({ accounts }) => accounts?.suspense ?? null,
  cash_since_count: ({ accounts }) => accounts?.cashSinceCount ?? null,
  last_count_at: ({ accounts }) => accounts?.lastCountAt ?? null,
  last_count_by: ({ accounts }) => accounts?.lastCountBy ?? null,
  books_closed_through: ({ accounts }) => accounts?.closedThrough ?? null,
  messages_failed: ({ messages }) => sumOf(messages, ({ failed }) => failed),
  messages_unknown: ({ messages }) => sumOf(messages, ({ unknown }) => unknown),
  messages_waiting: ({ messages }) => sumOf(messages, ({ waiting }) => waiting),
};

function sumOf<T>(all: readonly T[], count: (each: T) => number): number {
  return all.reduce((sum, each) => sum + count(each), 0);
}

function monthNames(months: StatusDocument['openMonths']): string {
  return months.map(({ month }) => month).join(' ');
}

export function statusSheet(status: StatusDocument): Sheet {
  return toSheet(STATUS_COLUMNS, [status]);
}

export function databaseStatusDocument(
  status: Omit<DatabaseStatus, 'kind'>,
): DatabaseStatusDocument {
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

export function migratedDocument(migrated: MigratedDatabase): MigratedDatabaseDocument {
  const { database, applied, copyOfBefore } = migrated;
  return { database, applied, copyOfBefore: copyOfBefore ?? null };
}

export function migratedSheet({ applied }: MigratedDatabaseDocument): Sheet {
  return { header: ['migration'], rows: applied.map((name) => [name]) };
}

/** @param where what was written */
export function copiedMessDocument(
  { tables, record }: CopiedMess,
  where: Omit<CopiedMessDocument, 'tables' | 'record'>,
): CopiedMessDocument {
  return { ...where, tables: rowsByTable(tables), record: anchorOf(record) };
}

export function copiedMessSheet({ tables }: CopiedMessDocument): Sheet {
  return { header: ['table', 'rows'], rows: Object.entries(tables) };
}

export function verifiedDocument(verified: VerifiedDatabase): VerifiedDatabaseDocument {
  const { database, tables, findings } = verified;
  return { database, tables: rowsByTable(tables), findings };
}

export function verifiedRecordDocument(verified: VerifiedRecord): VerifiedRecordDocument {
  const { entries, head, anchor, findings } = verified;
  const compared = anchor === undefined ? null : `${anchor.sequence}:${anchor.hash}`;
  return { entries, record: anchorOf(head), anchor: compared, findings };
}

const FINDING_COLUMNS: Columns<Finding> = {
  check: 'check',
  table: 'table',
  key: 'key',
  message: 'message',
};

export function verifiedSheet({ findings }: Pick<VerifiedDatabaseDocument, 'findings'>): Sheet {
  return toSheet(FINDING_COLUMNS, findings);
}

function rowsByTable(tables: readonly CountedTable[]): Record<string, number> {
  return Object.fromEntries(tables.map(({ name, rows }) => [name, rows]));
}
