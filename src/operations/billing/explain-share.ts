import type { Knex } from 'knex';
import { requireOwnOr } from '../../auth/permissions.ts';
import { findClosedMonth } from '../../data/billing/closed-months.ts';
import { listBillHeads } from '../../data/billing/heads.ts';
import { countShares, findPlaceInTurn } from '../../data/billing/share-groups.ts';
import { findShare } from '../../data/billing/shares.ts';
import { listChargesOfBill } from '../../data/charges/charges.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BillRecord, ShareOfStudent } from '../../domain/billing/bill.ts';
import { isOfChargesAlone } from '../../domain/billing/charged-roll.ts';
import {
  explainPerHeadPart,
  explainSharedPart,
  type SharedPart,
  type ShareExplanation,
  type WeightGroup,
} from '../../domain/billing/share-explanation.ts';
import { isStale } from '../../domain/billing/stale-bill.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { createWarning, FailureError, NotFoundError, type Warning } from '../../errors.ts';
import type { Mess } from '../mess/mess.ts';
import { getStudent } from '../students/get-student.ts';
import { getBill } from './bills.ts';
import { whoseHistory } from './expenses.ts';
import { describeStaleness, listTouchedMonths, readStaleness } from './stale-bills.ts';

/**
 * How a student's share of a month's bill came about, so that it can be worked out again by hand. A
 * student may ask for their own.
 *
 * @param id whose; a student may leave it out
 * @param revision the live bill when undefined
 * @throws NotFoundError no such bill or student, or no share of it
 * @throws NotAllowedError a student asks for somebody else
 * @throws FailureError what is stored is not what the rule gives
 */
export async function explainShare(
  mess: Mess,
  actor: Actor,
  { month, id, revision }: { month: Month; id: string | undefined; revision?: number | undefined },
): Promise<ShareExplanation> {
  const signedIn = requireOwnOr(actor, 'explain an own share', 'see bills');
  const student = await getStudent(mess.db, whoseHistory(signedIn, id, 'share'));
  const asker = signedIn.kind === 'student' ? 'student' : 'admin';
  const bill = await getBill(mess.db, month, revision, asker);
  const share = await findShare(mess.db, bill, student.no);
  if (share === undefined) {
    throw new NotFoundError(
      'no_share',
      `${student.id} ${student.name} has no share in the bill of ${monthName(month)}.`,
      { about: { id: student.id } },
    );
  }
  const explanation = await explain(mess.db, bill, share);
  refuseWrongExplanation(explanation);
  const warnings = await warnAboutStale(mess, bill, asker);
  return { ...explanation, stale: warnings.length > 0, warnings };
}

/** Whom and what it is about is for an admin alone. */
async function warnAboutStale(
  { db, settings }: Mess,
  bill: BillRecord,
  asker: 'student' | 'admin',
): Promise<Warning[]> {
  if (!(await listTouchedMonths(db)).has(bill.month)) return [];
  const staleness = await readStaleness(db, bill);
  if (!isStale(staleness)) return [];
  if (asker === 'student') {
    const sentence = `What the bill of ${monthName(bill.month)} rests on was changed after it was made, so it may be made anew.`;
    return [createWarning('bill_shaken', sentence)];
  }
  const isClosed = (await findClosedMonth(db, bill.month)) !== undefined;
  return describeStaleness(bill, staleness, { ...settings, isClosed });
}

async function explain(
  db: Knex,
  bill: BillRecord,
  share: ShareOfStudent,
): Promise<Omit<ShareExplanation, 'stale' | 'warnings'>> {
  const { month, totalMinor, perHeadMinor, fixedMinor, daysInMonth } = bill;
  const { daysHundredths, idThen } = share;
  const purchases = await listBillHeads(db, bill);
  const hasCharges = bill.chargesMinor !== null;
  const charges = hasCharges ? await listChargesOfBill(db, bill, share.studentNo) : [];
  const nothing = { bill, share, purchases, charges, dividing: null, perHead: null, fixed: null };
  if (bill.origin === 'recorded' || isOfChargesAlone(share)) return nothing;
  const divided = (totalMinor ?? 0n) - bill.loweredMinor + bill.raisedMinor;
  const isShared = totalMinor !== null || fixedMinor !== null;
  const groups = isShared ? await countShares(db, bill, idThen) : [];
  return {
    ...nothing,
    dividing:
      totalMinor === null
        ? null
        : await explainSharedPart(divided, daysHundredths, groups, month, (equal) =>
            findPlaceInTurn(db, bill, idThen, { days: equal.weights, start: equal.start }),
          ),
    perHead:
      perHeadMinor === null || daysInMonth === null
        ? null
        : explainPerHeadPart(perHeadMinor, daysHundredths, daysInMonth),
    fixed: fixedMinor === null ? null : await explainFixed(fixedMinor, groups, month),
  };
}

/** Everybody is equal, so the place in the turn follows from the place in the order of ids. */
function explainFixed(
  fixedMinor: bigint,
  byDays: readonly WeightGroup[],
  month: Month,
): Promise<SharedPart> {
  const sum = (count: 'members' | 'before') =>
    byDays.reduce((total, group) => total + group[count], 0);
  const everybody = { weight: 1, members: sum('members'), before: sum('before') };
  return explainSharedPart(fixedMinor, 1, [everybody], month, async ({ start }) => {
    const { members, before } = everybody;
    return ((before - start + members) % members) + 1;
  });
}

/** An explanation that ends in another amount than was billed would be worse than none. */
function refuseWrongExplanation({
  bill,
  share,
  dividing,
  perHead,
  fixed,
  charges,
}: Omit<ShareExplanation, 'stale' | 'warnings'>): void {
  if (bill.origin === 'recorded') return;
  const parts = [dividing, perHead, fixed].map((part) => part?.amountMinor ?? null);
  const stored = [share.dividingMinor, share.perHeadMinor, share.fixedMinor];
  const charged = charges.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  const sum = parts.reduce<bigint>((total, part) => total + (part ?? 0n), charged);
  if (parts.every((part, index) => part === stored[index]) && sum === share.amountMinor) return;
  throw new FailureError(
    'share_unexplained',
    `The share of ${share.studentId} in ${monthName(bill.month)} is stored otherwise than the rule gives, so it cannot be explained.`,
  );
}
