import { type ColumnKind, type Columns, columnFinder, readHeader } from '../csv/columns.ts';
import type { CsvFile } from '../csv/csv.ts';
import type { StatementField } from './columns.ts';

/** Where the columns of a bank's statement are; -1 for one that it lacks. */
export interface BankColumns {
  readonly columns: Columns<StatementField>;
  readonly date: number;
  readonly valueDate: number;
  readonly narration: number;
  /** Some have one for cheques and one for transfers. */
  readonly references: readonly number[];
  readonly debit: number;
  readonly credit: number;
  /** Of both sides, where there are no columns for each. */
  readonly amount: number;
  readonly amountSide: number;
  readonly balance: number;
  readonly balanceSide: number;
  readonly status: number;
}

/** These may be there twice. */
const REPEATED: readonly StatementField[] = ['passedOver', 'valueDate', 'reference', 'side'];

/**
 * Finds the columns of a statement. Those that are not known are passed over: banks have many of their own,
 * and none of them changes what came in.
 *
 * @throws FileFault one is missing or doubled
 */
export function findBankColumns(
  { header, delimiter, isOpen }: CsvFile,
  kinds: readonly ColumnKind<StatementField>[],
): BankColumns {
  const find = columnFinder(kinds);
  const fields = header.cells.map((cell) => (cell.trim() === '' ? undefined : find(cell)?.field));
  const hasDate = fields.includes('date');
  const own = kinds.map((kind) =>
    // Without another beside it, it is the date.
    kind.field === 'valueDate' && !hasDate ? { ...kind, field: 'date' as const } : kind,
  );
  const hasSides = fields.includes('debit') || fields.includes('credit');
  const { columns } = readHeader(header, own, {
    ignoreUnknown: true,
    delimiter,
    isOpen,
    required: [
      'date',
      ...(fields.includes('reference') ? [] : ['narration' as const]),
      hasSides ? 'credit' : 'amount',
    ],
    unused: REPEATED,
  });
  const place = (field: StatementField) => columns.position(field) ?? -1;
  const sides = [...fields.keys()].filter((at) => fields[at] === 'side');
  const balance = place('balance');
  const balanceSide = sides.find((at) => at === balance + 1 && balance !== -1) ?? -1;
  const amount = hasSides ? -1 : place('amount');
  const amountSide = sides.find((at) => amount !== -1 && at !== balanceSide) ?? -1;
  return {
    columns,
    date: place('date'),
    valueDate: hasDate ? place('valueDate') : -1,
    narration: place('narration'),
    references: [...fields.keys()].filter((at) => fields[at] === 'reference'),
    debit: place('debit'),
    credit: place('credit'),
    amount,
    amountSide,
    balance,
    balanceSide,
    status: place('status'),
  };
}
