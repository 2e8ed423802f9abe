import {
  listBilledSums,
  sumLedgerMoves,
  sumTakenBackLater,
} from '../../data/reports/dues-moves.ts';
import { listBilledMonths } from '../../data/reports/year.ts';
import { isLineKind } from '../../domain/payments/account.ts';
import { withDays } from '../../domain/payments/dues/due-days.ts';
import { type DuesMove, moveByBills } from '../../domain/reports/dues-movement.ts';
import { dateIn } from '../../domain/values/date.ts';
import { lastDay, type Month } from '../../domain/values/month.ts';
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

/** Why the dues at the end of some months are other than what was billed and collected by now. */
export interface SinceMovement {
  /** Bills that were made after the last day, so that they are not in the dues; in order. */
  readonly lateBills: readonly { readonly month: Month; readonly madeOn: string }[];
  /** In minor units: payments of these months that were taken back after the last day. */
  readonly takenBackLaterMinor: bigint;
}

/** @returns null while no accounts are kept */
export async function readSince(
  { db, settings }: Pick<Mess, 'db' | 'settings'>,
  from: Month,
  to: Month,
): Promise<SinceMovement | null> {
  const { accountsFrom, timeZone } = settings;
  if (accountsFrom === null) return null;
  const bills = (await listBilledMonths(db, accountsFrom, to)).map(({ month, madeAt }) => ({
    month,
    madeOn: dateIn(timeZone, new Date(madeAt)),
  }));
  return {
    lateBills: bills.filter(({ madeOn }) => madeOn > lastDay(to)),
    takenBackLaterMinor: await sumTakenBackLater(db, from, to),
  };
}
