import { REJECTS_COLUMNS, type RowError } from '../../domain/imports/report.ts';
import type { PurchaseRow } from '../../domain/purchases/file-check.ts';
import { type FindHead, parseHeadName, parseNote } from '../../domain/purchases/purchase.ts';
import { ValueError } from '../../errors.ts';
import { cellParser, parseNameCell } from '../csv/cells.ts';
import { type ColumnKind, type Columns, SERIAL_ALIASES } from '../csv/columns.ts';
import type { CsvRow } from '../csv/csv.ts';
import { DATE_LOOK } from '../csv/header/guess-columns.ts';
import { type ImportFile, type ImportFileOptions, openImportFile } from '../csv/import-file.ts';
import { findRagged } from '../csv/ragged.ts';
import type { Source } from '../csv/source.ts';
import { amountParser, mayBeSplitAmount } from './amount-cell.ts';

/** What the mess says of the cells of any file. */
export interface PurchaseFileMeaning {
  /** ISO 4217. */
  readonly currency: string;
  readonly currencyDecimals: number;
  readonly findHead: FindHead;
}

type PurchaseField = 'date' | 'amount' | 'head' | 'note' | 'status' | 'passedOver';

export const PURCHASE_COLUMNS: readonly ColumnKind<PurchaseField>[] = [
  {
    field: 'date',
    canonical: 'date',
    aliases: ['bill date', 'purchase date', 'date of purchase', 'invoice date', 'voucher date'],
  },
  {
    field: 'head',
    canonical: 'head',
    aliases: ['category', 'item head', 'head of account', 'account head', 'expense head', 'type'],
  },
  {
    field: 'amount',
    canonical: 'amount',
    aliases: [
      'rs',
      '₹',
      'rupees',
      'amount rs',
      'amount (rs)',
      'amount (₹)',
      'amount (inr)',
      'cost',
      'total',
      'total amount',
      'bill amount',
      'amt',
    ],
  },
  {
    field: 'note',
    canonical: 'note',
    aliases: ['notes', 'remark', 'remarks', 'description', 'particulars', 'details', 'item'],
  },
  { field: 'status', canonical: 'status', aliases: [] },
  {
    field: 'passedOver',
    canonical: 'no',
    aliases: [...SERIAL_ALIASES, 'kind', 'at', 'by', 'void reason'],
  },
];

/** A file of purchases whose header was understood. */
export interface PurchaseFile extends ImportFile<PurchaseRow> {
  /** As the file calls it. */
  readonly headColumn: string;
  readonly dateColumn: string;
  readonly datePosition: number;
}

/**
 * Opens a file of purchases: `date,head,amount` and perhaps `note`. What `purchase list` writes can be
 * read.
 *
 * @throws FileFault it cannot be read, or its header has mistakes
 * @throws ValueError `bad_date_format`
 */
export async function openPurchaseFile(
  source: Source,
  options: ImportFileOptions,
  meaning: PurchaseFileMeaning,
): Promise<PurchaseFile> {
  const { columns, ...file } = await openImportFile(source, options, {
    name: 'purchases',
    columns: PURCHASE_COLUMNS,
    required: ['date', 'head', 'amount'],
    unused: ['passedOver'],
    looks: [
      { column: 'date', look: DATE_LOOK, isNeeded: true },
      { column: 'amount', look: /^\D{0,4}\d[\d,.]*(\/-)?\s*$/, isNeeded: true },
      { column: 'head', look: /\p{L}/u, isNeeded: true },
      { column: 'note', look: /\p{L}/u, isNeeded: false },
    ],
    createReader: (columns, parseDate) => rowReader(columns, parseDate, meaning),
  });
  return {
    ...file,
    headColumn: columns.name('head'),
    dateColumn: columns.name('date'),
    datePosition: columns.position('date') ?? -1,
  };
}

const NO_ERRORS: readonly RowError[] = [];

