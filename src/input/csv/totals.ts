import type { CsvRow } from './csv.ts';
import { ID_LOOK } from './header/guess-columns.ts';

/** `Total`, `Grand Total:`, `Total students: 45`. */
const TOTAL =
  /^(?:(?:grand|sub|over-?all|net|column)[\s-]*)?(?:totals?|sum|average|avg)(?:\s+(?:present|absent|days|amount|students|rs\.?))?\s*[:.=-]*(?:\s*[\d,.]+)?$/i;

/** What stands below a table. */
const NOTE =
  /^(?:generated|printed|prepared|checked|verified|certified|signature|signed|page|report|end of|authori[sz]ed|\*{2,}|-{2,}|={2,})/i;

/** Who signs below it, in cells of their own: `Prepared by`, `Warden's signature`. */
const SIGNATURE =
  /^[^\d]*\b(?:signature|signed|sign|warden|superintendent|manager|secretary|in-?charge|prepared|checked|verified|approved)\b[^\d]*$/i;

/** A row of sums, by the word that it begins with, or a line of text below the table. */
export function isBelowTable(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const first = filled[0]?.trim() ?? '';
  // What has the look of an id is one: of SUM01 nobody is to be lost.
  const isSum = TOTAL.test(first) && !(/\d/.test(first) && ID_LOOK.test(first));
  if (isSum || (filled.length === 1 && cells.length > 1 && NOTE.test(first))) return true;
  const isOfText = filled.length > 0 && filled.length < cells.length;
  return isOfText && filled.every((cell) => SIGNATURE.test(cell.trim()));
}

/**
 * Passes over what stands at the end of a file below its rows. In the middle it is a row like others.
 *
 * @param isBelow whether a row may be of that
 * @param onPassed told of each
 */
export async function* passOverEnd(
  batches: AsyncIterable<readonly CsvRow[]>,
  isBelow: (cells: readonly string[]) => boolean,
  onPassed: (row: CsvRow) => void,
): AsyncGenerator<readonly CsvRow[]> {
  let held: readonly CsvRow[] = [];
  for await (const batch of batches) {
    const rows = held.length === 0 ? batch : [...held, ...batch];
    const end = rows.findLastIndex(({ cells }) => !isBelow(cells)) + 1;
    held = rows.slice(end);
    yield end === rows.length ? rows : rows.slice(0, end);
  }
  for (const row of held) onPassed(row);
}
