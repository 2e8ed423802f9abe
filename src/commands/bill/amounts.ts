import { parseDaysInMonth } from '../../domain/billing/bill.ts';
import type { GivenAmounts } from '../../domain/billing/revision.ts';
import type { WrittenAmount } from '../../domain/values/money.ts';
import { UsageError } from '../../errors.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import type { ValuesOf } from '../options/inputs.ts';
import { amountOption, flagOption, toAmountMinor, valueOption } from '../options/values.ts';

/** @param defaultDays how many days the bill has when none are given, in words */
export function amountOptions(defaultDays: string) {
  return {
    total: amountOption('--total <AMOUNT>', 'the whole expense, divided by days present'),
    perHead: amountOption('--per-head <AMOUNT>', "one student's charge for a full month"),
    fixed: amountOption('--fixed <AMOUNT>', 'shared equally over everybody on the roll'),
    fromPurchases: flagOption(
      '--from-purchases',
      'instead of --total and --fixed: what the purchases add up to',
    ),
    days: valueOption(
      '--days <N>',
      `dining days of the month (default: ${defaultDays})`,
      parseDaysInMonth,
    ),
  };
}

/** What the command line says of the amounts of a bill. */
export type AmountValues = ValuesOf<ReturnType<typeof amountOptions>>;

/** @throws UsageError an amount is said twice, by purchases and by hand */
export function refuseClashingAmounts({ total, fixed, fromPurchases }: AmountValues): void {
  if (!fromPurchases || (total === undefined && fixed === undefined)) return;
  const flag = total === undefined ? '--fixed' : '--total';
  throw new UsageError('conflicting_options', `--from-purchases and ${flag} exclude each other.`, {
    hint: 'record what is missing with mess purchase add, or give both amounts by hand',
  });
}

/** @throws UsageError one does not fit the currency */
export function toGivenAmounts(mess: Mess, { total, perHead, fixed }: AmountValues): GivenAmounts {
  const minor = (flag: string, amount: WrittenAmount | undefined) =>
    amount === undefined ? undefined : toAmountMinor(mess, flag, amount);
  return {
    totalMinor: minor('--total', total),
    perHeadMinor: minor('--per-head', perHead),
    fixedMinor: minor('--fixed', fixed),
  };
}
