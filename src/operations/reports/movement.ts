import { listBilledSums, sumLedgerMoves } from '../../data/reports/dues-moves.ts';
import { isLineKind } from '../../domain/payments/account.ts';
import { withDays } from '../../domain/payments/dues/due-days.ts';
import { type DuesMove, moveByBills } from '../../domain/reports/dues-movement.ts';
import type { Month } from '../../domain/values/month.ts';
import type { Mess } from '../mess/mess.ts';

/**
 * What moved the dues of all students, from the beginning through a month.
 *
 * @returns null while no accounts are kept
 */
export async function readMoves(
  { db, settings }: Pick<Mess, 'db' | 'settings'>,
  through: Month,
): Promise<readonly DuesMove[] | null> {
  const { accountsFrom, timeZone } = settings;
  if (accountsFrom === null) return null;
  const bills = withDays(await listBilledSums(db, accountsFrom), timeZone);
  const ledger = (await sumLedgerMoves(db, through)).map(({ kind, ...move }) => {
    // The account of what students owe is moved by these alone.
    if (!isLineKind(kind)) throw new Error(`a ${kind} moves no dues`);
    return { ...move, kind };
  });
  return [...moveByBills(bills), ...ledger];
}
