import {
  type ChargeAmount,
  type ListedKind,
  parseQuantity,
  reckonCharge,
} from '../../domain/charges/charge.ts';
import type { ChargeRow } from '../../domain/charges/file-check.ts';
import type { RowError } from '../../domain/imports/report.ts';
import { parseNote } from '../../domain/purchases/purchase.ts';
import { type Month, parseMonth } from '../../domain/values/month.ts';
import { ValueError } from '../../errors.ts';
import { cellParser, parseIdCell, parseNameCell } from '../csv/cells.ts';
import { type ColumnKind, type Columns, SERIAL_ALIASES } from '../csv/columns.ts';
import type { CsvRow } from '../csv/csv.ts';
import { type ImportFile, type ImportFileOptions, openImportFile } from '../csv/import-file.ts';
import { findRagged } from '../csv/ragged.ts';
import type { Source } from '../csv/source.ts';
import { amountParser } from '../purchases/amount-cell.ts';

/** What the mess says of the cells of any file. */
export interface ChargeFileMeaning {
  /** ISO 4217. */
  readonly currency: string;
  readonly currencyDecimals: number;
  /** Of rows that have none. */
  readonly month: Month | undefined;
  /** @throws ValueError `unknown_student` */
  findStudentNo(id: string): number;
  /** @throws ValueError `unknown_kind` */
  findKind(name: string): ListedKind;
}

const FIELDS = ['month', 'studentId', 'kind', 'quantity', 'rate', 'amount', 'note'] as const;
type ChargeField = (typeof FIELDS)[number] | 'status' | 'passedOver';

export const CHARGE_COLUMNS: readonly ColumnKind<ChargeField>[] = [
  { field: 'month', canonical: 'month', aliases: ['month name', 'for month', 'bill month'] },
  {
    field: 'studentId',
    canonical: 'student_id',
    aliases: ['id', 'student', 'roll no', 'roll number', 'regn no', 'registration no', 'reg no'],
  },
  { field: 'kind', canonical: 'kind', aliases: ['type', 'head', 'category', 'charge'] },
  {
    field: 'quantity',
    canonical: 'quantity',
    aliases: ['qty', 'count', 'number', 'meals', 'guests', 'no of guests', 'no of meals'],
  },
  { field: 'rate', canonical: 'rate', aliases: ['price', 'each', 'per meal', 'unit price'] },
  {
    field: 'amount',
    canonical: 'amount',
    aliases: ['rs', '₹', 'rupees', 'amount rs', 'amount (rs)', 'amount (₹)', 'total', 'amt'],
  },
  {
    field: 'note',
    canonical: 'note',
    aliases: ['notes', 'remark', 'remarks', 'description', 'particulars', 'details'],
  },
  { field: 'status', canonical: 'status', aliases: [] },
  {
    field: 'passedOver',
    canonical: 'no',
    aliases: [...SERIAL_ALIASES, 'name', 'student name', 'counts as', 'at', 'by', 'void reason'],
  },
];

/** A file of charges whose header was understood. */
export interface ChargeFile extends ImportFile<ChargeRow> {
  /** As the file calls them. */
  readonly kindColumn: string;
  readonly monthColumn: string;
}

/**
 * Opens a file of charges: `student_id,kind,amount`, or a quantity and a rate in place of the amount, and
 * perhaps `month` and `note`. What `charge list` writes can be read.
 *
 * @throws FileFault it cannot be read, or its header has mistakes
 */
export async function openChargeFile(
  source: Source,
  options: ImportFileOptions,
  meaning: ChargeFileMeaning,
): Promise<ChargeFile> {
  const { columns, ...file } = await openImportFile(source, options, {
    name: 'charges',
    columns: CHARGE_COLUMNS,
    required: [...(meaning.month === undefined ? (['month'] as const) : []), 'studentId', 'kind'],
    unused: ['passedOver'],
    looks: [],
    createReader: (columns) => rowReader(columns, meaning),
  });
  return { ...file, kindColumn: columns.name('kind'), monthColumn: columns.name('month') };
}

