import { FileFault } from '../../../domain/imports/report.ts';
import type { CsvRow } from '../csv.ts';
import { DATE_LOOK } from './guess-columns.ts';
import type { HeaderRating, RateHeader } from './rate-header.ts';

export interface FoundHeader {
  readonly header: CsvRow;
  /** How many of the rows stand above the first row below the header. */
  readonly passed: number;
  /** The lines of text above it. */
  readonly above: readonly CsvRow[];
}

/** So many filled lines may stand above the header, unless a kind of file is known for more. */
export const MAX_ABOVE = 20;

/** The rows among which it is looked for, with one below it. */
export function headRows(maxAbove: number): number {
  return maxAbove + 2;
}

/**
 * Finds the row that names the columns, with what offices put above it (a title, the month, a row of
 * groups) and below it (the names of the days).
 *
 * @param rows the first ones, at least one
 * @returns undefined where no row names two columns
 * @throws FileFault `header_not_first` above it stands what looks like a row
 */
export function findHeader(
  rows: readonly CsvRow[],
  rate: RateHeader,
  maxAbove: number = MAX_ABOVE,
): FoundHeader | undefined {
  const candidates = rows.slice(0, maxAbove + 1).map(({ cells }, place): Candidate => {
    const merged = mergeRows(cells, rows[place + 1]?.cells ?? [], rate);
    return { cells: merged ?? cells, height: merged ? 2 : 1, rating: rate(merged ?? cells) };
  });
  const place = findPlace(rows, candidates);
  const [found, { line } = { line: 0 }] = [candidates[place], rows[place]];
  if (found === undefined) return undefined;
  refuseRowAbove(rows.slice(0, place), line, found.rating);
  const below = place + found.height;
  const passed = isOfWeekdays(rows[below]?.cells ?? []) ? below + 1 : below;
  return { header: { line, cells: found.cells }, passed, above: rows.slice(0, place) };
}

const NOTHING = { needed: [] };

/** A row, with the one below it where both are the header. */
interface Candidate {
  readonly cells: readonly string[];
  readonly height: 1 | 2;
  readonly rating: HeaderRating;
}

/** @returns -1 where there is none */
function findPlace(rows: readonly CsvRow[], candidates: readonly Candidate[]): number {
  const ratings = candidates.map(({ rating }) => rating);
  const sizes = ratings.map(({ known }) => known.length);
  let place = ratings.findIndex(({ isWhole }) => isWhole);
  // Titles and groups of columns may have names of columns in them: `Student`, `Attendance`.
  for (let next = place + 1; place !== -1 && next < ratings.length; next++) {
    if (ratings[next]?.isWhole && (sizes[next] ?? 0) >= (sizes[place] ?? 0)) place = next;
    else if (looksLikeRow(rows[next]?.cells ?? [], ratings[place] ?? NOTHING)) break;
  }
  if (place !== -1) return place;
  const most = Math.max(...sizes);
  return most < 2 ? -1 : sizes.indexOf(most);
}

/**
 * A header of two rows: names that go over both, and days below the name of their group.
 *
 * @returns undefined where the lower row is none of it
 */
function mergeRows(
  upper: readonly string[],
  lower: readonly string[],
  rate: RateHeader,
): readonly string[] | undefined {
  const before = rate(upper).known.length;
  const filled = [...lower.keys()].filter((place) => isFilled(lower[place]));
  if (before === 0 || filled.length === 0 || rate(lower).isWhole) return undefined;
  const width = Math.max(upper.length, lower.length);
  const merged = Array.from({ length: width }, (_, place) =>
    isFilled(lower[place]) ? (lower[place] ?? '') : (upper[place] ?? ''),
  );
  const { known, isWhole } = rate(merged);
  const isOfNames = filled.every((place) => known.includes(place));
  // A row of marks without an id names no more than there was.
  return isOfNames && isWhole && known.length > before ? merged : undefined;
}

/** Rows above the names would be lost. */
function refuseRowAbove(above: readonly CsvRow[], line: number, rating: RowLook): void {
  const row = above.find(({ cells }) => looksLikeRow(cells, rating));
  if (row === undefined) return;
  throw new FileFault({
    line: row.line,
    column: '',
    code: 'header_not_first',
    value: row.cells.join(' '),
    message: `the columns are named on line ${line}, and this looks like a row above it; put it below`,
  });
}

/** A number, a mark, an amount. */
const VALUE = /^(?:\S{1,3}|\S*\d\S*|\D{0,4}\d[\d,.]*(?:\/-)?)$/;

type RowLook = Pick<HeaderRating, 'needed' | 'isDated'>;

export function looksLikeRow(
  cells: readonly string[],
  { needed: [first, ...others], isDated = false }: RowLook,
): boolean {
  const start = (cells[first ?? -1] ?? '').trim();
  if (start === '' || ((isDated || /\s/.test(start)) && !DATE_LOOK.test(start))) return false;
  return others.some((place) => {
    const cell = (cells[place] ?? '').trim();
    return VALUE.test(cell) || DATE_LOOK.test(cell);
  });
}

const WEEKDAY =
  /^(?:mo?|mon|tu?|tues?|we?|wed|thu?|thur?s?|fr?i?|sa?t?|su?n?)(?:day|nesday|urday)?\.?$/i;

/** Names of days below their numbers, and nothing else. */
function isOfWeekdays(cells: readonly string[]): boolean {
  const filled = cells.filter(isFilled);
  return (
    (filled.length > 1 || !isFilled(cells[0])) &&
    filled.length > 0 &&
    filled.every((cell) => WEEKDAY.test(cell.trim()))
  );
}

function isFilled(cell: string | undefined): boolean {
  return cell !== undefined && cell.trim() !== '';
}
