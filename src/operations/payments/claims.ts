import { requireOwnSecret } from '../../auth/own-secret.ts';
import { requireOwn, requirePermission } from '../../auth/permissions.ts';
import {
  insertClaim,
  listClaims as listStored,
  markClaimDismissed,
  nextClaimNo,
} from '../../data/payments/claims.ts';
import type { Actor } from '../../domain/actor.ts';
import { refuseTooOld } from '../../domain/mess/date-doubt.ts';
import { type Claim, isWaiting, MAX_WAITING_CLAIMS } from '../../domain/payments/claim.ts';
import { ConflictError, NotFoundError, ValueError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import { type Mess, today } from '../mess/mess.ts';
import { requireAccounts } from './accounts/require.ts';

/**
 * Payments that students say they made, in the order in which they said so.
 *
 * @param which those that somebody has to look at, or all
 */
export async function listClaims(
  mess: Mess,
  actor: Actor,
  which: 'waiting' | 'all',
): Promise<Claim[]> {
  requirePermission(actor, "see everybody's dues");
  const claims = await listStored(mess.db);
  return claims.filter((each) => which === 'all' || isWaiting(each) || each.state === 'of another');
}

/** Those of the student who asks. */
export async function listOwnClaims(mess: Mess, actor: Actor): Promise<Claim[]> {
  const { no } = requireOwn(actor, 'see own dues');
  return (await listStored(mess.db, { studentNo: no })).map(withoutOther);
}

/** What somebody else's receipt is, is not for the student to know. */
function withoutOther(claim: Claim): Claim {
  return claim.state === 'of another' ? { ...claim, receipt: null } : claim;
}

/**
 * Says that a payment was made, for the office to look for. It pays nothing by itself. Said again it is the
 * same claim.
 *
 * @throws NotAllowedError the student did not sign in with a secret of their own
 * @throws ConflictError no accounts are kept; somebody claimed it or has a receipt for it already; too many wait
 * @throws ValueError the day is yet to come, or of another century
 */
export async function claimPayment(
  mess: Mess,
  actor: Actor,
  { date, reference }: Pick<Claim, 'date' | 'reference'>,
): Promise<Claim> {
  const student = requireOwn(actor, 'claim own payments');
  await requireOwnSecret(mess.db, actor);
  return change(mess, actor, 'payment claims add', async ({ trx, at, record }) => {
    requireAccounts(mess);
    const now = today(mess);
    if (date > now) throw new ValueError('in_the_future', `${date} is yet to come`);
    refuseTooOld(date);
    const own = await listStored(trx, { studentNo: student.no });
    const known = await listStored(trx, { reference });
    const before = known.find((each) => each.state !== 'dismissed');
    if (before?.studentId === student.id) return withoutOther(before);
    if (before !== undefined) throw claimed(reference);
    if (own.filter(isWaiting).length >= MAX_WAITING_CLAIMS) {
      throw new ConflictError(
        'claims_waiting',
        `${MAX_WAITING_CLAIMS} payments that you claimed are not confirmed yet.`,
      );
    }
    const no = await nextClaimNo(trx);
    const sequence = await record({ subject: student.id, after: { claim: no, date, reference } });
    await insertClaim(trx, { no, studentNo: student.no, date, reference }, sequence);
    const [made] = await listStored(trx, { no });
    if (made === undefined) throw new Error(`claim ${no} of ${at} is not there`);
    // Whoever holds a receipt with the number is known by now: that was somebody else's payment.
    if (made.state === 'of another') throw claimed(reference);
    return made;
  });
}

function claimed(reference: string): ConflictError {
  return new ConflictError('reference_claimed', `${reference} is known as another payment.`);
}

/**
 * Decides that a claim is none.
 *
 * @throws NotFoundError no such claim
 * @throws ConflictError it was dismissed, or there is a receipt for it
 */
export async function dismissClaim(
  mess: Mess,
  actor: Actor,
  no: number,
  reason: string,
): Promise<Claim> {
  requirePermission(actor, 'dismiss claims');
  return change(mess, actor, 'payment claims dismiss', async ({ trx, record }) => {
    const [claim] = await listStored(trx, { no });
    if (claim === undefined) throw new NotFoundError('unknown_claim', `There is no claim ${no}.`);
    const { state, studentId, reference } = claim;
    if (state === 'dismissed' || state === 'confirmed') {
      throw new ConflictError('claim_settled', `Claim ${no} is ${state} already.`);
    }
    const sequence = await record({
      subject: studentId,
      before: { claim: no, reference },
      after: { reason },
    });
    await markClaimDismissed(trx, no, reason, sequence);
    return { ...claim, state: 'dismissed', receipt: null, reason };
  });
}
