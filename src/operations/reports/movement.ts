import { listBilledSums, sumLedgerMoves } from '../../data/reports/dues-moves.ts';
import { isLineKind } from '../../domain/payments/account.ts';
import { type DuesMovement, moveByBills, sumMovement } from '../../domain/reports/dues-movement.ts';
import { dateIn } from '../../domain/values/date.ts';
import type { Mess } from '../mess/mess.ts';

/**
 * How the dues of all students came from those before a day to those at the end of another. Days are
 * `YYYY-MM-DD`, both included.
 *
 * @returns null while no accounts are kept
 */
export async function readMovement(
  { db, settings }: Pick<Mess, 'db' | 'settings'>,
  from: string,
  to: string,
): Promise<DuesMovement | null> {
  const { accountsFrom, timeZone } = settings;
  if (accountsFrom === null) return null;
  const on = (at: string) => dateIn(timeZone, new Date(at));
  const bills = (await listBilledSums(db, accountsFrom)).map((bill) => ({
    ...bill,
    madeOn: on(bill.madeAt),
    endedOn: bill.endedAt === null ? null : on(bill.endedAt),
  }));
  const ledger = (await sumLedgerMoves(db, from, to)).map(({ kind, ...move }) => {
    // The account of what students owe is moved by these alone.
    if (!isLineKind(kind)) throw new Error(`a ${kind} moves no dues`);
    return { ...move, kind };
  });
  return sumMovement([...moveByBills(bills, from, to), ...ledger]);
}
