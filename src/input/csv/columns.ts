import { FileFault, REJECTS_COLUMNS, type RowError } from '../../domain/imports/report.ts';
import { findNearest } from '../../domain/values/text.ts';
import type { Remedy } from '../../facts.ts';
import type { CsvRow } from './csv.ts';
import { NO_COLUMN } from './header/guess-columns.ts';

/** A column that a file may have. */
export interface ColumnKind<F extends string> {
  readonly field: F;
  /** How our own files call it; what an error suggests. */
  readonly canonical: string;
  /** Other names, in any case and with any spaces, underscores, hyphens and dots. */
  readonly aliases: readonly string[];
  /** Names that it has in this one file, whatever else they may mean. */
  readonly said?: readonly string[];
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
  /** Of the field without which a row is none: the id of a student, the day of a purchase. */
  readonly keyPosition: number;
  readonly delimiter: string;
  /** So many cells a row must have: those behind the last name may be missing. */
  readonly named: number;
  /** Nothing is taken of what stands beyond the header. */
  readonly isOpen: boolean;
}

/** `_`, or a name that begins with it. */
const PASSED_OVER = /^_([a-z0-9]|$)/i;

/** A name without what does not tell columns apart. */
export function foldColumnName(cell: string): string {
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
  const names = (of: (kind: ColumnKind<F>) => readonly string[]) =>
    kinds.flatMap((kind) => of(kind).map((name) => [foldColumnName(name), kind] as const));
  const byName = new Map([
    ...names(({ canonical, aliases }) => [canonical, ...aliases]),
    ...names(({ said = [] }) => said),
  ]);
  return (cell) => byName.get(foldColumnName(cell));
}

export interface ReadHeaderOptions<F extends string> {
  readonly ignoreUnknown: boolean;
  readonly delimiter: string;
  /** Nothing is taken of what stands beyond the header. */
  readonly isOpen: boolean;
  /** Fields without which nothing can be read. */
  readonly required: readonly F[];
  /** Without the missing ones a file may still change what is recorded. */
  readonly mayChange?: boolean;
  /** Known fields that may be there twice: nothing is taken of them. */
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
  errors.push(...listMissing(header, kinds, positions, errors, options));
  if (errors.some(({ code }) => !UNKNOWN.includes(code))) {
    throw new FileFault(errors, { header: header.cells });
  }
  const canonicalOf = (field: F) => kinds.find((kind) => kind.field === field)?.canonical ?? field;
  const columns: Columns<F> = {
    header: header.cells,
    position: (field) => positions.get(field),
    name: (field) => header.cells[positions.get(field) ?? -1]?.trim() || canonicalOf(field),
    nameless,
    keyPosition: positions.get(options.required[0] as F) ?? -1,
    delimiter: options.delimiter,
    named: header.cells.findLastIndex((cell) => isNamed(cell, options.isOpen)) + 1,
    isOpen: options.isOpen,
  };
  return { columns, errors };
}

/** Past these the rows can be checked all the same. */
const UNKNOWN: readonly string[] = ['unknown_column', 'deciding_column'];

/** Columns without which nothing can be read; one that is not known may be it. */
function listMissing<F extends string>(
  { line }: CsvRow,
  kinds: readonly ColumnKind<F>[],
  positions: ReadonlyMap<F, number>,
  errors: readonly RowError[],
  { required, misplaced, mayChange }: ReadHeaderOptions<F>,
): RowError[] {
  const unknown = errors.filter(
    ({ code, value }) => UNKNOWN.includes(code) && misplaced?.(value) === undefined,
  );
  const missing = kinds.filter(({ field }) => required.includes(field) && !positions.has(field));
  const isOne = unknown.length === 1 && missing.length === 1;
  return missing.map(({ canonical }) => ({
    line,
    column: '',
    code: 'missing_column',
    value: '',
    message: mayChange
      ? `the column ${canonical} is missing from the header, without which nobody is added`
      : `the column ${canonical} is missing from the header`,
    remedy:
      mayChange && !isOne
        ? { offer: 'change alone' }
        : // Where every column is known for something, one of them may be meant for this all the same.
          unknown.length === 0 && (errors.length > 0 || missing.length > 1)
          ? undefined
          : {
              offer: 'name column',
              column: canonical,
              likely: isOne ? unknown[0]?.column : undefined,
            },
  }));
}

function isNamed(cell: string, isOpen: boolean): boolean {
  return cell.trim() !== '' && !(isOpen && cell.trim() === NO_COLUMN);
}

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
      const why =
        options.misplaced?.(cell) ??
        `unknown column${suggest(cell, kinds, positions, options.unused)}`;
      fault('unknown_column', cell, why, { offer: 'ignore columns' });
    } else if (options.unused.includes(kind.field)) {
      if (!positions.has(kind.field)) positions.set(kind.field, position);
    } else if (positions.has(kind.field)) {
      fault('duplicate_column', cell, `a second column for ${kind.canonical}; take one away`);
    } else {
      positions.set(kind.field, position);
    }
  });
  return { positions, nameless, errors };
}

function suggest<F extends string>(
  cell: string,
  kinds: readonly ColumnKind<F>[],
  taken: ReadonlyMap<F, number>,
  unused: readonly F[],
): string {
  const free = kinds.filter(({ field }) => !taken.has(field) && !unused.includes(field));
  const names = new Map(
    free.flatMap(({ canonical, aliases }) =>
      [canonical, ...aliases].map((name) => [foldColumnName(name), canonical] as const),
    ),
  );
  const nearest = findNearest(foldColumnName(cell), names.keys());
  const meant = nearest === undefined ? undefined : names.get(nearest);
  // A number of somebody is no name of his.
  return meant === undefined || (meant === 'name' && /(no|id|num(ber)?|code)\W*$/i.test(cell))
    ? ''
    : `; did you mean ${meant}?`;
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
