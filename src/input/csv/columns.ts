import { FileFault, REJECTS_COLUMNS, type RowError } from '../../domain/imports/report.ts';
import { findNearest } from '../../domain/values/text.ts';
import type { Remedy } from '../../facts.ts';
import type { CsvRow } from './csv.ts';

/** A column that a file may have. */
export interface ColumnKind<F extends string> {
  readonly field: F;
  /** How our own files call it; what an error suggests. */
  readonly canonical: string;
  /** Other names, in any case and with any spaces, underscores, hyphens and dots. */
  readonly aliases: readonly string[];
}

/** Names of the column that numbers the rows of an office's sheet; nothing of it is taken. */
export const SERIAL_ALIASES: readonly string[] = [
  's no',
  'sr no',
  'sl no',
  'serial no',
  'serial number',
  '#',
];

/** Where the columns of a file are. */
export interface Columns<F extends string> {
  /** The header as it is in the file. */
  readonly header: readonly string[];
  position(field: F): number | undefined;
  /** The column as the file calls it. */
  name(field: F): string;
  /** Positions whose cells must be empty, as their column has no name. */
  readonly nameless: readonly number[];
  readonly delimiter: string;
  /** So many cells a row must have: those behind the last name may be missing. */
  readonly named: number;
}

/** Another name that a column has only because of its position or its file. */
const PASSED_OVER = /^_[a-z0-9]/i;

/** A name without what does not tell columns apart. */
function foldColumnName(cell: string): string {
  // Days of a register are numbers, and 1.5 is not 15.
  if (/^[\d\s_.-]+$/.test(cell)) return cell.trim();
  return cell.toLowerCase().replace(/[\s_.-]/g, '');
}

/** Columns called `_` and something are our own notes in a file of rejected rows. */
function isPassedOver(cell: string): boolean {
  return PASSED_OVER.test(cell.trim());
}

/** A file of rejected rows, as we wrote it. */
export function isRejectsHeader(header: readonly string[]): boolean {
  return REJECTS_COLUMNS.every((name) => header.some((cell) => cell.trim() === name));
}

/** Finds the column that a header cell names. */
export function columnFinder<F extends string>(
  kinds: readonly ColumnKind<F>[],
): (cell: string) => ColumnKind<F> | undefined {
  const byName = new Map(
    kinds.flatMap((kind) =>
      [kind.canonical, ...kind.aliases].map((name) => [foldColumnName(name), kind] as const),
    ),
  );
  return (cell) => byName.get(foldColumnName(cell));
}

export interface ReadHeaderOptions<F extends string> {
  readonly ignoreUnknown: boolean;
  readonly delimiter: string;
  /** The row below, which may be the header after all. */
  readonly second: CsvRow | undefined;
  /** Fields without which nothing can be read. */
  readonly required: readonly F[];
  /** Known fields that are not used: passed over, also twice. */
  readonly unused: readonly F[];
  /** What is wrong with a column that this kind of file has no use for. */
  readonly misplaced?: (cell: string) => string | undefined;
  /** Why an unknown column is never passed over, whatever was asked for. */
  readonly indispensable?: (cell: string) => string | undefined;
}

/**
 * Finds out where the columns are. An unknown column is a mistake with a suggestion, past which the
 * rows can be checked all the same.
 *
 * @returns the columns, and the unknown ones
 * @throws FileFault the rows cannot be read: a column is missing or doubled
 */
export function readHeader<F extends string>(
  header: CsvRow,
  kinds: readonly ColumnKind<F>[],
  options: ReadHeaderOptions<F>,
): { readonly columns: Columns<F>; readonly errors: readonly RowError[] } {
  const { positions, nameless, errors } = locateColumns(header, kinds, options);
  refuseLaterHeader(header, kinds, positions.size, options.second);
  for (const { field, canonical } of kinds) {
    if (!options.required.includes(field) || positions.has(field)) continue;
    const message = `the column ${canonical} is missing from the header`;
    errors.push({ line: header.line, column: '', code: 'missing_column', value: '', message });
  }
  if (errors.some(({ code }) => !UNKNOWN.includes(code))) {
    throw new FileFault(errors, { header: header.cells });
  }
  const canonicalOf = (field: F) => kinds.find((kind) => kind.field === field)?.canonical ?? field;
  const columns: Columns<F> = {
    header: header.cells,
    position: (field) => positions.get(field),
    name: (field) => header.cells[positions.get(field) ?? -1]?.trim() || canonicalOf(field),
    nameless,
    delimiter: options.delimiter,
    named: header.cells.findLastIndex((cell) => cell.trim() !== '') + 1,
  };
  return { columns, errors };
}

/** Past these the rows can be checked all the same. */
const UNKNOWN: readonly string[] = ['unknown_column', 'deciding_column'];

