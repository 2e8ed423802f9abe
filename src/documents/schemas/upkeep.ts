import { type Static, Type } from 'typebox';
import { CHECK, CONFIG_VALUE } from '../upkeep.ts';
import { Identity } from './access.ts';
import { Anchor, messDetails } from './mess.ts';
import { MessageTrouble } from './messages.ts';
import { MonthState } from './months.ts';
import { schemaOfFields } from './parts/fields.ts';
import { listOf, Month, nullable, Time } from './parts/values.ts';
import { AccountsStatus } from './payments/books.ts';

export const Status = Type.Object(
  {
    mess: messDetails,
    database: Type.String(),
    signedIn: Identity,
    unbilledMonths: listOf(Month),
    openMonths: listOf(MonthState),
    lastBackupAt: nullable(Time, { description: 'null where none was made of this database' }),
    accounts: nullable(AccountsStatus, { description: 'null where no accounts are kept' }),
    messages: listOf(MessageTrouble, {
      description: 'of each way in which messages go where some did not arrive',
    }),
  },
  { $id: 'Status' },
);
export type StatusDocument = Static<typeof Status>;

export const ConfigValue = schemaOfFields('ConfigValue', CONFIG_VALUE);

export const Check = schemaOfFields('Check', CHECK);

export const DatabaseStatus = Type.Object(
  {
    database: Type.String(),
    state: Type.Enum(['current', 'pending']),
    applied: listOf(Type.String()),
    pending: listOf(Type.String()),
    servers: Type.Optional(
      listOf(Type.Object({ server: Type.String(), fault: nullable(Type.String()) }), {
        description: 'where the address names several',
      }),
    ),
  },
  { $id: 'DatabaseStatus' },
);
export type DatabaseStatusDocument = Static<typeof DatabaseStatus>;

export const StoredOperation = Type.Object(
  { operation: Type.String(), stored: Type.Literal(true), database: Type.String() },
  { $id: 'StoredOperation' },
);
export type StoredOperationDocument = Static<typeof StoredOperation>;

/** What is asked is either about the tables or about one operation. */
export const DatabaseAnswer = Type.Union([DatabaseStatus, StoredOperation], {
  $id: 'DatabaseAnswer',
  description: 'the latter where one operation is asked about',
});

export const MigratedDatabase = Type.Object(
  {
    database: Type.String(),
    applied: listOf(Type.String()),
    copyOfBefore: nullable(Type.String()),
  },
  { $id: 'MigratedDatabase' },
);
export type MigratedDatabaseDocument = Static<typeof MigratedDatabase>;

const RowsByTable = Type.Record(Type.String(), Type.Integer(), {
  description: 'how many rows each has',
});

export const CopiedMess = Type.Object(
  {
    file: Type.Optional(Type.String()),
    folder: Type.Optional(Type.String()),
    database: Type.Optional(Type.String()),
    tables: RowsByTable,
    record: Anchor,
    removed: Type.Optional(
      listOf(Type.String(), { description: 'older backups, where some number is kept' }),
    ),
  },
  { $id: 'CopiedMess' },
);
export type CopiedMessDocument = Static<typeof CopiedMess>;

const Findings = listOf(
  Type.Object({
    check: Type.String(),
    table: Type.String(),
    key: Type.String(),
    message: Type.String(),
  }),
);

export const VerifiedRecord = Type.Object(
  {
    entries: Type.Integer(),
    record: Anchor,
    anchor: nullable(Type.String(), { description: 'what it was compared with' }),
    findings: Findings,
  },
  { $id: 'VerifiedRecord' },
);
export type VerifiedRecordDocument = Static<typeof VerifiedRecord>;

export const VerifiedDatabase = Type.Object(
  {
    database: Type.String(),
    tables: RowsByTable,
    findings: Findings,
  },
  { $id: 'VerifiedDatabase' },
);
export type VerifiedDatabaseDocument = Static<typeof VerifiedDatabase>;
