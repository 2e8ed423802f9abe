import { requirePermission } from '../../../auth/permissions.ts';
import { lastNumber } from '../../../data/last-number.ts';
import {
  insertForgottenPayer,
  type LearnedPayer,
  listLearnedPayers,
} from '../../../data/payments/payers.ts';
import type { Actor } from '../../../domain/actor.ts';
import { digestRows, payerRow } from '../../../domain/mess/digests.ts';
import { NotFoundError } from '../../../errors.ts';
import { change } from '../../mess/change.ts';
import type { Mess } from '../../mess/mess.ts';
import { reading } from '../../mess/reading.ts';

/** Who was seen to pay for whom, in the order of payers. */
export const listPayers = reading("see everybody's dues", (db) => listLearnedPayers(db));

/**
 * Forgets for whom a payer paid until now: the next payment is in suspense, unless it says whose it is.
 *
 * @param payer a UPI id, in any case
 * @returns for whom they paid
 * @throws NotFoundError nothing is known of the payer
 */
export async function forgetPayer(
  mess: Mess,
  actor: Actor,
  payer: string,
): Promise<readonly LearnedPayer[]> {
  requirePermission(actor, 'forget payers');
  const key = payer.toLowerCase();
  return change(mess, actor, 'payment payers forget', async ({ trx, record }) => {
    const learned = await listLearnedPayers(trx, key);
    if (learned.length === 0) {
      throw new NotFoundError('unknown_payer', `Of ${payer} it is not known for whom they pay.`);
    }
    const throughEntry = await lastNumber(trx, 'ledger_entries');
    // Most UPI ids are phone numbers, which the record of changes has nowhere in clear.
    const sequence = await record({
      subject: 'a payer',
      before: { paidFor: learned.map(({ studentId }) => studentId) },
      after: { throughEntry, digests: { payer: digestRows([payerRow(key)]) } },
    });
    await insertForgottenPayer(trx, key, throughEntry, sequence);
    return learned;
  });
}
