import { requireOwnOr } from '../../auth/permissions.ts';
import { listRevisions } from '../../data/billing/bills.ts';
import { listSharesOfStudent } from '../../data/billing/shares.ts';
import type { Actor, SignedIn } from '../../domain/actor.ts';
import type { BillRevision } from '../../domain/billing/bill.ts';
import { collectExpenses, type Expenses } from '../../domain/billing/expenses.ts';
import { idKey } from '../../domain/values/id.ts';
import type { Month } from '../../domain/values/month.ts';
import { NotAllowedError, UsageError } from '../../errors.ts';
import type { Mess } from '../mess/mess.ts';
import { getStudent } from '../students/get-student.ts';

/**
 * What a student owes, month by month. A student sees only their own, an admin anyone's.
 *
 * @param id whose; a student may leave it out
 * @throws NotAllowedError a student asks for somebody else, whether or not there is such a one
 * @throws NotFoundError an admin asks for a student who does not exist
 * @throws UsageError an admin does not say whose
 */
export async function showExpenses(
  mess: Mess,
  actor: Actor,
  id: string | undefined,
  range: { readonly from?: Month | undefined; readonly to?: Month | undefined } = {},
): Promise<Expenses> {
  const signedIn = requireOwnOr(actor, 'see own expenses', "see everybody's expenses");
  const whose = whoseHistory(signedIn, id, 'expenses');
  const student = await getStudent(mess.db, whose);
  const shares = await listSharesOfStudent(mess.db, student.no, range.from, range.to);
  return {
    student: { id: student.id, name: student.name, branch: student.branch },
    ...collectExpenses(shares),
  };
}

/**
 * Whom a question is about that a student may ask about themselves, and others about anybody.
 *
 * @param asked what is asked for
 * @throws NotAllowedError a student asks for somebody else, whether or not there is such a one
 * @throws UsageError somebody else does not say whose
 */
export function whoseHistory(
  signedIn: SignedIn,
  id: string | undefined,
  asked: 'expenses' | 'share' | 'dues',
): string {
  if (signedIn.kind === 'student') {
    if (id === undefined || idKey(id) === idKey(signedIn.id)) return signedIn.id;
    const sentence =
      asked === 'share'
        ? 'A student sees only how their own share came about.'
        : `A student sees only their own ${asked}.`;
    throw new NotAllowedError('not_own', sentence, { about: { asked } });
  }
  if (id !== undefined) return id;
  throw new UsageError('missing_value', 'Whose expenses? The ID of a student is missing.');
}

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