const NO_ERRORS: readonly RowError[] = [];

function rowReader(
  columns: Columns<ChargeField>,
  { findKind, findStudentNo, month: usual, ...money }: ChargeFileMeaning,
): (row: CsvRow) => ChargeRow | undefined {
  const amountOf = amountParser({ ...money, delimiter: columns.delimiter });
  const maybe =
    <T>(parse: (text: string) => T) =>
    (text: string) =>
      text.trim() === '' ? undefined : parse(text);
  const month = cellParser(columns, 'month', (text) =>
    usual !== undefined && text.trim() === '' ? usual : parseMonth(text),
  );
  const student = cellParser(columns, 'studentId', (text) => findStudentNo(parseIdCell(text)));
  const kind = cellParser(columns, 'kind', parseNameCell(findKind));
  const quantity = cellParser(columns, 'quantity', maybe(parseQuantity));
  const rate = cellParser(columns, 'rate', maybe(amountOf));
  const amount = cellParser(columns, 'amount', maybe(amountOf));
  const note = cellParser(columns, 'note', parseNameCell(parseNote));
  const status = columns.position('status') ?? -1;
  const read = FIELDS.map((field) => columns.position(field) ?? -1);

  return (row) => {
    const { line, cells } = row;
    const nothing = { line, cells, charge: undefined, errors: NO_ERRORS };
    const isBlank = !read.some((place) => (cells[place] ?? '').trim() !== '');
    if (isBlank && cells.length <= columns.header.length) return nothing;
    const ragged = findRagged(row, columns);
    const said = (cells[status] ?? '').trim().toLowerCase();
    // Our own list says of it that it was taken back.
    if (said === 'void' && ragged === undefined) return undefined;
    if (ragged !== undefined) return { ...nothing, errors: [ragged] };
    const errors: RowError[] = [];
    const fault = (field: ChargeField, code: string, message: string) => {
      const value = cells[columns.position(field) ?? -1] ?? '';
      errors.push({ line, column: columns.name(field), code, value, message });
    };
    const parsed = {
      line,
      month: month(row, errors),
      studentNo: student(row, errors),
      note: note(row, errors) ?? null,
    };
    const known = kind(row, errors);
    const given = [quantity(row, errors), rate(row, errors), amount(row, errors)] as const;
    if (!['', 'counted'].includes(said)) {
      fault('status', 'bad_status', 'not a status; counted, void or nothing');
    }
    if (errors.length > 0 || known === undefined) return { ...nothing, errors };
    try {
      const reckoned = reckonCells(known, ...given);
      const charge = { ...parsed, kindNo: known.no, ...reckoned } as ChargeRow['charge'];
      return { ...nothing, charge };
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      fault('amount', error.code, error.message);
      return { ...nothing, errors };
    }
  };
}

/**
 * The amount, or what the quantity and the rate come to; where all are there, they must agree.
 *
 * @throws ValueError `other_amount`, `bad_amount`, and those of `reckonCharge`
 */
function reckonCells(
  kind: ListedKind,
  quantityHundredths: number | undefined,
  rateMinor: bigint | undefined,
  amountMinor: bigint | undefined,
): ChargeAmount {
  const isSigned = amountMinor !== undefined && amountMinor < 0n;
  if (isSigned && kind.countsAs !== 'discount') {
    throw new ValueError('bad_amount', 'an amount must be more than 0, but for a discount');
  }
  const size = isSigned ? -amountMinor : amountMinor;
  if (quantityHundredths === undefined && rateMinor === undefined) {
    return reckonCharge(kind, { amountMinor: size });
  }
  const reckoned = reckonCharge(kind, { quantityHundredths, rateMinor });
  const sum = reckoned.amountMinor < 0n ? -reckoned.amountMinor : reckoned.amountMinor;
  if (size === undefined || size === sum) return reckoned;
  throw new ValueError('other_amount', 'not what the quantity and the rate come to');
}
