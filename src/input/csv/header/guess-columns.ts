/** What the cells of a column look like, to guess the columns of a file that does not name them. */
export interface CellLook {
  /** The column, as our own files call it. */
  readonly column: string;
  readonly look: RegExp;
  /** Without such a cell nothing is guessed. */
  readonly isNeeded: boolean;
}

/** Stands for a column of which nothing is taken. */
export const NO_COLUMN = '_';

/** `2026-09-01 08:01`, `01/09/26 8:01 am`, `1 Sep 2026` and the like; also without the time. */
export const DATE_LOOK =
  /^\s*\d{1,4}(?:[-/.]\d{1,2}[-/.]|([-/. ])[a-z]{3,9}\.?\1)\d{1,4}([T\s,].*)?$/i;
export const TIME_LOOK = /^\s*\d{1,2}:\d{2}(:\d{2})?(\s*[ap]\.?m\.?)?\s*$/i;
export const ID_LOOK = /^\s*(?=\S*\d)[a-z0-9][\w./-]{0,31}\s*$/i;

/**
 * The columns that the cells of a row look like, each the first that does.
 *
 * @returns undefined where the row does not look like one
 */
export function guessColumns(
  cells: readonly string[],
  looks: readonly CellLook[],
): readonly string[] | undefined {
  const names = cells.map(() => NO_COLUMN);
  for (const { column, look, isNeeded } of looks) {
    const place = cells.findIndex((cell, at) => names[at] === NO_COLUMN && look.test(cell));
    if (place !== -1) names[place] = column;
    else if (isNeeded) return undefined;
  }
  const last = names.findLastIndex((name) => name !== NO_COLUMN);
  // One at the end stands for all that follow.
  return names.slice(0, last + 2);
}
