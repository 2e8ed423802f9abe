import { type ColumnKind, columnFinder } from '../columns.ts';

/** What a row would be as the header of a file. */
export interface HeaderRating {
  /** Positions of the cells that name a column; none where no name has a letter. */
  readonly known: readonly number[];
  /** Of those, the ones without which nothing can be read. */
  readonly needed: readonly number[];
  /** The first of them is a date, so that what has none there is no row: text with columns of its own. */
  readonly isDated?: boolean;
  /** It names all columns without which nothing can be read. */
  readonly isWhole: boolean;
}

export type RateHeader = (cells: readonly string[]) => HeaderRating;

const NO_HEADER: HeaderRating = { known: [], needed: [], isWhole: false };

/**
 * Rates a row as the header of a kind of file.
 *
 * @param isNeeded whether nothing can be read without the field, or without one of several such
 * @param isWhole whether these fields are enough
 */
export function headerRater<F extends string>(
  kinds: readonly ColumnKind<F>[],
  isNeeded: (field: F) => boolean,
  isWhole: (fields: ReadonlySet<F>) => boolean,
): RateHeader {
  const find = columnFinder(kinds);
  return (cells) => {
    const fields = new Set<F>();
    const [known, needed]: [number[], number[]] = [[], []];
    let hasLetter = false;
    for (const [place, cell] of cells.entries()) {
      const field = cell === '' ? undefined : find(cell)?.field;
      if (field === undefined) continue;
      fields.add(field);
      known.push(place);
      if (isNeeded(field)) needed.push(place);
      hasLetter ||= /[a-z]/i.test(cell);
    }
    // A register's first student may be called 1 and present on the 1st.
    return hasLetter ? { known, needed, isWhole: isWhole(fields) } : NO_HEADER;
  };
}
