import { readdirSync } from 'node:fs';
import type { Knex } from 'knex';
import { describe, expect, inject, test } from 'vitest';
import { TABLES_WITHOUT_DATA } from '../../../src/data/schema/migrations.ts';
import { TABLES } from '../../../src/data/schema/tables.ts';
import { findSchemaFaults } from '../../../src/data/upkeep/schema-check.ts';
import {
  createEmptyDatabase,
  insertRow,
  migrateTo,
  OLDER,
  withKnex,
} from '../../support/books/older.ts';
import { readPinnedSchema, readRows, readSchema, readTables } from '../../support/books/schema.ts';
import { connectPast, type TestDatabase } from '../../support/server/connection.ts';

const FOLDER = new URL('../../../migrations/', import.meta.url);
const NAMES = readdirSync(FOLDER)
  .map((file) => file.replace(/\.ts$/, ''))
  .sort();

type Row = Readonly<Record<string, unknown>>;

const AT = '2025-06-01T06:30:00.000Z';
const NO_MONEY = { total_minor: null, per_head_minor: null, fixed_minor: null };

/** Rows for every table, with all the columns that it has in the end. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  // Those that entries of before get are looked at in sealed-record.test.ts.
  audit_salts: [],
  settings: [
    { key: 'name', value: 'गंगा Mess 🍛' },
    { key: 'currency', value: 'INR' },
    { key: 'time_zone', value: 'Asia/Kolkata' },
  ],
  audit_entries: [1, 2].map((sequence) => ({
    sequence,
    operation_id: `0b5cbd4e-6a0c-4f9a-9f57-2d2b6b0d1c1${sequence}`,
    at: AT,
    actor_kind: 'admin',
    actor_id: sequence === 1 ? null : 'Warden',
    command: 'student add',
    subject: sequence === 1 ? null : 'S001',
    month: sequence === 1 ? null : '2025-05',
    before: null,
    after: sequence === 1 ? null : JSON.stringify({ name: 'सीता देवी'.repeat(9000) }),
  })),
  admins: [
    ...[
      { id_key: 'warden', id: 'Warden', role: 'owner', disabled_at: null },
      { id_key: 'clerk', id: 'clerk', role: 'viewer', disabled_at: AT },
    ].map((admin) => ({
      ...admin,
      password_hash: '$2b$'.padEnd(60, 'x'),
      created_at: AT,
      recovered_at: admin.disabled_at === null ? AT : null,
    })),
  ],
  students: [
    ...[
      {
        ...{
          no: 3,
          id_key: 's001',
          id: 'S001',
          name: 'सीता देवी',
          joined: '2025-05-02',
          left: null,
        },
        ...{ email: 'sita@example.org', takes_messages: 0 },
      },
      {
        ...{
          no: 7,
          id_key: 's-10',
          id: 's-10',
          name: '👩🏽‍🚀 Rao',
          joined: null,
          left: '2025-05-31',
        },
        ...{ email: null, takes_messages: 1 },
      },
    ].map((student) => ({
      ...student,
      branch: 'CSE',
      phone: '+919876543210',
      entered_at: AT,
      entered_by: student.no === 3 ? 1 : null,
    })),
  ],
  sessions: [
    ...[
      { token_hash: 'a'.repeat(64), admin_key: 'warden', student_no: null },
      { token_hash: 'b'.repeat(64), admin_key: null, student_no: 7 },
    ].map((session) => ({
      ...session,
      created_at: AT,
      expires_at: AT,
      last_used_at: AT,
      place: session.student_no === null ? 'वार्डन@desk' : null,
    })),
  ],
  one_time_codes: [
    ...[
      { code_hash: 'f'.repeat(64), admin_key: 'warden', student_no: null },
      { code_hash: 'g'.repeat(64), admin_key: null, student_no: 7 },
    ].map((code) => ({ ...code, created_at: AT, expires_at: AT })),
  ],
  device_keys: [{ no: 1, secret: 'k'.repeat(43) }],
  sign_in_attempts: ['a@desk', 'b@desk'].map((place) => ({
    kind: 'student',
    id_key: 'nobody',
    place,
    failures: 3,
    last_failed_at: AT,
  })),
  given_answers: [
    {
      operation_id: '0b5cbd4e-6a0c-4f9a-9f57-2d2b6b0d1c11',
      request_hash: 'a'.repeat(64),
      status: 201,
      body: JSON.stringify({ name: 'सीता देवी'.repeat(9000) }),
      given_at: AT,
    },
  ],
  student_secrets: [{ student_no: 7, secret_hash: '$2b$'.padEnd(60, 'x'), set_at: AT }],
  student_sign_ins: [{ no: 1, student_no: 7, at: AT, by: 'phone', place: 'a@desk' }],
  attendance: [
    { month: '2025-05', student_no: 3, days_hundredths: 2850, changed_by: 2, log_days: null },
    { month: '2025-05', student_no: 7, days_hundredths: 0, changed_by: 1, log_days: 2 ** 30 },
  ],
  attendance_marks: [
    {
      date: '2025-06-02',
      student_no: 3,
      days_hundredths: 50,
      is_away: 0,
      is_called: 1,
      changed_by: 2,
    },
    {
      date: '2025-06-02',
      student_no: 7,
      days_hundredths: 0,
      is_away: 1,
      is_called: 0,
      changed_by: 1,
    },
  ],
  attendance_history: [
    { month: '2025-05', student_no: 3, changed_by: 1, days_hundredths: 3000, replaced_by: 2 },
  ],
  bills: [
    ...[
      { revision: 1, status: 'void', ended_reason: 'ग़लत', origin: 'recorded', total_minor: 1 },
      { revision: 2, status: 'live', ended_reason: null, origin: 'computed', fixed_minor: 7 },
    ].map((bill) => ({
      ...NO_MONEY,
      ...bill,
      month: '2025-05',
      days_in_month: bill.revision === 1 ? 31 : null,
      billed_minor: Number.MAX_SAFE_INTEGER,
      registered_at: AT,
      operation_id: `0b5cbd4e-6a0c-4f9a-9f57-2d2b6b0d1c1${bill.revision}`,
    })),
  ],
  shares: [
    ...[
      { revision: 1, student_no: 3, per_head_minor: Number.MAX_SAFE_INTEGER },
      { revision: 2, student_no: 7, fixed_minor: 7 },
    ].map((share) => ({
      month: '2025-05',
      id_then: 'S-1',
      days_hundredths: 2850,
      amount_minor: 7,
      dividing_minor: null,
      per_head_minor: null,
      fixed_minor: null,
      ...share,
    })),
  ],
  imports: [
    ...[
      { no: 4, changed_by: 1, file: 'मई.csv', undone_by: 2 },
      { no: 5, changed_by: 2, file: 'may.csv', undone_by: null },
    ].map((entry) => ({
      ...entry,
      kind: 'attendance',
      sha256: 'c'.repeat(64),
      reading: '{}',
      layout: 'log',
      months: '2025-05',
      rows: 4,
      inserted: 3,
      updated: 1,
      unchanged: 0,
      rejected: 0,
    })),
  ],
  import_profiles: [
    {
      name_key: 'गेट',
      name: 'गेट',
      kind: 'attendance',
      options: '{"columns":["student_id","timestamp","_"]}',
      changed_by: 2,
    },
  ],
  mark_meanings: [{ mark_key: '½p', mark: '½P', meaning: 'half', changed_by: 1 }],
  purchase_heads: [
    { no: 2, name_key: 'सब्ज़ी', name: 'सब्ज़ी', kind: 'dividing' },
    { no: 9, name_key: 'gas', name: 'Gas', kind: 'fixed' },
  ],
  purchases: [
    ...[
      { no: 1, head_no: 2, note: 'भिंडी', voided_by: null, void_reason: null },
      { no: 8, head_no: 9, note: null, voided_by: 2, void_reason: 'twice' },
    ].map((purchase) => ({
      ...purchase,
      date: '2025-05-31',
      amount_minor: Number.MAX_SAFE_INTEGER,
      entered_by: 1,
    })),
  ],
  bill_heads: [
    { month: '2025-05', revision: 2, head_no: 9, purchases: 3, amount_minor: 7 },
    { month: '2025-05', revision: 2, head_no: 2, purchases: 1, amount_minor: 8 },
  ],
  charge_kinds: [
    {
      no: 3,
      name_key: 'मेहमान',
      name: 'मेहमान',
      counts_as: 'guest',
      rate_minor: 6000,
      hidden_by: null,
    },
  ],
  charges: [
    ...[
      { no: 1, quantity_hundredths: 250, rate_minor: 6000, voided_by: null, void_reason: null },
      { no: 2, quantity_hundredths: null, rate_minor: null, voided_by: 2, void_reason: 'twice' },
    ].map((charge) => ({
      ...charge,
      month: '2025-05',
      student_no: 7,
      kind_no: 3,
      amount_minor: 15000,
      note: 'भिंडी',
      entered_by: 1,
    })),
  ],
  ledger_entries: [
    ...[
      { no: 1, receipt_series: '2025-26', receipt_number: 1, reverses: null },
      { no: 2, receipt_series: null, receipt_number: null, reverses: 1 },
    ].map((entry) => ({
      ...entry,
      date: '2025-06-01',
      money_date: '2025-05-31',
      kind: 'payment',
      month: '2025-05',
      method: 'upi',
      reference: 'ABC',
      reference_key: 'abc',
      note: 'भिंडी',
      entered_by: 2,
    })),
  ],
  ledger_postings: [
    { entry_no: 1, line: 1, account: 'upi', student_no: null, amount_minor: 7 },
    { entry_no: 1, line: 2, account: 'dues', student_no: 7, amount_minor: -7 },
  ],
  bank_lines: [
    ...[
      { no: 1, account_digits: '1234', other_reference: 'T1', payer: 'a@ybl', rule: 'own cash' },
      { no: 2, account_digits: null, other_reference: null, payer: null, rule: null },
    ].map((line) => ({
      ...line,
      import_no: 1,
      line: 7,
      account: 'bank',
      date: '2025-05-31',
      amount_minor: Number.MAX_SAFE_INTEGER,
      narration: 'भिंडी',
      reference: 'ABC',
      entry_no: 1,
    })),
  ],
  payment_claims: [
    ...[
      { no: 1, dismissed_by: 2, dismiss_reason: 'ग़लत' },
      { no: 2, dismissed_by: null, dismiss_reason: null },
    ].map((claim) => ({
      ...claim,
      student_no: 7,
      date: '2025-05-31',
      reference: '515412345678',
      claimed_by: 1,
    })),
  ],
  journal_accounts: [{ name: 'cash', account: 'Assets:Tin-1', changed_by: 2 }],
  messages: [
    {
      ...{ no: 1, kind: 'receipt', about: '2025-26/0001', revision: 0, student_no: 7 },
      ...{ channel: 'email', again_no: 1, state: 'queued', attempts: 2, next_try: AT },
      ...{ reason: '450 भरा', message_id: 'f'.repeat(32), changed_at: AT, queued_by: 2 },
    },
  ],
  message_templates: [{ name: 'bill.hi', source: 'Subject: बिल\n\n{name}\n', changed_by: 2 }],
  forgotten_payers: [{ payer: 'a@ybl', through_entry: 2, forgotten_by: 2 }],
  closed_months: [{ month: '2025-05', closed_by: 2, as_is_reason: 'ग़लत' }],
  service_tokens: [
    ...[
      {
        name_key: 'cron',
        name: 'Cron',
        token_hash: 'd'.repeat(64),
        last_used_at: null,
        may: 'backup',
      },
      {
        name_key: 'old',
        name: 'old',
        token_hash: 'e'.repeat(64),
        last_used_at: AT,
        may: 'bills,import,read',
      },
    ].map((token) => ({ ...token, created_at: AT, expires_at: AT })),
  ],
  last_backup: [{ no: 1, at: AT }],
};

/** What a migration writes into the columns that it adds to rows that are there. */
const ADDED: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  '012-bill-origin': { bills: { origin: 'computed' } },
  '013-bill-revisions': { bills: { roll_as_of: null, ended_by: null } },
  '020-students-entered-by': { students: { entered_by: null } },
  '022-token-rights': { service_tokens: { may: 'bills,import,read' } },
  '024-hidden-heads': { purchase_heads: { hidden_by: null } },
  '028-import-days': { imports: { days: null } },
  '029-sign-in': { admins: { recovered_at: null }, sessions: { place: null } },
  '040-charges-of-bills': {
    bills: { charges_minor: null, lowered_minor: null, raised_minor: null },
    shares: { charges_minor: null },
  },
  '045-student-messages': { students: { email: null, takes_messages: 1 } },
  '034-log-days': { attendance: { log_days: null }, attendance_history: { log_days: null } },
};

