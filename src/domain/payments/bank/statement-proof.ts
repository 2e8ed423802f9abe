import type { RowError } from '../../imports/report.ts';
import type { MoneyStyle } from '../../values/currency.ts';
import { formatMinor } from '../../values/money.ts';
import { moneyFormat } from '../../values/money-format.ts';
import type { RowOrder, StatedTotals, StatementFrame, StatementRow } from './statement.ts';

/** What is known of a line before anything was proved; an amount that could not be read is undefined. */
export interface ChainLink extends Pick<StatementRow, 'line' | 'balanceMinor'> {
  readonly amountMinor: bigint | undefined;
  /** `YYYY-MM-DD`; undefined where it could not be read. */
  readonly date: string | undefined;
}

/** How the lines of a file are to be taken, so that each follows from the one before. */
export interface Proof {
  readonly order: RowOrder | null;
  readonly isSwapped: boolean;
  readonly provedByBalance: boolean | null;
  readonly mistakes: readonly RowError[];
}

type Ends = Pick<StatementFrame, 'openingMinor' | 'closingMinor' | 'totals'>;

export interface ProofOptions extends Ends {
  readonly style: MoneyStyle;
  /** As the file calls its balance. */
  readonly column: string;
}

/**
 * Proves by its running balance that the lines of a file are all there and rightly read: that finds its
 * order, columns whose names were exchanged, a line that is missing, an amount that was altered. Lines
 * without a balance are counted up to the next that has one.
 *
 * @param links in the order of the file
 */
export function proveByBalance(links: readonly ChainLink[], options: ProofOptions): Proof {
  const { order, isSwapped, good, breaks } = findReading(links, options);
  const isShown = good + breaks.length > 0;
  const balances = links.filter(({ balanceMinor }) => balanceMinor !== null).length;
  return {
    order: isShown && balances > 1 ? order : null,
    isSwapped,
    provedByBalance: isShown ? breaks.length === 0 : null,
    mistakes: breaks.map((each) => sayBreak(each, options)),
  };
}

/** The first in which all follows, else that in which most does. */
function findReading(links: readonly ChainLink[], ends: Ends): Reading & Followed {
  let best: (Reading & Followed) | undefined;
  for (const reading of READINGS) {
    if (!fitsDates(links, reading.order)) continue;
    const ordered = reading.order === 'newest first' ? links.toReversed() : links;
    const followed = follow(ordered, reading.isSwapped, ends);
    // One coincidence is none that turns money round.
    if (reading.isSwapped && followed.good < 2) continue;
    if (best === undefined || followed.good > best.good) best = { ...reading, ...followed };
    if (followed.breaks.length === 0) return { ...reading, ...followed };
  }
  return best ?? { ...FIRST, good: 0, breaks: [] };
}

interface Reading {
  readonly order: RowOrder;
  readonly isSwapped: boolean;
}

const FIRST = { order: 'oldest first', isSwapped: false } as const;

/** In the order in which they are believed. */
const READINGS: readonly Reading[] = [
  FIRST,
  { order: 'newest first', isSwapped: false },
  { order: 'oldest first', isSwapped: true },
  { order: 'newest first', isSwapped: true },
];

/** Dates that rise or fall say the order; those that do neither say nothing. */
function fitsDates(links: readonly ChainLink[], order: RowOrder): boolean {
  let [rises, falls] = [false, false];
  let before: string | undefined;
  for (const { date } of links) {
    if (date === undefined) continue;
    if (before !== undefined && date > before) rises = true;
    if (before !== undefined && date < before) falls = true;
    before = date;
  }
  return rises === falls || (order === 'oldest first' ? rises : falls);
}

interface Break {
  /** Undefined for what stands above the lines. */
  readonly before: ChainLink | undefined;
  /** Undefined for what stands below them. */
  readonly link: ChainLink | undefined;
  readonly expectedMinor: bigint;
  readonly statedMinor: bigint;
}

interface Followed {
  /** How many balances follow from the one before. */
  readonly good: number;
  /** Those that do not. */
  readonly breaks: readonly Break[];
}

