import type { RowError } from '../../domain/imports/report.ts';
import type { OpeningRow } from '../../domain/payments/opening-check.ts';
import { parseSignedAmount, signedToMinor } from '../../domain/payments/signed-amount.ts';
import { cellParser, parseIdCell } from '../csv/cells.ts';
import { type ColumnKind, type Columns, SERIAL_ALIASES } from '../csv/columns.ts';
import type { CsvRow } from '../csv/csv.ts';
import { ID_LOOK } from '../csv/header/guess-columns.ts';
import { type ImportFile, type ImportFileOptions, openImportFile } from '../csv/import-file.ts';
import { findRagged } from '../csv/ragged.ts';
import type { Source } from '../csv/source.ts';
import { ID_ALIASES } from '../students/aliases.ts';

type OpeningField = 'id' | 'amount' | 'passedOver';

export const OPENING_COLUMNS: readonly ColumnKind<OpeningField>[] = [
  { field: 'id', canonical: 'student_id', aliases: ID_ALIASES },
  {
    field: 'amount',
    canonical: 'amount',
    aliases: [
      ...['balance', 'opening', 'opening balance', 'dues', 'due', 'previous dues', 'old dues'],
      ...['outstanding', 'arrears', 'amount due', 'balance due', 'amt', 'rs', 'amount rs'],
    ],
  },
  {
    field: 'passedOver',
    canonical: 'no',
    aliases: [...SERIAL_ALIASES, 'name', 'student name', 'branch', 'phone', 'remark', 'remarks'],
  },
];

/** A file of openings whose header was understood. */
export interface OpeningFile extends ImportFile<OpeningRow> {
  /** As the file calls it. */
  readonly idColumn: string;
}

/**
 * Opens a file of what each owed: a student's id and an amount, which is in the student's favour with a minus
 * before it or `Cr` behind it. A name beside the id is for people, and passed over.
 *
 * @throws FileFault it cannot be read, or its header has mistakes
 */
export async function openOpeningFile(
  source: Source,
  options: ImportFileOptions,
  money: { readonly currency: string; readonly currencyDecimals: number },
): Promise<OpeningFile> {
  const { columns, ...file } = await openImportFile(source, options, {
    name: 'openings',
    columns: OPENING_COLUMNS,
    required: ['id', 'amount'],
    unused: ['passedOver'],
    looks: [
      { column: 'amount', look: /^[^\p{L}\d]{0,4}\d[\d,.]*(\s*(cr|dr)\.?)?\s*$/iu, isNeeded: true },
      { column: 'student_id', look: ID_LOOK, isNeeded: true },
    ],
    createReader: (columns) => rowReader(columns, money),
  });
  return { ...file, idColumn: columns.name('id') };
}

function rowReader(
  columns: Columns<OpeningField>,
  money: { readonly currency: string; readonly currencyDecimals: number },
): (row: CsvRow) => OpeningRow {
  const id = cellParser(columns, 'id', parseIdCell);
  const amount = cellParser(columns, 'amount', (text) =>
    text.trim() === '' ? null : signedToMinor(parseSignedAmount(text), money),
  );
  return (row) => {
    const { line, cells } = row;
    const ragged = findRagged(row, columns);
    if (ragged !== undefined) {
      return { line, cells, id: undefined, amountMinor: undefined, errors: [ragged] };
    }
    const errors: RowError[] = [];
    const parsed = { id: id(row, errors), amountMinor: amount(row, errors) };
    return { line, cells, ...parsed, errors };
  };
}