/** Puts rows into every table there is, in the columns there are. */
function fill(database: TestDatabase): void {
  const tables = readTables(database);
  const db = connectPast(database);
  for (const { name } of TABLES) {
    const columns = tables.find((table) => table.name === name)?.columns.map(([column]) => column);
    if (columns === undefined) continue;
    const rows = ROWS[name];
    if (rows === undefined) throw new Error(`no rows for the new table ${name}`);
    for (const row of rows) {
      insertRow(db, name, Object.fromEntries(columns.map((column) => [column, row[column]])));
    }
  }
  db.close();
}

/** The rows of every table but those of migrations themselves, and but for the seal of the record. */
function readOwnRows(database: TestDatabase) {
  const rows = readRows(database);
  for (const name of TABLES_WITHOUT_DATA) delete rows[name];
  rows.audit_entries = (rows.audit_entries ?? [])
    .filter(({ command }) => command !== 'db migrate')
    .map(({ hash, previous_hash, ...row }) => row);
  return rows;
}

function readNotes(database: TestDatabase): unknown[] {
  const notes = readRows(database).knex_migrations ?? [];
  return notes.sort((a, b) => Number(a.id) - Number(b.id)).map(({ name }) => name);
}

function forget(database: TestDatabase, ...names: string[]): void {
  const db = connectPast(database);
  for (const name of names) db.run('delete from knex_migrations where name = ?', name);
  db.close();
}