function follow(
  links: readonly ChainLink[],
  isSwapped: boolean,
  { openingMinor, closingMinor }: Ends,
): Followed {
  const breaks: Break[] = [];
  let good = 0;
  let running = openingMinor ?? undefined;
  let before: ChainLink | undefined;
  for (const link of links) {
    const { amountMinor, balanceMinor } = link;
    if (amountMinor === undefined || running === undefined) running = undefined;
    else running += isSwapped ? -amountMinor : amountMinor;
    if (balanceMinor === null) continue;
    if (running === balanceMinor) good++;
    else if (running !== undefined) {
      breaks.push({ before, link, expectedMinor: running, statedMinor: balanceMinor });
    }
    running = balanceMinor;
    before = link;
  }
  // Without a balance on any line the two ends prove them all together.
  if (closingMinor !== null && running !== undefined) {
    if (running === closingMinor) good++;
    else {
      breaks.push({
        before,
        link: undefined,
        expectedMinor: running,
        statedMinor: closingMinor,
      });
    }
  }
  return { good, breaks };
}

function sayBreak({ before, link, expectedMinor, statedMinor }: Break, options: ProofOptions) {
  const { style, column } = options;
  const money = moneyFormat(style);
  const difference = statedMinor - expectedMinor;
  const from = before === undefined ? 'what stood at the beginning' : `line ${before.line}`;
  const sides =
    difference > 0n ? `${money(difference)} too much` : `${money(-difference)} too little`;
  const sentence =
    link === undefined
      ? `the balance at the end is stated as ${money(statedMinor)}, and the lines come to ${money(expectedMinor)}: ${sides}; is a line missing?`
      : `the balance does not follow from ${from}: that makes ${money(expectedMinor)}, and ${money(statedMinor)} is ${sides}; is a line missing, or an amount altered?`;
  return {
    line: link?.line ?? before?.line ?? 1,
    column,
    code: 'balance_does_not_follow',
    value: formatMinor(statedMinor, style.currencyDecimals),
    message: sentence,
  };
}

/**
 * Checks the counts and sums that some banks print below their lines.
 *
 * @param amounts of all lines, more than 0 for what came in
 */
export function checkTotals(
  totals: StatedTotals,
  amounts: readonly bigint[],
  style: MoneyStyle,
): RowError[] {
  const sum = (side: readonly bigint[]) => side.reduce((a, b) => a + b, 0n);
  const [credits, debits] = [amounts.filter((each) => each > 0n), amounts.filter((a) => a < 0n)];
  const money = moneyFormat(style);
  const say = (count: number, minor: bigint) => `${count} of ${money(minor)}`;
  const compared = [
    ['credits', say(totals.credits, totals.creditMinor), say(credits.length, sum(credits))],
    ['debits', say(totals.debits, totals.debitMinor), say(debits.length, -sum(debits))],
  ] as const;
  return compared
    .filter(([, stated, found]) => stated !== found)
    .map(([what, stated, found]) => ({
      line: totals.line,
      column: '',
      code: 'totals_differ',
      value: stated,
      message: `the statement says that it has ${stated} in ${what}, and its lines are ${found}`,
    }));
}

/** What a line without a side is by the balances around it; undefined where they do not say. */
export function signByBalance(
  links: readonly ChainLink[],
  openingMinor: bigint | null,
): readonly (bigint | undefined)[] {
  const signAll = (order: RowOrder) =>
    links.map(({ amountMinor, balanceMinor }, at) => {
      const before = links[order === 'oldest first' ? at - 1 : at + 1];
      const from = before === undefined ? openingMinor : before.balanceMinor;
      if (from === null || balanceMinor === null || amountMinor === undefined) return undefined;
      return [amountMinor, -amountMinor].find((signed) => from + signed === balanceMinor);
    });
  const count = (signs: readonly (bigint | undefined)[]) =>
    signs.filter((sign) => sign !== undefined).length;
  const [forward, backward] = [signAll('oldest first'), signAll('newest first')];
  const signs = count(backward) > count(forward) ? backward : forward;
  // The very first has nothing before it: it is as all others are, if they are alike.
  const isCredit = signs.map((sign) => sign === undefined || sign > 0n).every(Boolean);
  const isDebit = signs.map((sign) => sign === undefined || sign < 0n).every(Boolean);
  if (count(signs) === 0 || isCredit === isDebit) return signs;
  return links.map(({ amountMinor }) =>
    isCredit || amountMinor === undefined ? amountMinor : -amountMinor,
  );
}
