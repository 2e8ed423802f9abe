import type {
  StatedTotals,
  StatementFrame,
  StatementPeriod,
} from '../../domain/payments/bank/statement.ts';
import { ValueError } from '../../errors.ts';
import type { CsvRow } from '../csv/csv.ts';
import { dateBy, type Order, readWritten } from '../csv/written-shape.ts';
import type { BankAmount } from './amount-cell.ts';

export type ParseAmount = (text: string) => BankAmount | undefined;

const DATE = String.raw`(\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]\d{2,4}|\d{4}-\d{2}-\d{2})`;
const PERIODS = [
  new RegExp(String.raw`\bfrom[\s:(]*${DATE}[\s,]*(?:to|till|-)[\s:]*${DATE}`, 'i'),
  new RegExp(String.raw`\bperiod[\s:(]*${DATE}[\s,]*(?:to|till|-)[\s:]*${DATE}`, 'i'),
  new RegExp(String.raw`\bstart date[\s:]*${DATE}[\s,]*end date[\s:]*${DATE}`, 'i'),
];
const ACCOUNT = /\b(?:account|a\/c)\s*(?:no|number)\b[^a-z0-9]*?([x*]*\d[\dx*]{3,19})/i;
const AMOUNT = String.raw`((?:rs\.?|inr|\u20b9)?\s*-?[\d,]+(?:\.\d+)?(?:\s*\(?(?:cr|dr)\b\)?)?)`;
const OPENING = new RegExp(String.raw`\bopening balance[\s:-]*${AMOUNT}(?!\S)`, 'i');
const CLOSING = new RegExp(String.raw`\bclosing balance[\s:-]*${AMOUNT}(?!\S)`, 'i');
const AS_ON = new RegExp(String.raw`\bbalance as on ${DATE}[\s:]*${AMOUNT}(?!\S)`, 'i');

/** What stands above the lines of a statement, as far as it is understood. */
export function readAbove(
  texts: readonly string[],
  parseAmount: ParseAmount,
): Pick<StatementFrame, 'accountNumber' | 'period' | 'openingMinor' | 'closingMinor'> {
  const text = texts.map((each) => each.trim()).join(' ');
  const period = findPeriod(text);
  const [, asOn, balance] = AS_ON.exec(text) ?? [];
  const isFirstDay = asOn !== undefined && readDate(asOn, 'DMY') === period?.from;
  return {
    accountNumber: ACCOUNT.exec(text)?.[1] ?? null,
    period,
    openingMinor:
      readBalance(OPENING.exec(text)?.[1], parseAmount) ??
      (isFirstDay ? readBalance(balance, parseAmount) : null),
    closingMinor: readBalance(CLOSING.exec(text)?.[1], parseAmount),
  };
}

/** Day first: a bank that writes the month first has not been seen. */
function findPeriod(text: string): StatementPeriod | null {
  const [, first = '', last = ''] =
    PERIODS.map((each) => each.exec(text)).find((found) => found !== null) ?? [];
  const [from, to] = [readDate(first, 'DMY'), readDate(last, 'DMY')];
  return from === undefined || to === undefined || from > to ? null : { from, to };
}

function readDate(text: string, order: Order): string | undefined {
  const written = readWritten(text);
  if (written === undefined) return undefined;
  return dateBy(/^\d{4}/.test(text) ? 'YMD' : order, written);
}

function readBalance(text: string | undefined, parseAmount: ParseAmount): bigint | null {
  const amount = tryAmount(text ?? '', parseAmount);
  if (amount === undefined) return null;
  return amount.side === 'debit' ? -amount.minor : amount.minor;
}

export function tryAmount(text: string, parseAmount: ParseAmount): BankAmount | undefined {
  try {
    return parseAmount(text);
  } catch (error) {
    if (error instanceof ValueError) return undefined;
    throw error;
  }
}

/** `Opening Balance, Dr Count, Cr Count, Debits, Credits, Closing Bal`: names, and their figures below. */
const TOTAL_NAMES = [
  /^opening bal(ance)?$/i,
  /^dr count$/i,
  /^cr count$/i,
  /^debits$/i,
  /^credits$/i,
  /^closing bal(ance)?$/i,
];

/** Reads the counts and sums below the lines, given row after row. */
export function createTotalsReader(
  parseAmount: ParseAmount,
): (row: CsvRow) => StatedTotals | undefined {
  let places: readonly number[] | undefined;
  return ({ line, cells }) => {
    const before = places;
    const found = TOTAL_NAMES.map((name) => cells.findIndex((cell) => name.test(cell.trim())));
    places = found.includes(-1) ? undefined : found;
    if (before === undefined) return undefined;
    const values = before.map((place) => tryAmount(cells[place] ?? '', parseAmount));
    const minors = values.map((each) =>
      each === undefined ? undefined : each.side === 'debit' ? -each.minor : each.minor,
    );
    const counts = [before[1], before[2]].map((place) => Number(cells[place ?? -1]));
    const [openingMinor, , , debitMinor, creditMinor, closingMinor] = minors;
    const [debits, credits] = counts;
    if (openingMinor === undefined || debitMinor === undefined || creditMinor === undefined)
      return undefined;
    if (closingMinor === undefined || !Number.isInteger(debits) || !Number.isInteger(credits))
      return undefined;
    return {
      line,
      openingMinor,
      debitMinor,
      creditMinor,
      closingMinor,
      debits: debits ?? 0,
      credits: credits ?? 0,
    };
  };
}
