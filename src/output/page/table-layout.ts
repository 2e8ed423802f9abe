import { displayWidth } from './width.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Words, which go on below each other where the terminal is too narrow. */
  readonly flexible?: boolean;
  /** Of words that are wider than it the rest goes on below: none is ever cut. */
  readonly whole?: boolean | undefined;
  /** Its turn to be left out where the terminal is too narrow even so, 1 first; without, it stays. */
  readonly drop?: number | undefined;
}

/** What stands between columns. */
export const GAP = '  ';
const NARROWEST = 8;
/** A word up to here is not broken for the sake of other columns. */
const LONG_WORD = 24;

export interface Layout {
  /** The columns that there is room for, by their places. */
  readonly shown: readonly number[];
  /** How wide each of them is. */
  readonly widths: readonly number[];
}

/**
 * How wide the columns of a table are. Where the terminal is too narrow words go below each other, then columns
 * are left out, and only what is too wide even then is to be cut.
 *
 * @param rows all there is, titles and totals too
 * @param width of the terminal; undefined where there is no limit
 */
export function layOut(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number | undefined,
): Layout {
  const widest = (of: (cell: string) => number) =>
    columns.map((_, index) => rows.reduce((most, row) => Math.max(most, of(row[index] ?? '')), 1));
  const natural = widest(displayWidth);
  let shown = columns.map((_, index) => index);
  if (width === undefined || total(natural) <= width) return { shown, widths: natural };
  const words = widest(widestWord);
  const isFlexible = (index: number) => columns[index]?.flexible === true;
  const turns = columns
    .flatMap(({ drop }, index) => (drop === undefined ? [] : [{ drop, index }]))
    .sort((a, b) => a.drop - b.drop || b.index - a.index);
  const floors = columns.map((_, index) => Math.min(words[index] ?? 0, LONG_WORD));
  for (;;) {
    const widths = shrink(shown, natural, width, (index) =>
      isFlexible(index) ? floors[index] : undefined,
    );
    if (total(widths) <= width) return { shown, widths };
    const next = turns.shift();
    if (next === undefined) break;
    shown = shown.filter((index) => index !== next.index);
  }
  const narrowest = (index: number) => (isFlexible(index) ? NARROWEST : undefined);
  return { shown, widths: shrink(shown, natural, width, narrowest) };
}

/** Whether all columns stand beside each other without a word being cut. */
export function isRoomFor(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): boolean {
  // Where each may be left out, one is as soon as there is no room.
  const droppable = columns.map((column) => ({ ...column, drop: 1 }));
  return layOut(droppable, rows, width).shown.length === columns.length;
}

/** Takes from the widest column that is above its floor, until all fit or none is. */
function shrink(
  shown: readonly number[],
  natural: readonly number[],
  width: number,
  floor: (index: number) => number | undefined,
): number[] {
  const widths = shown.map((index) => natural[index] ?? 0);
  while (total(widths) > width) {
    const [widest] = shown
      .map((index, place) => ({ place, width: widths[place] ?? 0, floor: floor(index) }))
      .filter((each) => each.floor !== undefined && each.width > each.floor)
      .sort((a, b) => b.width - a.width);
    if (widest === undefined) break;
    widths[widest.place] = widest.width - 1;
  }
  return widths;
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1));
}

function widestWord(cell: string): number {
  return Math.max(...cell.split(' ').map(displayWidth));
}