function rowReader(
  columns: Columns<PurchaseField>,
  parseDateCell: (text: string) => string,
  { findHead, ...money }: PurchaseFileMeaning,
): (row: CsvRow) => PurchaseRow | undefined {
  const { delimiter } = columns;
  const date = cellParser(columns, 'date', parseDateCell);
  const head = cellParser(columns, 'head', parseNameCell(headCell));
  const amount = cellParser(columns, 'amount', amountParser({ ...money, delimiter }));
  const note = cellParser(columns, 'note', parseNoteCell);
  const status = columns.position('status') ?? -1;
  const read = (['date', 'head', 'amount', 'note'] as const).map(
    (field) => columns.position(field) ?? -1,
  );
  const findSplit = splitFinder(columns, money.currencyDecimals);

  function headCell(text: string): number {
    return findHead(parseHeadName(text)).no;
  }

  function isBlank(cells: readonly string[]): boolean {
    const isFilled = (place: number) => cells[place] !== undefined && cells[place].trim() !== '';
    // What stands beyond the header may be half of a row, which is for the check of its length.
    return cells.length <= columns.header.length && !read.some(isFilled);
  }

  /** A row that says `cancelled` must not be billed. */
  function findUnknownStatus({ line, cells }: CsvRow): RowError | undefined {
    const value = cells[status]?.trim() ?? '';
    if (['', 'counted'].includes(value.toLowerCase())) return undefined;
    const message = 'not a status; counted, void or nothing';
    return { line, value, message, column: columns.name('status'), code: 'bad_status' };
  }

  return (row) => {
    const { line, cells } = row;
    const nothing = { line, cells, purchase: undefined, errors: NO_ERRORS };
    if (isBlank(cells)) return nothing;
    const ragged = findRagged(row, columns);
    // Our own list says of it that it was taken back.
    const isVoid = cells[status]?.trim().toLowerCase() === 'void';
    if (isVoid && ragged === undefined) return undefined;
    const malformed = ragged ?? findSplit(row);
    if (malformed !== undefined) return { ...nothing, errors: [malformed] };
    const errors: RowError[] = [];
    const parsed = {
      line,
      date: date(row, errors),
      headNo: head(row, errors),
      amountMinor: amount(row, errors),
      note: note(row, errors),
    };
    const unknown = findUnknownStatus(row);
    if (unknown !== undefined) errors.push(unknown);
    const purchase = errors.length === 0 ? (parsed as PurchaseRow['purchase']) : undefined;
    return { ...nothing, purchase, errors };
  };
}

/** A word of question marks was one of letters that the encoding of the file does not have. */
function parseNoteCell(text: string): string | null {
  if (/(^|\s)\?{2,}(\s|$)/.test(text)) {
    const message = 'letters were lost when the file was saved; save it as "CSV UTF-8"';
    throw new ValueError('lost_letters', message);
  }
  return parseNote(text);
}

/** Words of the names of columns that have numbers of their own. */
const OF_NUMBERS = /\b(no|nos|num|number|qty|quantity|units?|rate|kg|kgs|lit(re|er)s?)\b/i;

/** Whether a column may well have a small number in it: a bill's, how many, or the line of a rejected row. */
function hasNumbers(name: string): boolean {
  return REJECTS_COLUMNS.some((each) => each === name.trim()) || OF_NUMBERS.test(name);
}

/** Where nothing that must be filled stands behind the amount, half of it may, and would not show. */
function splitFinder(
  columns: Columns<PurchaseField>,
  currencyDecimals: number,
): (row: CsvRow) => RowError | undefined {
  const { delimiter, header, position } = columns;
  const place = position('amount') ?? -1;
  const next = header[place + 1];
  const isFollowed = [position('date'), position('head')].includes(place + 1);
  const isSuspect = next !== undefined && !isFollowed && !hasNumbers(next);
  const zeros = '0'.repeat(currencyDecimals);
  if (delimiter !== ',' || !isSuspect) return () => undefined;
  return ({ line, cells }) => {
    const [first = '', second = ''] = cells.slice(place, place + 2);
    if (!mayBeSplitAmount(first, second)) return undefined;
    const value = `${first},${second}`;
    const whole = currencyDecimals === 0 ? 'put words behind it' : `write ${first.trim()}.${zeros}`;
    return {
      line,
      column: columns.name('amount'),
      code: 'split_amount',
      value,
      message: `may be one amount that its comma cuts in two; put it in quotes, or if it is not, ${whole}`,
    };
  };
}
