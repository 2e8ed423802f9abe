import { TABLES } from '../../../src/data/schema/tables.ts';
import { draftBill } from '../../../src/domain/billing/share-bill.ts';
import { digestContent, hashEntry, NO_HEAD } from '../../../src/domain/mess/record-chain.ts';
import type { Finding, VerifiedRow } from '../../../src/domain/upkeep/finding.ts';
import { createVerification } from '../../../src/domain/upkeep/verification/verification.ts';
import { calendarDays } from '../../../src/domain/values/month.ts';

/** The rows of the tables of a mess, by the names of the tables. */
export type Books = Record<string, VerifiedRow[]>;

const AT = '2025-06-01T06:30:00.000Z';

/** The one entry of a record of changes, as it is hashed. */
const CONTENT = {
  operationId: 'op',
  at: AT,
  actorKind: 'database',
  actorId: null,
  command: 'init',
  subject: null,
  month: null,
  before: null,
  after: '{}',
};

const entry: VerifiedRow = {
  sequence: 1,
  operation_id: CONTENT.operationId,
  at: AT,
  actor_kind: CONTENT.actorKind,
  actor_id: null,
  command: CONTENT.command,
  subject: null,
  month: null,
  before: null,
  after: CONTENT.after,
  previous_hash: NO_HEAD.hash,
  hash: hashEntry(NO_HEAD.hash, 1, digestContent(CONTENT)),
};

/** A mess with one bill, stored as the program stores what it drafted. */
export function toBooks(
  month: string,
  amounts: Parameters<typeof draftBill>[2],
  roll: Parameters<typeof draftBill>[3],
): Books {
  const bill = draftBill(month, calendarDays(month), amounts, roll);
  const digits = (minor: bigint | null) => minor?.toString() ?? null;
  return {
    settings: [
      { key: 'currency', value: 'INR' },
      { key: 'name', value: 'Ganga Mess' },
      { key: 'time_zone', value: 'Asia/Kolkata' },
    ],
    audit_entries: [entry],
    admins: [{ id: 'W', id_key: 'w', role: 'owner', disabled_at: null }],
    students: roll.map(({ id }, index) => ({
      no: index + 1,
      id,
      id_key: id.toLowerCase(),
      name: 'N',
      branch: 'B',
      phone: '9876543210',
      entered_by: null,
    })),
    bills: [
      {
        month,
        revision: 1,
        status: 'live',
        origin: 'computed',
        operation_id: 'op',
        roll_as_of: null,
        ended_by: null,
        ended_reason: null,
        days_in_month: bill.daysInMonth,
        total_minor: digits(bill.totalMinor),
        per_head_minor: digits(bill.perHeadMinor),
        fixed_minor: digits(bill.fixedMinor),
        billed_minor: digits(bill.billedMinor),
      },
    ],
    shares: bill.shares.map((share, index) => ({
      month,
      revision: 1,
      student_no: index + 1,
      id_then: share.student.id,
      days_hundredths: share.daysHundredths,
      dividing_minor: digits(share.dividingMinor),
      per_head_minor: digits(share.perHeadMinor),
      fixed_minor: digits(share.fixedMinor),
      amount_minor: digits(share.amountMinor),
    })),
  };
}

/** What does not hold in them, but for what a record of changes would tell: they have hardly one. */
export function verify(rows: Books): readonly Finding[] {
  const verification = createVerification(TABLES);
  for (const table of TABLES) {
    for (const row of rows[table.name] ?? []) verification.add(table, row);
    verification.end(table);
  }
  return verification.findings.filter(({ check }) => check !== 'record');
}