test('the migrations are those of the folder, in order, and make the pinned schema', async () => {
  const database = await createEmptyDatabase();
  expect(await migrateTo(database)).toEqual(NAMES);
  expect(readSchema(database)).toBe(readPinnedSchema());
  expect(readNotes(database)).toEqual(NAMES);
  expect(await migrateTo(database)).toEqual([]);
});

/** Older ones are no longer changed, so every day the newest are enough. */
const TRIED = NAMES.map((name, index) => ({ name, before: NAMES[index - 1] ?? '' })).slice(
  inject('isFull') ? 0 : -6,
);

describe.each(TRIED)('$name', ({ name, before }) => {
  test('keeps all that was stored, and can be run again', async () => {
    const database = await createEmptyDatabase();
    await migrateTo(database, before);
    fill(database);
    const stored = readOwnRows(database);

    expect(await migrateTo(database, name)).toEqual([name]);
    const expected = Object.fromEntries(
      Object.keys(readOwnRows(database)).map((table) => [
        table,
        (stored[table] ?? []).map((row) => ({ ...row, ...ADDED[name]?.[table] })),
      ]),
    );
    expect(readOwnRows(database)).toEqual(expected);
    const schema = readSchema(database);

    forget(database, name);
    expect(await migrateTo(database, name)).toEqual([name]);
    expect(readOwnRows(database)).toEqual(expected);
    expect(readSchema(database)).toBe(schema);

    await migrateTo(database);
    expect(readSchema(database)).toBe(readPinnedSchema());
    for (const [table, rows] of Object.entries(stored)) {
      expect(readOwnRows(database)[table], table).toHaveLength(rows.length);
    }
  });
});

