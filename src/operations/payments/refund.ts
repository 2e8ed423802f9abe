import { requirePermission } from '../../auth/permissions.ts';
import type { Actor } from '../../domain/actor.ts';
import { commonAccount, duesOf, type Method, transfer } from '../../domain/payments/entry.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { ConflictError } from '../../errors.ts';
import type { Mess } from '../mess/mess.ts';
import { type AccountChange, changeAccount } from './accounts/change.ts';

/** How money is given back. */
export interface GivenBack {
  readonly method: Method;
  /** `YYYY-MM-DD`; today when undefined. */
  readonly date?: string | undefined;
  readonly note: string | null;
}

/**
 * Gives money back that was paid beyond all that is owed.
 *
 * @throws NotFoundError no such student
 * @throws ConflictError there is less credit; no accounts are kept yet
 * @throws ValueError the day is yet to come
 */
export async function refundPayment(
  mess: Mess,
  actor: Actor,
  id: string,
  { amountMinor, ...said }: GivenBack & { readonly amountMinor: bigint },
): Promise<AccountChange> {
  requirePermission(actor, 'refund payments');
  return changeAccount(mess, actor, 'payment refund', id, ({ student, allocation }) => {
    const { creditMinor } = allocation;
    if (amountMinor > creditMinor) {
      const money = moneyFormat(mess.settings);
      const has = creditMinor === 0n ? 'no credit' : `credit of ${money(creditMinor)}`;
      throw new ConflictError(
        'credit_exceeded',
        `${student.id} has ${has}; ${money(amountMinor)} cannot be given back.`,
        { about: { id: student.id } },
      );
    }
    const postings = transfer(commonAccount(said.method), duesOf(student.no), amountMinor);
    return { kind: 'refund', amountMinor, postings, ...said };
  });
}
