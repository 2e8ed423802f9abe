import type { BillRecord } from '../../domain/billing/bill.ts';
import { divide } from '../../domain/billing/largest-remainder.ts';
import type {
  PerHeadPart,
  SharedPart,
  ShareExplanation,
} from '../../domain/billing/share-explanation.ts';
import type { Charge } from '../../domain/charges/charge.ts';
import type { HeadTotal } from '../../domain/purchases/purchase.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { formatDays } from '../../domain/values/days.ts';
import { type MoneyFormat, moneyFormat } from '../../domain/values/money-format.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { sayCount, visible } from '../../domain/values/text.ts';
import type { Told } from '../../errors.ts';
import { style } from '../page/style.ts';
import type { Page } from '../page/view.ts';
import { displayWidth } from '../page/width.ts';
import { wrapWords } from '../page/wrap.ts';

const AMOUNT_WIDTH = 16;
/** Of a label and its amount, and of the words below them, where the terminal is not narrower. */
const TEXT_WIDTH = 62;
const MARGIN = '  ';
/** So many digits behind those of the currency tell which way a quota goes. */
const MORE_DECIMALS = 4;

interface Words {
  readonly money: MoneyFormat;
  readonly decimals: number;
  /** The smallest coin, in words. */
  readonly coin: string;
  readonly coins: string;
  /** What an amount is, and the amount behind it. */
  readonly line: (label: string, amount: string) => string;
  /** Words as wide as those lines. */
  readonly paragraph: (text: string) => string;
}

/** The arithmetic of a share in words, to be worked out again with a pocket calculator. */
export function* explanationLines(
  explanation: Told<ShareExplanation>,
  moneyStyle: MoneyStyle,
  page: Page,
): Iterable<string> {
  const { bill, share, dividing, perHead, fixed, charges, purchases } = explanation;
  const words = wordsFor(moneyStyle, page.width);
  const { money, line, paragraph } = words;
  const amount = money(share.amountMinor);
  const facts = [
    moneyStyle.currency,
    ...(bill.revision > 1 || bill.status !== 'live' ? [`revision ${bill.revision}`] : []),
    ...(bill.status === 'live' ? [] : [`${bill.status}: it is owed no more`]),
  ];
  const title = visible(`${share.studentId} ${share.name}: ${amount} for ${monthName(bill.month)}`);
  yield `${style(page).bold(title)} (${facts.join(', ')})\n`;
  if (bill.origin === 'recorded') {
    yield '\n';
    yield paragraph(
      `This bill was taken over from another program, as that had recorded it: ${amount} for ${sayCount(formatDays(share.daysHundredths), 'day')}. How it was worked out there is not known to mess.`,
    );
    return;
  }
  const ofKind = (kind: string) => (purchases ?? []).filter(({ head }) => head.kind === kind);
  if (dividing !== null) {
    yield* dividingLines(dividing, share.name, bill, ofKind('dividing'), words);
  }
  if (perHead !== null) yield* perHeadLines(perHead, share.name, words);
  if (fixed !== null) yield* fixedLines(fixed, bill.month, ofKind('fixed'), words);
  yield* chargeLines(charges, words);
  const parts = [dividing, perHead, fixed].flatMap((part) => (part ? [part.amountMinor] : []));
  if (charges.length > 0) parts.push(share.chargesMinor ?? 0n);
  yield '\n';
  yield line(
    parts.length > 1 ? `To pay: ${parts.map(money).join(' + ')}` : 'To pay',
    style(page).bold(amount.padStart(AMOUNT_WIDTH)),
  );
}

function* dividingLines(
  part: SharedPart,
  name: string,
  { month, totalMinor, loweredMinor, raisedMinor }: BillRecord,
  heads: readonly HeadTotal[],
  words: Words,
): Iterable<string> {
  const { money, line } = words;
  const [days, all] = [formatDays(part.weight), formatDays(part.totalWeight)];
  yield '\nDivided by days present\n';
  yield* headLines(heads, words);
  if (loweredMinor !== 0n || raisedMinor !== 0n)
    yield line('What it cost', money(totalMinor ?? 0n));
  if (loweredMinor !== 0n) yield line('Less what guests paid', money(-loweredMinor));
  if (raisedMinor !== 0n) yield line('Discounts, borne by everybody', money(raisedMinor));
  yield line('To be divided by days', money(part.sharedMinor));
  yield line(`Days ${name} was present`, days);
  yield line('Days of everybody, added up', all);
  const product = `${money(part.sharedMinor)} × ${days} ÷ ${all}`;
  yield* sharedLines(product, part, month, words);
}

function* fixedLines(
  part: SharedPart,
  month: Month,
  heads: readonly HeadTotal[],
  words: Words,
): Iterable<string> {
  const { money, line } = words;
  yield '\nThe same for everybody\n';
  yield* headLines(heads, words);
  yield line('Fixed cost, such as wages, gas and rent', money(part.sharedMinor));
  yield line('Students on the roll', String(part.totalWeight));
  const quotient = `${money(part.sharedMinor)} ÷ ${part.totalWeight}`;
  yield* sharedLines(quotient, part, month, words);
}

function* chargeLines(charges: readonly Charge[], { money, line }: Words): Iterable<string> {
  if (charges.length === 0) return;
  yield '\nCharges\n';
  for (const { no, kind, quantityHundredths, rateMinor, amountMinor, note } of charges) {
    const how =
      quantityHundredths === null || rateMinor === null
        ? ''
        : `, ${formatDays(quantityHundredths)} × ${money(rateMinor)}`;
    const what = `${kind}${how}${note === null ? '' : `, ${note}`}`;
    yield line(`${what} (no. ${no})`, money(amountMinor));
  }
}

