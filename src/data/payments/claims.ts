import type { Knex } from 'knex';
import type { Claim, ClaimState } from '../../domain/payments/claim.ts';
import { DUES } from '../../domain/payments/entry.ts';
import { groupBy } from '../../domain/values/group-by.ts';
import { dialectOf, inChunks } from '../dialect.ts';
import { lastNumber } from '../last-number.ts';
import type { DbInteger } from '../numbers.ts';
import { listReferencedPayments } from './references.ts';

/** The number that the next claim gets, for whose turn it is to write. */
export async function nextClaimNo(trx: Knex.Transaction): Promise<number> {
  return (await lastNumber(trx, 'payment_claims')) + 1;
}

/** @param claimedBy the audit entry */
export async function insertClaim(
  trx: Knex.Transaction,
  claim: Pick<Claim, 'no' | 'date' | 'reference'> & { readonly studentNo: number },
  claimedBy: number,
): Promise<void> {
  const { no, studentNo, date, reference } = claim;
  await trx('payment_claims').insert({
    ...{ no, student_no: studentNo, date, reference },
    ...{ claimed_by: claimedBy, dismissed_by: null, dismiss_reason: null },
  });
}

/** @param dismissedBy the audit entry */
export async function markClaimDismissed(
  trx: Knex.Transaction,
  no: number,
  reason: string,
  dismissedBy: number,
): Promise<void> {
  await trx('payment_claims')
    .where({ no })
    .update({ dismissed_by: dismissedBy, dismiss_reason: reason });
}

/** Which claims are looked for. */
export interface ClaimFilter {
  readonly no?: number;
  readonly studentNo?: number;
  readonly reference?: string;
}

interface Row {
  no: DbInteger;
  student_no: DbInteger;
  id: string;
  name: string;
  date: string;
  reference: string;
  at: string;
  dismissed_by: DbInteger | null;
  dismiss_reason: string | null;
}

/**
 * Claims with what the ledger has of them by now, in the order in which they were made. Nothing of that is
 * stored: what was recorded may be taken back.
 */
export async function listClaims(db: Knex, filter: ClaimFilter = {}): Promise<Claim[]> {
  const { no, studentNo, reference } = filter;
  const query = db('payment_claims as c')
    .join('students', 'students.no', 'c.student_no')
    .join('audit_entries', 'audit_entries.sequence', 'c.claimed_by')
    .orderBy('c.no');
  if (no !== undefined) query.where('c.no', no);
  if (studentNo !== undefined) query.where('c.student_no', studentNo);
  if (reference !== undefined) query.where('c.reference', reference);
  const rows: Row[] = await query.select(
    ...['c.no', 'c.student_no', 'students.id', 'students.name', 'c.date', 'c.reference'],
    ...['audit_entries.at', 'c.dismissed_by', 'c.dismiss_reason'],
  );
  const found = await findMoney(db, [...new Set(rows.map((row) => row.reference))]);
  return rows.map((row) => ({
    no: Number(row.no),
    studentId: row.id,
    name: row.name,
    date: row.date,
    reference: row.reference,
    claimedAt: row.at,
    reason: row.dismiss_reason,
    ...stateOf(row, found.get(row.reference)),
  }));
}

interface Money {
  readonly receipt: string | null;
  readonly studentNo: number | null;
  readonly isSuspended: boolean;
}

function stateOf(
  { student_no: studentNo, dismissed_by: dismissedBy }: Row,
  money: readonly Money[] = [],
): { readonly state: ClaimState; readonly receipt: string | null } {
  // A line may be that of several.
  const own = money.find((each) => each.studentNo === Number(studentNo));
  if (own !== undefined) return { state: 'confirmed', receipt: own.receipt };
  if (dismissedBy !== null) return { state: 'dismissed', receipt: null };
  const another = money.find((each) => each.studentNo !== null);
  if (another !== undefined) return { state: 'of another', receipt: another.receipt };
  const state = money.some(({ isSuspended }) => isSuspended) ? 'in suspense' : 'unconfirmed';
  return { state, receipt: null };
}

/** So many values a statement may have. */
const CHUNK = 500;

/** What came in under references, and whose it is. */
async function findMoney(
  db: Knex,
  references: readonly string[],
): Promise<ReadonlyMap<string, readonly Money[]>> {
  const payments = await listReferencedPayments(db, references);
  const owners = new Map<number, number>();
  for (const chunk of inChunks([...new Set(payments.map(({ entryNo }) => entryNo))], CHUNK)) {
    const rows = await dialectOf(db).selectArrays<[DbInteger, DbInteger]>(
      db,
      `select entry_no, student_no from ledger_postings
       where account = ? and student_no is not null
         and entry_no in (${chunk.map(() => '?').join(', ')})`,
      [DUES, ...chunk],
    );
    for (const [entryNo, studentNo] of rows) owners.set(Number(entryNo), Number(studentNo));
  }
  const money = payments.map(({ reference, entryNo, receipt, isSuspended }) => {
    return { reference, receipt, studentNo: owners.get(entryNo) ?? null, isSuspended };
  });
  return groupBy(money, ({ reference }) => reference);
}
