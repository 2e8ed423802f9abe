import { FileFault, type RowError } from '../../domain/imports/report.ts';
import { isLostReference } from '../../domain/payments/bank/narration.ts';
import type {
  Statement,
  StatementFrame,
  StatementPeriod,
  StatementRow,
} from '../../domain/payments/bank/statement.ts';
import {
  type ChainLink,
  checkTotals,
  proveByBalance,
  signByBalance,
} from '../../domain/payments/bank/statement-proof.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { describeDates } from '../../domain/values/date.ts';
import type { CsvRow } from '../csv/csv.ts';
import type { Side } from './amount-cell.ts';
import type { DateReading } from './dates.ts';
import type { DraftRow, Drafts } from './draft.ts';
import type { readAbove } from './frame.ts';

/** As the file has them. */
export interface ColumnNames {
  readonly date: string;
  readonly amount: string;
  readonly balance: string;
}

export interface AssemblyOptions {
  readonly dates: DateReading;
  readonly dateFormat?: string | undefined;
  readonly amounts?: Side | undefined;
  readonly names: ColumnNames;
  readonly header: Pick<CsvRow, 'line' | 'cells'>;
  readonly style: MoneyStyle;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/**
 * Makes of all that was gathered of a file what its lines are: their dates, their sides, their order.
 *
 * @throws FileFault nothing says of its amounts whether they came in
 */
export function assembleStatement(
  drafts: Drafts,
  above: ReturnType<typeof readAbove>,
  options: AssemblyOptions,
): Omit<Statement, 'readAs'> {
  const { dates, names, style } = options;
  const frame = frameOf(drafts, above);
  const mistakes = [...drafts.mistakes];
  const links = signLinks(toLinks(drafts.rows, dates), drafts.rows, frame, options, mistakes);
  const proof = proveByBalance(links, { ...frame, style, column: names.balance });
  mistakes.push(...proof.mistakes);
  const rows: StatementRow[] = [];
  for (const [at, link] of links.entries()) {
    const draft = drafts.rows[at];
    if (draft === undefined) continue;
    const fault = judgeDate(link, draft, frame, options);
    if (fault !== undefined) mistakes.push(fault);
    const row = toRow(link, draft, dates, proof.isSwapped);
    if (row !== undefined) rows.push(row);
  }
  if (frame.totals !== null && mistakes.length === 0) {
    const amounts = rows.map(({ amountMinor }) => amountMinor);
    mistakes.push(...checkTotals(frame.totals, amounts, style));
  }
  return {
    ...frame,
    rows: proof.order === 'newest first' ? rows.reverse() : rows,
    order: proof.order,
    isSwapped: proof.isSwapped,
    provedByBalance: proof.provedByBalance,
    dateForm: dates.form,
    isDateFormDoubtful: dates.isDoubtful,
    notPaid: drafts.notPaid,
    lostReferences: drafts.rows
      .filter(({ reference }) => isLostReference(reference))
      .map(({ line }) => line),
    mistakes: mistakes.sort((a, b) => a.line - b.line),
  };
}

/** What stands nearer to the lines is more likely theirs. */
function frameOf(
  { openingMinor, closingMinor, totals }: Drafts,
  above: ReturnType<typeof readAbove>,
): StatementFrame {
  return {
    ...above,
    openingMinor: openingMinor ?? totals?.openingMinor ?? above.openingMinor,
    closingMinor: closingMinor ?? totals?.closingMinor ?? above.closingMinor,
    totals,
  };
}

function toLinks(rows: readonly DraftRow[], dates: DateReading): ChainLink[] {
  return rows.map(({ line, dateText, amountMinor, balanceMinor }) => ({
    line,
    date: dates.read(dateText),
    amountMinor,
    balanceMinor,
  }));
}

/** Where no line says its side, the balance does, or whoever imports it. */
function signLinks(
  links: readonly ChainLink[],
  rows: readonly DraftRow[],
  { openingMinor }: StatementFrame,
  { amounts, names, header }: AssemblyOptions,
  mistakes: RowError[],
): readonly ChainLink[] {
  // One that has its minus on what went out says it of all.
  if (!rows.every(({ isUnsigned }) => isUnsigned) || rows.length === 0) return links;
  if (amounts !== undefined) {
    return links.map((link) => ({
      ...link,
      amountMinor: amounts === 'debit' ? negate(link.amountMinor) : link.amountMinor,
    }));
  }
  const fault = (line: number, value: string): RowError => ({
    line,
    column: names.amount,
    code: 'side_unknown',
    value,
    message: 'nothing says whether the amount came in or went out',
    remedy: { offer: 'side of amounts' },
  });
  if (links.every(({ balanceMinor }) => balanceMinor === null)) {
    throw new FileFault(fault(header.line, names.amount), { header: header.cells });
  }
  const signed = signByBalance(links, openingMinor);
  return links.map((link, at) => {
    const amountMinor = signed[at];
    if (amountMinor === undefined && link.amountMinor !== undefined) {
      mistakes.push(fault(link.line, ''));
    }
    return { ...link, amountMinor };
  });
}

function negate(minor: bigint | undefined): bigint | undefined {
  return minor === undefined ? undefined : -minor;
}

function judgeDate(
  { line, date }: ChainLink,
  { dateText: value }: DraftRow,
  { period }: StatementFrame,
  { dates, dateFormat, names, today }: AssemblyOptions,
): RowError | undefined {
  const fault = (code: string, message: string): RowError => {
    return { line, column: names.date, code, value, message };
  };
  if (value === '') return fault('missing', 'the date is missing');
  if (date === undefined && dateFormat !== undefined) {
    const remedy = {
      offer: 'date form',
      isGiven: true,
      likely: undefined,
      isAmbiguous: false,
    } as const;
    return { ...fault('bad_date', 'does not have the form that was given'), remedy };
  }
  if (date === undefined) {
    const { form } = dates;
    return fault(
      'bad_date',
      form === null ? 'not a date' : `not of the form of the others, ${form}`,
    );
  }
  if (period !== null && isOutside(date, period)) {
    const stated = describeDates(period.from, period.to);
    return fault('outside_period', `read as ${date}, and the statement is of ${stated}`);
  }
  if (date <= today) return undefined;
  return fault('in_the_future', `read as ${date}, which is in the future`);
}

function isOutside(date: string, { from, to }: StatementPeriod): boolean {
  return date < from || date > to;
}

/** @returns undefined for what has a mistake */
function toRow(
  { line, date, amountMinor, balanceMinor }: ChainLink,
  { narration, reference, valueText, gateway }: DraftRow,
  dates: DateReading,
  isSwapped: boolean,
): StatementRow | undefined {
  if (date === undefined || amountMinor === undefined) return undefined;
  const row = {
    line,
    date,
    valueDate: dates.readOther(valueText) ?? null,
    amountMinor: isSwapped ? -amountMinor : amountMinor,
    narration,
    reference,
    balanceMinor,
  };
  return gateway === undefined ? row : { ...row, gateway };
}
