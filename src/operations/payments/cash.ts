import { requirePermission } from '../../auth/permissions.ts';
import {
  findLastCount,
  type LastCount,
  sumAccount,
  sumAccountUpTo,
} from '../../data/payments/books.ts';
import { listEntriesBetween } from '../../data/payments/ledger.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  CASH,
  CASH_COUNT,
  CASH_DIFFERENCE,
  CASH_TAKEN_OUT,
  commonAccount,
  transfer,
} from '../../domain/payments/entry.ts';
import { voucherOf, writeVoucher } from '../../domain/payments/voucher.ts';
import { formatMinor } from '../../domain/values/money.ts';
import { BusyError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import { type Mess, today } from '../mess/mess.ts';
import { reading } from '../mess/reading.ts';
import { requireAccounts } from './accounts/require.ts';
import { draftOf, postEntries } from './post-entries.ts';

/** What is counted, in minor units. */
export interface CashToCount {
  /** What is in the box. */
  readonly countedMinor: bigint;
  /** What was taken out of it since it was last counted. */
  readonly takenOutMinor: bigint;
  /** The difference that somebody has agreed to; any when undefined. */
  readonly shownMinor?: bigint | undefined;
}

export interface CashCount extends Omit<CashToCount, 'shownMinor'> {
  /** What must be in the box, in minor units. */
  readonly recordedMinor: bigint;
  /** What is there too much; less than 0 is missing. */
  readonly differenceMinor: bigint;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** By which it can be taken back, as it is printed. */
  readonly voucher: string | null;
  /** The count before this one. */
  readonly last: Pick<LastCount, 'at' | 'by'> | undefined;
}

/** A count that is recorded, in minor units. */
export interface RecordedCount {
  readonly voucher: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Null for the database's holder. */
  readonly by: string | null;
  readonly countedMinor: bigint;
  readonly takenOutMinor: bigint;
  /** What was there too much; less than 0 was missing. */
  readonly differenceMinor: bigint;
  readonly isReversed: boolean;
}

/** The counts of the cash box in their order, also those that were taken back. */
export const listCounts = reading("see everybody's dues", async (db): Promise<RecordedCount[]> => {
  const entries = await listEntriesBetween(db, [CASH_COUNT], undefined, undefined);
  const counted = await sumAccountUpTo(db, CASH, CASH_COUNT);
  return entries.map(({ no, at, by, postings, reversedBy }) => {
    const sumOf = (name: string) =>
      postings.reduce((sum, each) => sum + (each.account === name ? each.amountMinor : 0n), 0n);
    return {
      ...{ voucher: writeVoucher(no), at, by, isReversed: reversedBy !== null },
      countedMinor: counted.get(no) ?? 0n,
      takenOutMinor: sumOf(CASH_TAKEN_OUT),
      differenceMinor: -sumOf(CASH_DIFFERENCE),
    };
  });
});

/**
 * Compares what is in the cash box with what must be in it, and books what differs. Every count is an entry
 * of its own, also one that finds no difference.
 *
 * @throws ConflictError no accounts are kept yet
 * @throws BusyError it differs otherwise than was shown: money was recorded meanwhile
 */
export async function countCash(
  mess: Mess,
  actor: Actor,
  { countedMinor, takenOutMinor, shownMinor }: CashToCount,
): Promise<CashCount> {
  requirePermission(actor, 'count the cash');
  requireAccounts(mess);
  return change(mess, actor, 'cash count', async ({ trx, record }) => {
    const last = await findLastCount(trx, CASH);
    const recordedMinor = (await sumAccount(trx, CASH)) - takenOutMinor;
    const differenceMinor = countedMinor - recordedMinor;
    if (shownMinor !== undefined && shownMinor !== differenceMinor) {
      const sentence = 'Cash was recorded while the box was counted. Nothing was written.';
      throw new BusyError('changed_meanwhile', sentence, { about: { during: 'count' } });
    }
    const date = today(mess);
    const [box, difference] = [commonAccount(CASH), commonAccount(CASH_DIFFERENCE)];
    const taken = transfer(box, commonAccount(CASH_TAKEN_OUT), takenOutMinor);
    const draft = draftOf({
      kind: CASH_COUNT,
      date,
      postings: [
        ...transfer(difference, box, differenceMinor),
        ...(takenOutMinor === 0n ? [] : taken),
      ],
    });
    const write = (minor: bigint) => formatMinor(minor, mess.settings.currencyDecimals);
    const [entry] = await postEntries({ trx, record }, [draft], () => ({
      subject: 'cash',
      after: {
        counted: write(countedMinor),
        recorded: write(recordedMinor),
        difference: write(differenceMinor),
        takenOut: write(takenOutMinor),
        date,
      },
    }));
    const voucher = entry === undefined ? null : voucherOf(entry);
    return { countedMinor, takenOutMinor, recordedMinor, differenceMinor, date, last, voucher };
  });
}
