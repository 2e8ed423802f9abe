import { parseDaysInMonth } from '../../../../domain/billing/bill.ts';
import { UsageError } from '../../../../errors.ts';
import type { Mess } from '../../../../operations/mess/mess.ts';
import { amountReader, isTicked, maybe } from '../../parts/given.ts';
import type { Given } from '../../sent.ts';

/** What was given, undefined where nothing was. */
export function readAmounts(mess: Mess, given: Given) {
  const amount = amountReader(mess);
  const amounts = {
    totalMinor: maybe(given, 'total', amount),
    perHeadMinor: maybe(given, 'perHead', amount),
    fixedMinor: maybe(given, 'fixed', amount),
  };
  const fromPurchases = isTicked(given, 'purchases');
  const isByHand = amounts.totalMinor !== undefined || amounts.fixedMinor !== undefined;
  if (fromPurchases && isByHand) {
    throw new UsageError(
      'bad_value',
      'The total and the fixed cost come from the purchases, or are typed: not both.',
      { details: { field: amounts.totalMinor === undefined ? 'fixed' : 'total' } },
    );
  }
  return { amounts, fromPurchases, daysInMonth: maybe(given, 'days', parseDaysInMonth) };
}