function* headLines(heads: readonly HeadTotal[], { money, line }: Words): Iterable<string> {
  for (const { head, amountMinor } of heads) {
    yield line(`  ${head.name}`, money(amountMinor));
  }
}

function* sharedLines(
  formula: string,
  part: SharedPart,
  month: Month,
  words: Words,
): Iterable<string> {
  const { money, line } = words;
  yield line(formula, decimal(part.numerator, BigInt(part.totalWeight), words));
  if (part.remainder > 0n) {
    yield line(`Whole ${words.coins} of it`, money(part.floorMinor));
  }
  if (part.getsOddUnit) yield line(`and 1 ${words.coin} of what is left over`, money(1n));
  yield line('Part', money(part.amountMinor));
  yield words.paragraph(reasonSentence(part, month, words));
}

function reasonSentence(part: SharedPart, month: Month, { coin, coins }: Words): string {
  const { leftOver, larger, equal, turn, reason } = part;
  const own = `0.${fraction(part.remainder, BigInt(part.totalWeight))}`;
  const left = leftOver === 1 ? `1 ${coin} is` : `${leftOver} ${coins} are`;
  const over = `Everybody gets the whole ${coins} first. Then ${left} left over.`;
  const more = larger === 1 ? '1 has more' : `${larger} have more`;
  const most = leftOver === 1 ? 'the largest fraction' : `the ${leftOver} largest fractions`;
  switch (reason) {
    case 'takes no part':
      return 'Not present in the month, so no part of it.';
    case 'none left over':
      return 'It comes out even for everybody.';
    case 'remainder too small':
      return `${over} Each goes to one of ${most} of a ${coin}, and ${own} is not among them: ${more}.`;
    case 'remainder large enough':
      return `${over} Each goes to one of ${most} of a ${coin}, and ${own} is among them.`;
    case 'turn': {
      const rest = leftOver - larger;
      const taken =
        larger === 1 ? '1 goes to a larger fraction' : `${larger} go to larger fractions`;
      const before = larger > 0 ? ` ${taken} of a ${coin} than ${own}.` : '';
      const these = larger > 0 ? 'the other' : 'these';
      const claimed = larger === 0 && rest === 1 ? 'it' : `${these} ${rest}`;
      const falls = part.getsOddUnit ? `1 ${coin} falls here` : `no ${coin} falls here`;
      return `${over}${before} ${equal} students have the same claim to ${claimed}. Turns go through all who share, sorted by id, and begin one further each month. In ${monthName(month)} this is place ${turn?.place} of ${equal}, so ${falls}.`;
    }
  }
}

function* perHeadLines(part: PerHeadPart, name: string, words: Words): Iterable<string> {
  const { money, line } = words;
  const days = formatDays(part.daysHundredths);
  yield '\nPer head\n';
  yield line('What a full month costs one student', money(part.perHeadMinor));
  yield line(`Days ${name} was present`, days);
  yield line('Days in the month', String(part.daysInMonth));
  yield line(
    `${money(part.perHeadMinor)} × ${days} ÷ ${part.daysInMonth}`,
    decimal(part.numerator, part.denominator, words),
  );
  const isExact = part.amountMinor * part.denominator === part.numerator;
  const title = isExact ? 'Part' : `Rounded ${part.roundedUp ? 'up' : 'down'}`;
  yield line(title, money(part.amountMinor));
}

/** A quotient of minor units as a decimal, with `…` where it goes on. */
function decimal(numerator: bigint, denominator: bigint, { money, decimals }: Words): string {
  const { quotient, remainder } = divide(numerator, denominator);
  const whole = money(quotient);
  if (remainder === 0n) return whole;
  const goesOn = (remainder * 10n ** BigInt(MORE_DECIMALS)) % denominator > 0n ? '…' : '';
  const point = decimals === 0 ? '.' : '';
  return `${whole}${point}${fraction(remainder, denominator)}${goesOn}`;
}

/** The first digits of a fraction of a minor unit. */
function fraction(remainder: bigint, denominator: bigint): string {
  const scaled = divide(remainder * 10n ** BigInt(MORE_DECIMALS), denominator).quotient;
  return scaled.toString().padStart(MORE_DECIMALS, '0');
}

/** @param width of the terminal */
function wordsFor(moneyStyle: MoneyStyle, width = Number.POSITIVE_INFINITY): Words {
  const money = moneyFormat(moneyStyle);
  const { currency, currencyDecimals: decimals } = moneyStyle;
  const [coin = '', coins = ''] = ['INR', 'NPR', 'PKR'].includes(currency)
    ? ['paisa', 'paise']
    : [`unit of ${money(1n)}`, `units of ${money(1n)}`];
  const textWidth = Math.min(TEXT_WIDTH, width - MARGIN.length);
  const indent = (lines: readonly string[]) => lines.map((line) => `${MARGIN}${line}\n`).join('');
  return {
    money,
    decimals,
    coin,
    coins,
    line(label, amount) {
      const text = visible(label);
      const room = textWidth - AMOUNT_WIDTH;
      if (displayWidth(text) < room || width > TEXT_WIDTH) {
        const gap = ' '.repeat(Math.max(1, room - displayWidth(text)));
        return indent([`${text}${gap}${amount.padStart(AMOUNT_WIDTH)}`]);
      }
      return indent([...wrapWords(text, textWidth), amount.padStart(textWidth)]);
    },
    paragraph: (text) => indent(wrapWords(text, textWidth)),
  };
}
