import type { RowError } from '../../domain/imports/report.ts';
import { ValueError } from '../../errors.ts';
import { foldColumnName } from '../csv/columns.ts';
import type { CsvRow } from '../csv/csv.ts';
import { findRagged } from '../csv/ragged.ts';
import type { BankAmount, Side } from './amount-cell.ts';
import type { BankColumns } from './bank-columns.ts';
import type { DateForms } from './dates.ts';
import type { DraftReader, DraftRow } from './draft.ts';
import { createTotalsReader, type ParseAmount, tryAmount } from './frame.ts';

/** Behind these there are no more lines, unless one has a date and an amount all the same. */
const END =
  /^(?:statement summary|legends?\b|end of statement|\*{2,}|\+{3,}|this is a|unless (?:the )?constituent|generated on)/i;
/** What stands in the place of lines and is none. */
const NO_LINE =
  /\b(?:opening|closing)\s+balance\b|\bbrought\s+forward\b|\bcarried\s+forward\b|^b\/f$|^c\/f$|^(?:(?:grand|page|sub|transaction)[\s-]*)?totals?\b/i;
const OPENING = /\bopening\s+balance\b|\bbrought\s+forward\b|^b\/f$/i;
const CLOSING = /\bclosing\s+balance\b/i;
/** A row of asterisks under the header, or of dashes. */
const RULE = /^[*=_\s-]+$/;
const PAID = /^(?:|success(?:ful)?|completed?|captured|settled|paid|processed|posted|ok)$/i;