test('a mess that had no heads of purchases gets them, and keeps those it has', async () => {
  const database = await createEmptyDatabase();
  await migrateTo(database, '014-purchase-heads');
  const db = connectPast(database);
  insertRow(db, 'settings', { key: 'name', value: 'Mess' });
  const heads = () => db.rows('select name, name_key, kind from purchase_heads order by no');
  expect(await migrateTo(database, '015-default-purchase-heads')).toHaveLength(1);
  const made = heads();
  expect(made).toHaveLength(10);
  expect(made).toContainEqual({
    name: 'Meat and fish',
    name_key: 'meat and fish',
    kind: 'dividing',
  });
  expect(made).toContainEqual({ name: 'Gas', name_key: 'gas', kind: 'fixed' });
  forget(database, '015-default-purchase-heads');
  db.run("delete from purchase_heads where name <> 'Gas'");
  await migrateTo(database, '015-default-purchase-heads');
  expect(heads()).toEqual([{ name: 'Gas', name_key: 'gas', kind: 'fixed' }]);
  db.close();
});

test('all of them run again over a full database change nothing', async () => {
  const database = await createEmptyDatabase();
  await migrateTo(database);
  fill(database);
  const stored = readOwnRows(database);
  for (const [table, rows] of Object.entries(stored))
    expect(rows, table).toHaveLength(ROWS[table]?.length ?? 0);
  forget(database, ...NAMES);
  expect(await migrateTo(database)).toEqual(NAMES);
  expect(readOwnRows(database)).toEqual(stored);
  expect(readSchema(database)).toBe(readPinnedSchema());
});

