import type { Statement } from '../../domain/payments/bank/statement.ts';
import type { ColumnKind } from '../csv/columns.ts';
import { type CsvFile, type CsvOptions, describeReading, openCsv } from '../csv/csv.ts';
import { nameColumns, refuseUnknownNames } from '../csv/header/column-names.ts';
import { type CellLook, DATE_LOOK } from '../csv/header/guess-columns.ts';
import { headerRater, type RateHeader } from '../csv/header/rate-header.ts';
import type { Source } from '../csv/source.ts';
import { bankAmountParser, type Side } from './amount-cell.ts';
import { assembleStatement, type ColumnNames } from './assemble.ts';
import { findBankColumns } from './bank-columns.ts';
import { createBankRows } from './bank-rows.ts';
import { STATEMENT_COLUMNS, type StatementField } from './columns.ts';
import { createDateForms, type DateForms } from './dates.ts';
import type { DraftReader } from './draft.ts';
import { type ParseAmount, readAbove } from './frame.ts';
import { createGatewayRows, type GatewayOptions } from './gateway-rows.ts';
import { findGateway } from './gateways.ts';

export interface StatementOptions extends CsvOptions, GatewayOptions {
  /** The form of its dates, such as `MM/DD/YYYY`. */
  readonly dateFormat?: string | undefined;
  /** What amounts are of which nothing says it. */
  readonly amounts?: Side | undefined;
  /** For grouping amounts that people read. */
  readonly locale: string;
  /** `YYYY-MM-DD`, after which there is no line. */
  readonly today: string;
}

/** HDFC puts some 20 lines above the header, and others the whole address of each holder. */
const MAX_ABOVE = 78;

/**
 * Reads the statement of a bank, or the list of a payment gateway, to its end: only then it is known how its
 * dates are written, in which order its lines stand, and whether they are all there.
 *
 * @throws FileFault it cannot be read, or its header has mistakes; nothing says of its amounts whether they
 *   came in
 * @throws ValueError `bad_date_format`
 */
export async function readStatement(source: Source, options: StatementOptions): Promise<Statement> {
  const named = options.named ?? [];
  const kinds = nameColumns(STATEMENT_COLUMNS, named);
  const isBankAlone = named.length > 0 || options.columns !== undefined;
  const csv = await openCsv(source.chunks, options, {
    rate: rateStatement(kinds, isBankAlone),
    looks: LOOKS,
    maxAbove: MAX_ABOVE,
    // What stands below is read, too: it says what the lines come to.
    isBelowTable: () => () => false,
  });
  refuseUnknownNames(csv.header, named);
  const parseAmount = bankAmountParser(options);
  const forms = createDateForms(options.dateFormat);
  const gateway = isBankAlone ? undefined : findGateway(csv.header.cells);
  const { reader, names } =
    gateway === undefined
      ? openBank(csv, kinds, parseAmount, forms)
      : {
          reader: createGatewayRows(csv.header.cells, gateway, parseAmount, forms, options),
          names: { date: gateway.date, amount: gateway.amount, balance: '' },
        };
  for await (const batch of csv.batches) for (const row of batch) reader.add(row);
  const drafts = reader.finish();
  const readAs = describeReading(gateway?.name ?? 'statement', csv);
  return {
    readAs: { ...readAs, totals: drafts.passedOver },
    ...assembleStatement(drafts, readAbove(csv.textAbove, parseAmount), {
      ...options,
      dates: forms.settle(),
      names,
      style: options,
      header: csv.header,
    }),
  };
}

const LOOKS: readonly CellLook[] = [
  { column: 'date', look: DATE_LOOK, isNeeded: true },
  { column: 'narration', look: /\p{L}/u, isNeeded: true },
  { column: 'amount', look: /\d\.\d\d\b/, isNeeded: true },
];

function openBank(
  csv: CsvFile,
  kinds: readonly ColumnKind<StatementField>[],
  parseAmount: ParseAmount,
  forms: DateForms,
): { readonly reader: DraftReader; readonly names: ColumnNames } {
  const found = findBankColumns(csv, kinds);
  const { name } = found.columns;
  const amount = found.amount === -1 ? 'credit' : 'amount';
  return {
    reader: createBankRows(found, parseAmount, forms),
    names: { date: name('date'), amount: name(amount), balance: name('balance') },
  };
}

/** A header must name a date, an amount, and what it was for; one of a gateway all its columns. */
function rateStatement(
  kinds: readonly ColumnKind<StatementField>[],
  isBankAlone: boolean,
): RateHeader {
  const rateBank = headerRater(
    kinds,
    (field) => NEEDED.includes(field),
    (fields) =>
      (fields.has('date') || fields.has('valueDate')) &&
      (fields.has('narration') || fields.has('reference')) &&
      (fields.has('credit') || fields.has('amount')),
  );
  return (cells) => {
    const gateway = isBankAlone ? undefined : findGateway(cells);
    if (gateway === undefined) return { ...rateBank(cells), isDated: true };
    const places = [...cells.keys()];
    const find = (name: string) => cells.findIndex((cell) => cell.trim() === name);
    const needed = [find(gateway.date), find(gateway.amount)];
    return { known: places, needed, isWhole: true, isDated: true };
  };
}

const NEEDED: readonly StatementField[] = ['date', 'debit', 'credit', 'amount'];