/** Gathers the lines of a bank's statement, and what it says between and below them. */
export function createBankRows(
  found: BankColumns,
  parseAmount: ParseAmount,
  forms: DateForms,
): DraftReader {
  const { columns } = found;
  const rows: DraftRow[] = [];
  const mistakes: RowError[] = [];
  const passedOver: number[] = [];
  const frame: { openingMinor: bigint | null; closingMinor: bigint | null } = {
    openingMinor: null,
    closingMinor: null,
  };
  const readTotals = createTotalsReader(parseAmount);
  const header = columns.header.map(foldColumnName).join('\n');
  const money = [found.debit, found.credit, found.amount].filter((place) => place !== -1);
  let totals: ReturnType<typeof readTotals>;
  let [isBelow, notPaid] = [false, 0];

  function cell(cells: readonly string[], place: number): string {
    return cells[place]?.trim() ?? '';
  }

  function fault(line: number, place: number, value: string, code: string, message: string): void {
    const column = columns.header[place]?.trim() ?? '';
    mistakes.push({ line, column, code, value, message });
  }

  /** @returns undefined for an empty cell, and for one that cannot be read, which is a mistake more */
  function amountAt({ line, cells }: CsvRow, place: number): BankAmount | undefined {
    const text = cells[place];
    if (text === undefined || text === '') return undefined;
    try {
      return parseAmount(text);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      fault(line, place, text.trim(), error.code, error.message);
      return undefined;
    }
  }

  function balanceOf(row: CsvRow): bigint | null {
    const balance = amountAt(row, found.balance);
    if (balance === undefined) return null;
    const side = balance.side ?? sideOf(cell(row.cells, found.balanceSide));
    return side === 'debit' ? -balance.minor : balance.minor;
  }

  /** What came in less what went out; undefined where it cannot be read. */
  function moneyOf(row: CsvRow): Pick<DraftRow, 'amountMinor' | 'isUnsigned'> | undefined {
    const before = mistakes.length;
    if (found.amount !== -1) {
      const amount = amountAt(row, found.amount);
      if (amount === undefined) return mistakes.length > before ? UNREAD : undefined;
      const side = sideOf(cell(row.cells, found.amountSide)) ?? amount.side;
      return {
        amountMinor: side === 'debit' ? -amount.minor : amount.minor,
        isUnsigned: side === undefined,
      };
    }
    const [out, into] = [amountAt(row, found.debit), amountAt(row, found.credit)];
    if (mistakes.length > before) return UNREAD;
    if (out === undefined && into === undefined) return undefined;
    if (out !== undefined && into !== undefined && out.minor > 0n && into.minor > 0n) {
      const value = `${cell(row.cells, found.debit)} ${cell(row.cells, found.credit)}`;
      fault(
        row.line,
        found.credit,
        value,
        'both_sides',
        'an amount in and an amount out on one line',
      );
      return UNREAD;
    }
    const credit = into?.side === 'debit' ? -into.minor : (into?.minor ?? 0n);
    return { amountMinor: credit - (out?.minor ?? 0n), isUnsigned: false };
  }

  /** A line of text, a sum, the balance at one of the ends. */
  function passOver(row: CsvRow, filled: readonly string[]): void {
    passedOver.push(row.line);
    if (filled.some((text) => END.test(text))) isBelow = true;
    // A name of a sum may stand there as well as one.
    if (tryAmount(cell(row.cells, found.balance), parseAmount) === undefined) return;
    if (filled.some((text) => OPENING.test(text))) frame.openingMinor ??= balanceOf(row);
    if (filled.some((text) => CLOSING.test(text))) frame.closingMinor = balanceOf(row);
  }

  /** @returns whether it is no line, and was dealt with */
  function isNoLine(row: CsvRow, isDated: boolean): boolean {
    const { cells } = row;
    const filled = cells.map((each) => each.trim()).filter((each) => each !== '');
    const isEmpty = money.every((place) => cell(cells, place) === '');
    const isMarked = filled.some((text) => NO_LINE.test(text));
    if (isDated && (!isEmpty || !isMarked)) return false;
    const isRule = filled.every((text) => RULE.test(text));
    const isHeader = cells.map(foldColumnName).join('\n') === header;
    if (isRule || isHeader) return true;
    const last = rows.at(-1);
    const isTextAlone = filled.length === 1 && cell(cells, found.narration) !== '';
    if (isTextAlone && last !== undefined && !isBelow && !END.test(filled[0] ?? '') && !isMarked) {
      last.narration += ` ${filled[0]}`;
      return true;
    }
    totals ??= readTotals(row);
    if (!isBelow && !isEmpty && !isMarked && !END.test(filled[0] ?? '')) return false;
    passOver(row, filled);
    return true;
  }

  return {
    add(row) {
      const { line, cells } = row;
      const dateText = cell(cells, found.date);
      const isDated = dateText !== '' && forms.add(dateText);
      if ((!isDated || money.every((place) => cell(cells, place) === '')) && isNoLine(row, isDated))
        return;
      const ragged = findRagged(row, columns);
      if (ragged !== undefined) {
        mistakes.push(ragged);
        return;
      }
      const amount = moneyOf(row);
      if (amount === undefined) {
        fault(
          line,
          found.credit === -1 ? found.amount : found.credit,
          '',
          'missing',
          'the amount is missing',
        );
      }
      const balanceMinor = balanceOf(row);
      if (!PAID.test(cell(cells, found.status))) {
        notPaid++;
        return;
      }
      // Nothing came in or went out.
      if (amount?.amountMinor === 0n) return;
      isBelow = false;
      rows.push({
        line,
        dateText,
        valueText: cell(cells, found.valueDate),
        amountMinor: amount?.amountMinor,
        isUnsigned: amount?.isUnsigned ?? false,
        narration: cell(cells, found.narration),
        reference: found.references
          .map((place) => cell(cells, place))
          .filter((text) => text !== '' && text !== '-')
          .join(' '),
        balanceMinor,
      });
    },
    finish: () => ({ rows, mistakes, passedOver, notPaid, ...frame, totals: totals ?? null }),
  };
}

const UNREAD = { amountMinor: undefined, isUnsigned: false };

function sideOf(text: string): Side | undefined {
  if (/^\(?(?:cr|credit|c)\.?\)?$/i.test(text)) return 'credit';
  return /^\(?(?:dr|debit|d)\.?\)?$/i.test(text) ? 'debit' : undefined;
}