/** Lets knex's own migrator, which noted the first eleven, note those whose tables are there. */
async function noteByKnex(db: Knex, names: readonly string[]): Promise<void> {
  await db.schema.dropTable('knex_migrations');
  await db.migrate.latest({
    migrationSource: {
      getMigrations: async () => [...names],
      getMigrationName: (name: string) => name,
      getMigration: async (name: string) => ({
        ...(await import(new URL(`${name}.ts`, FOLDER).href)),
        down: async () => {},
      }),
    },
  });
  await db('knex_migrations_lock').update({ is_locked: 1 });
}

test("what knex's own migrator made, its lock left by a killed process, is migrated as well", async () => {
  const database = await createEmptyDatabase();
  const old = NAMES.filter((name) => name <= OLDER);
  await migrateTo(database, OLDER);
  await withKnex(database, (db) => noteByKnex(db, old));
  fill(database);
  const stored = readOwnRows(database);
  const tables = readTables(database);
  expect(
    tables.find(({ name }) => name === 'knex_migrations')?.columns.map(([name]) => name),
  ).toEqual(['id', 'name', 'batch', 'migration_time']);

  expect(await migrateTo(database)).toEqual(NAMES.filter((name) => name > OLDER));
  expect(withoutNotes(readSchema(database))).toBe(withoutNotes(readPinnedSchema()));
  expect(await withKnex(database, findSchemaFaults)).toEqual([]);
  expect(readNotes(database)).toEqual(NAMES);
  const { bills, ...others } = readOwnRows(database);
  const { bills: oldBills, ...oldOthers } = stored;
  expect(others).toMatchObject(oldOthers);
  const ofCharges = { charges_minor: null, lowered_minor: null, raised_minor: null };
  const added = { origin: 'computed', roll_as_of: null, ended_by: null, ...ofCharges };
  expect(bills).toEqual(oldBills?.map((bill) => ({ ...bill, ...added })));
  expect(await migrateTo(database)).toEqual([]);
});

/** The schema but for the tables that note migrations. */
function withoutNotes(schema: string): string {
  return schema
    .split(/\n\n/)
    .filter((definition) => !/^CREATE TABLE ["`]knex_/i.test(definition))
    .join('\n\n');
}
