import type { GivenAmounts } from '../../domain/billing/revision.ts';
import { amountInCurrency } from '../../domain/mess/written-amount.ts';
import { parseWrittenAmount } from '../../domain/values/money.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { findSpentToBill } from '../../operations/billing/register-bill.ts';
import type { Context } from '../context.ts';
import { checkWith } from '../options/values.ts';
import type { Entered } from '../verb.ts';

/** What a bill is to be made of. */
interface AskedAmounts {
  readonly fromPurchases: boolean;
  readonly amounts: GivenAmounts;
}

const TOTAL = 'what the mess spent, divided by days';
const PER_HEAD = 'what one student pays for a full month';

/**
 * Asks what the amount of a bill is, and how much. What was spent in the month is proposed.
 *
 * @param ifMissing a month that has its bill is left alone, so that nothing is asked
 * @throws ConflictError the month has its bill, or is closed
 */
export async function askAmounts(
  { mess, actor, terminal: { prompter } }: Context & Entered,
  month: Month,
  ifMissing: boolean,
): Promise<AskedAmounts> {
  const spent = await findSpentToBill(mess, actor, { month, ifMissing });
  if (spent === undefined || prompter === undefined) return { fromPurchases: false, amounts: {} };
  const format = moneyFormat(mess.settings);
  const { totalMinor, fixedMinor } = spent;
  const isSpent = totalMinor !== null || fixedMinor !== null;
  const sum = format((totalMinor ?? 0n) + (fixedMinor ?? 0n));
  const purchases = `what the purchases add up to: ${sum}`;
  const chosen = await prompter.choose({
    message: `What is the bill of ${monthName(month)}?`,
    choices: [...(isSpent ? [purchases] : []), TOTAL, PER_HEAD],
  });
  if (chosen === purchases) return { fromPurchases: true, amounts: {} };

  const parse = (text: string) => amountInCurrency(mess.settings, parseWrittenAmount(text));
  // Enter alone is an answer, too.
  const parseFixed = (text: string) =>
    ['', '0', 'none'].includes(text.trim().toLowerCase()) ? undefined : parse(text);
  const ask = async <T>(message: string, read: (text: string) => T, usual: bigint | null) => {
    const question = { message, check: checkWith(read) };
    const fallback = usual === null ? {} : { default: format(usual) };
    return read(await prompter.text({ ...question, ...fallback }));
  };
  const isPerHead = chosen === PER_HEAD;
  const amount = isPerHead
    ? { perHeadMinor: await ask('Amount for a full month', parse, null) }
    : { totalMinor: await ask('Amount to divide', parse, totalMinor) };
  const proposed = isPerHead ? null : fixedMinor;
  const none = proposed === null ? 'Enter for none' : '0 for none';
  const besides = `Wages, gas, rent besides, the same for everybody (${none})`;
  const fixed = await ask(besides, parseFixed, proposed);
  return { fromPurchases: false, amounts: { ...amount, fixedMinor: fixed } };
}
