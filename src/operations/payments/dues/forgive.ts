import { requirePermission } from '../../../auth/permissions.ts';
import type { Actor } from '../../../domain/actor.ts';
import {
  commonAccount,
  duesOf,
  LATE_FEES,
  transfer,
  WRITTEN_OFF,
} from '../../../domain/payments/entry.ts';
import { moneyFormat } from '../../../domain/values/money-format.ts';
import { type Month, monthName } from '../../../domain/values/month.ts';
import { ConflictError } from '../../../errors.ts';
import type { Mess } from '../../mess/mess.ts';
import { type AccountChange, changeAccount } from '../accounts/change.ts';
import { duesExceeded } from '../deposits.ts';

/**
 * Waives late fees of a bill. They are not entered again.
 *
 * @param amountMinor in minor units; all that there are when undefined
 * @throws NotFoundError no such student
 * @throws ConflictError there are no late fees, or less; no accounts are kept yet
 */
export async function waiveLateFee(
  mess: Mess,
  actor: Actor,
  id: string,
  { month, ...said }: { month: Month; amountMinor: bigint | undefined; reason: string },
): Promise<AccountChange> {
  requirePermission(actor, 'waive late fees');
  return changeAccount(mess, actor, 'dues waive', id, ({ student, lines }) => {
    const feesMinor = lines
      .filter(({ line }) => line.month === month && ['late fee', 'waiver'].includes(line.kind))
      .reduce((sum, { line }) => sum + line.amountMinor, 0n);
    const amountMinor = said.amountMinor ?? feesMinor;
    if (feesMinor <= 0n || amountMinor > feesMinor) {
      const name = monthName(month);
      const money = moneyFormat(mess.settings);
      const sentence =
        feesMinor > 0n
          ? `The late fees of ${student.id} for ${name} are ${money(feesMinor)}, not ${money(amountMinor)}.`
          : `${student.id} has no late fee for ${name}.`;
      throw new ConflictError('late_fee_exceeded', sentence, { about: { id: student.id } });
    }
    const postings = transfer(duesOf(student.no), commonAccount(LATE_FEES), amountMinor);
    return { kind: 'waiver', amountMinor, postings, month, note: said.reason };
  });
}

/**
 * Gives up what is owed, or a part of it.
 *
 * @param amountMinor in minor units
 * @throws NotFoundError no such student
 * @throws ConflictError less is owed; no accounts are kept yet
 */
export async function writeOffDues(
  mess: Mess,
  actor: Actor,
  id: string,
  { amountMinor, reason }: { amountMinor: bigint; reason: string },
): Promise<AccountChange> {
  requirePermission(actor, 'write off dues');
  return changeAccount(mess, actor, 'dues write-off', id, (account) => {
    const { student, balanceMinor } = account;
    if (amountMinor > balanceMinor) throw duesExceeded(mess, account, amountMinor);
    const postings = transfer(duesOf(student.no), commonAccount(WRITTEN_OFF), amountMinor);
    return { kind: 'write-off', amountMinor, postings, note: reason };
  });
}
