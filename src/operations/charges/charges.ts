import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import {
  findCharges,
  listCharges as listChargeRecords,
  voidCharges as voidChargeRecords,
} from '../../data/charges/charges.ts';
import type { Actor } from '../../domain/actor.ts';
import { type Charge, sumCharges } from '../../domain/charges/charge.ts';
import { formatMinor } from '../../domain/values/money.ts';
import type { Month } from '../../domain/values/month.ts';
import {
  formatRanges,
  listNumbers,
  type NumberRange,
  nameRanges,
} from '../../domain/values/number-ranges.ts';
import { ConflictError, NotFoundError } from '../../errors.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutBills } from '../billing/stale-bills.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { getStudent } from '../students/get-student.ts';
import type { ChargeChange } from './add-charge.ts';

/**
 * Those of a month in the order of their numbers.
 *
 * @param id of one student alone
 * @throws NotFoundError no such student
 */
export async function listCharges(
  mess: Mess,
  actor: Actor,
  month: Month,
  which: 'counted' | 'all',
  id?: string | undefined,
): Promise<Charge[]> {
  requirePermission(actor, 'see charges');
  const student = id === undefined ? undefined : await getStudent(mess.db, id);
  const charges = await listChargeRecords(mess.db, month);
  return charges.filter(
    ({ status, studentNo }) =>
      (which === 'all' || status === 'counted') &&
      (student === undefined || studentNo === student.no),
  );
}

/**
 * The charges of some numbers, all of which can be taken back.
 *
 * @throws UsageError they are too many
 * @throws NotFoundError one does not exist
 * @throws ConflictError one is taken back already, or a month is closed
 */
export async function findVoidable(
  mess: Mess,
  actor: Actor,
  ranges: readonly NumberRange[],
): Promise<Charge[]> {
  requirePermission(actor, 'change charges');
  return requireVoidable(mess.db, listNumbers(ranges));
}

/**
 * Takes charges back, all or none: they stay readable, and count no more.
 *
 * @throws ConflictError one is taken back already, or a month is closed
 */
export async function voidCharges(
  mess: Mess,
  actor: Actor,
  numbers: readonly number[],
  reason: string,
): Promise<ChargeChange> {
  requirePermission(actor, 'change charges');
  return change(mess, actor, 'charge void', async ({ trx, record }) => {
    const charges = await requireVoidable(trx, numbers);
    const months = listMonths(charges);
    const sequence = await record({
      subject: `${charges.length === 1 ? 'charge' : 'charges'} ${formatRanges(numbers)}`,
      month: months.length === 1 ? months[0] : undefined,
      before: {
        charges: formatRanges(numbers),
        count: charges.length,
        months,
        amount: formatMinor(sumCharges(charges), mess.settings.currencyDecimals),
        status: 'counted',
      },
      after: { status: 'void', reason },
    });
    await voidChargeRecords(trx, numbers, sequence, reason);
    return {
      charges: charges.map((each) => ({ ...each, status: 'void', voidReason: reason })),
      warnings: await warnAboutBills(trx, months),
    };
  });
}

/**
 * @throws NotFoundError one does not exist
 * @throws ConflictError one is taken back already, or a month is closed
 */
async function requireVoidable(db: Knex, numbers: readonly number[]): Promise<Charge[]> {
  const charges = await findCharges(db, numbers);
  const found = new Set(charges.map(({ no }) => no));
  const missing = numbers.filter((no) => !found.has(no));
  if (missing.length > 0) {
    throw new NotFoundError('unknown_charge', `There is no charge ${nameRanges(missing)}.`);
  }
  const voided = charges.filter(({ status }) => status === 'void');
  const [first] = voided;
  if (first !== undefined) {
    const named = nameRanges(voided.map(({ no }) => no));
    const are = voided.length === 1 ? `Charge ${named} is` : `Charges ${named} are`;
    throw new ConflictError('charge_void', `${are} void already. Nothing was changed.`, {
      about: { month: first.month },
    });
  }
  await refuseClosed(db, listMonths(charges));
  return charges;
}

/** In order. */
function listMonths(charges: readonly Charge[]): Month[] {
  return [...new Set(charges.map(({ month }) => month))].sort();
}