function locateColumns<F extends string>(
  header: CsvRow,
  kinds: readonly ColumnKind<F>[],
  options: ReadHeaderOptions<F>,
): { positions: Map<F, number>; nameless: number[]; errors: RowError[] } {
  const find = columnFinder(kinds);
  const positions = new Map<F, number>();
  const nameless: number[] = [];
  const errors: RowError[] = [];
  const fault = (code: string, value: string, message: string, remedy?: Remedy) =>
    errors.push({ line: header.line, column: value.trim(), code, value, message, remedy });
  header.cells.forEach((cell, position) => {
    if (cell.trim() === '') {
      if (!options.ignoreUnknown) nameless.push(position);
      return;
    }
    const kind = find(cell);
    if (kind === undefined) {
      if (isPassedOver(cell)) return;
      const column = cell.trim();
      const needed = options.indispensable?.(cell);
      if (needed !== undefined) {
        fault('deciding_column', cell, needed, { offer: 'rename column', column });
        return;
      }
      if (options.ignoreUnknown) return;
      const why = options.misplaced?.(cell) ?? `unknown column${suggest(cell, kinds, positions)}`;
      fault('unknown_column', cell, why, { offer: 'ignore columns' });
    } else if (options.unused.includes(kind.field)) {
      return;
    } else if (positions.has(kind.field)) {
      fault('duplicate_column', cell, `a second column for ${kind.canonical}; take one away`);
    } else {
      positions.set(kind.field, position);
    }
  });
  return { positions, nameless, errors };
}

/** Offices like a title above their columns. */
function refuseLaterHeader<F extends string>(
  header: CsvRow,
  kinds: readonly ColumnKind<F>[],
  knownHere: number,
  second: CsvRow | undefined,
): void {
  const find = columnFinder(kinds);
  const knownThere = second?.cells.filter((cell) => find(cell) !== undefined).length ?? 0;
  if (second === undefined || knownHere > 1 || knownThere < 2) return;
  // A register's first student may be called 1 and present on the 1st.
  if (!second.cells.some((cell) => /[a-z]/i.test(cell) && find(cell) !== undefined)) return;
  throw new FileFault({
    line: header.line,
    column: '',
    code: 'header_not_first',
    value: header.cells.join(' '),
    message: `the columns are named on line ${second.line}; take away what stands above them`,
  });
}

function suggest<F extends string>(
  cell: string,
  kinds: readonly ColumnKind<F>[],
  taken: ReadonlyMap<F, number>,
): string {
  const free = kinds.filter(({ field }) => !taken.has(field));
  const names = new Map(
    free.flatMap(({ canonical, aliases }) =>
      [canonical, ...aliases].map((name) => [foldColumnName(name), canonical] as const),
    ),
  );
  const nearest = findNearest(foldColumnName(cell), names.keys());
  return nearest === undefined ? '' : `; did you mean ${names.get(nearest)}?`;
}

/**
 * A row with fewer cells than the header, or with something beyond it.
 *
 * @returns the mistake, or undefined
 */
export function findRagged<F extends string>(
  { line, cells }: CsvRow,
  { header, nameless, named, delimiter }: Columns<F>,
): RowError | undefined {
  const width = header.length;
  const quoted = cells.find((cell) => holdsRow(cell, delimiter, width));
  if (quoted !== undefined) {
    return {
      line,
      column: '',
      code: 'quoted_row',
      value: quoted,
      message:
        'a cell goes over several lines, and one of them looks like a row; is a quote missing?',
    };
  }
  if (cells.length === width && nameless.length === 0) return undefined;
  const fault = (message: string): RowError => ({
    line,
    column: '',
    code: 'ragged_row',
    value: cells.join(','),
    message,
  });
  const count = `the row has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}`;
  if (cells.length < named) return fault(`${count}, the header ${width}`);
  for (let position = width; position < cells.length; position++) {
    if (cells[position]?.trim() !== '') return fault(`${count}, the header ${width}`);
  }
  const filled = nameless.find((position) => (cells[position] ?? '').trim() !== '');
  if (filled === undefined) return undefined;
  return fault(`cell ${filled + 1} is filled, but its column has no name`);
}

/** Two stray quotes make one cell of everything between them, rows and all. */
function holdsRow(cell: string, delimiter: string, width: number): boolean {
  if (!cell.includes('\n') && !cell.includes('\r')) return false;
  const [, ...lines] = cell.split(/\r\n|\n|\r/);
  return width > 2 && lines.some((text) => text.split(delimiter).length === width);
}

/** For the help page: each column with its other names, in lines of up to 78 characters. */
export function describeColumns<F extends string>(
  kinds: readonly ColumnKind<F>[],
  fields: readonly F[],
): string {
  const shown = kinds.filter(({ field }) => fields.includes(field));
  const width = Math.max(...shown.map(({ canonical }) => canonical.length));
  return shown
    .map(({ canonical, aliases }) => {
      const lines = [`  ${canonical.padEnd(width)} `];
      for (const [index, alias] of aliases.entries()) {
        const word = ` ${alias}${index === aliases.length - 1 ? '' : ','}`;
        if ((lines.at(-1)?.length ?? 0) + word.length > 78) lines.push(' '.repeat(width + 3));
        lines.push(`${lines.pop()}${word}`);
      }
      return lines.join('\n');
    })
    .join('\n');
}
