import { requireOwnOr } from '../../auth/permissions.ts';
import { listRevisions } from '../../data/billing/bills.ts';
import { listSharesOfStudent } from '../../data/billing/shares.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BillRevision } from '../../domain/billing/bill.ts';
import type { Month } from '../../domain/values/month.ts';
import type { Mess } from '../mess/mess.ts';
import { getStudent } from '../students/get-student.ts';
import { whoseHistory } from './expenses.ts';

/** What a student was to pay by one bill of a month, and why it was ended. */
export interface ShareRevision
  extends Pick<BillRevision, 'revision' | 'status' | 'registeredAt' | 'endedReason'> {
  /** In minor units; 0 where the student has no share of it. */
  readonly amountMinor: bigint;
  /** To the one before; null for the first. */
  readonly differenceMinor: bigint | null;
}

/**
 * Every bill that a month had, as it was for one student. A student sees their own alone.
 *
 * @param id whose; a student may leave it out
 * @returns empty where the month had none
 * @throws NotAllowedError a student asks for somebody else
 */
export async function listShareRevisions(
  mess: Mess,
  actor: Actor,
  { month, id }: { readonly month: Month; readonly id: string | undefined },
): Promise<ShareRevision[]> {
  const signedIn = requireOwnOr(actor, 'explain an own share', 'see bills');
  const student = await getStudent(mess.db, whoseHistory(signedIn, id, 'share'));
  const shares = await listSharesOfStudent(mess.db, student.no, month, month);
  const amounts = new Map(shares.map((share) => [share.revision, share.amountMinor]));
  let before: bigint | null = null;
  const revisions: ShareRevision[] = [];
  for (const { revision, status, registeredAt, endedReason } of await listRevisions(
    mess.db,
    month,
  )) {
    const amountMinor = amounts.get(revision) ?? 0n;
    const differenceMinor = before === null ? null : amountMinor - before;
    revisions.push({ revision, status, registeredAt, endedReason, amountMinor, differenceMinor });
    before = amountMinor;
  }
  return revisions;
}
