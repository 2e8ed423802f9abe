import { maskPhones, parseRecorded, type StoredAuditEntry } from '../domain/mess/audit.ts';
import { anchorOf, type RecordHead } from '../domain/mess/record-chain.ts';
import type {
  AuditEntryDocument,
  NewMessDocument,
  OperationDocument,
  RecordHeadDocument,
  SettingsDocument,
} from './schemas/mess.ts';
import { type Columns, type Sheet, toSheet } from './sheet.ts';

const NEW_MESS_COLUMNS: Columns<NewMessDocument> = {
  mess: ({ mess }) => mess.name,
  currency: ({ mess }) => mess.currency,
  time_zone: ({ mess }) => mess.timeZone,
  database: 'database',
  admin: 'admin',
};

export function newMessSheet(made: NewMessDocument): Sheet {
  return toSheet(NEW_MESS_COLUMNS, [made]);
}

export function settingsDocument(settings: SettingsDocument): SettingsDocument {
  return {
    name: settings.name,
    currency: settings.currency,
    timeZone: settings.timeZone,
    dateFormat: settings.dateFormat,
    dayStarts: settings.dayStarts,
    studentSignIn: settings.studentSignIn,
    accountsFrom: settings.accountsFrom,
    dueDay: settings.dueDay,
    guestIncome: settings.guestIncome,
    discountsBy: settings.discountsBy,
    lateFee: settings.lateFee,
    upiAddress: settings.upiAddress,
    upiName: settings.upiName,
    studentLanguage: settings.studentLanguage,
    noticeNames: settings.noticeNames,
    countryCode: settings.countryCode,
    adminIdleMinutes: settings.adminIdleMinutes,
    adminSessionHours: settings.adminSessionHours,
    studentSessionMinutes: settings.studentSessionMinutes,
  };
}

const SETTINGS_COLUMNS: Columns<SettingsDocument> = {
  name: 'name',
  currency: 'currency',
  time_zone: 'timeZone',
  date_format: 'dateFormat',
  day_starts: 'dayStarts',
  student_sign_in: 'studentSignIn',
  accounts_from: 'accountsFrom',
  due_day: 'dueDay',
  guest_income: 'guestIncome',
  discounts_by: 'discountsBy',
  late_fee: 'lateFee',
  upi_address: 'upiAddress',
  upi_name: 'upiName',
  student_language: 'studentLanguage',
  notice_names: 'noticeNames',
  country_code: 'countryCode',
  admin_idle_minutes: 'adminIdleMinutes',
  admin_session_hours: 'adminSessionHours',
  student_session_minutes: 'studentSessionMinutes',
};

export function settingsSheet(settings: SettingsDocument): Sheet {
  return toSheet(SETTINGS_COLUMNS, [settings]);
}

export function recordHeadDocument(head: RecordHead): RecordHeadDocument {
  return { ...head, anchor: anchorOf(head) };
}

const HEAD_COLUMNS: Columns<RecordHeadDocument> = {
  sequence: 'sequence',
  hash: 'hash',
  anchor: 'anchor',
};

export function recordHeadSheet(head: RecordHeadDocument): Sheet {
  return toSheet(HEAD_COLUMNS, [head]);
}

/** There may be very many, so each is taken apart only when it is written. */
export function* auditDocument(entries: Iterable<StoredAuditEntry>): Iterable<AuditEntryDocument> {
  for (const entry of entries) {
    yield {
      sequence: entry.sequence,
      at: entry.at,
      actor: { kind: entry.actorKind, id: entry.actorId },
      command: entry.command,
      subject: entry.subject,
      month: entry.month,
      before: maskPhones(parseRecorded(entry.before)),
      after: maskPhones(parseRecorded(entry.after)),
      operation: entry.operationId,
    };
  }
}

export function operationDocument(
  operation: string,
  entries: readonly StoredAuditEntry[],
): OperationDocument {
  return { operation, entries: [...auditDocument(entries)] };
}

const AUDIT_COLUMNS: Columns<AuditEntryDocument> = {
  sequence: 'sequence',
  at: 'at',
  actor_kind: ({ actor }) => actor.kind,
  actor_id: ({ actor }) => actor.id,
  command: 'command',
  subject: 'subject',
  month: 'month',
  before: ({ before }) => jsonOrNull(before),
  after: ({ after }) => jsonOrNull(after),
  operation: 'operation',
};

function jsonOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

export function auditSheet(entries: Iterable<AuditEntryDocument>): Sheet {
  return toSheet(AUDIT_COLUMNS, entries);
}
