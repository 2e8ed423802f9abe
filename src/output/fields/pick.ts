import type { Sheet } from '../../documents/sheet.ts';
import { renderTable } from '../page/table.ts';
import type { Format, Page, View } from '../page/view.ts';
import { plainName, refuseField, titleOf } from './field-names.ts';
import { pickDocument } from './pick-document.ts';

/**
 * An answer with some of its keys or columns alone, in the order they are named in. Names are those of JSON or of
 * CSV in any format; of `shares.amount` a table and CSV, which have a row for each share, take the last word.
 *
 * @throws UsageError there is no such key or column
 */
export function pickFields(view: View, names: readonly string[], format: Format): View {
  if (format === 'json') {
    const document = pickDocument(view.json(), names);
    return { ...view, json: () => document };
  }
  const sheet = view.csv();
  const places = names.map((name) => findColumn(sheet.header, name));
  const picked: Sheet = {
    header: places.map((place) => sheet.header[place] ?? ''),
    rows: pickCells(sheet.rows, places),
  };
  const columns = view.columns?.(picked.header.map(plainName));
  return {
    json: view.json,
    csv: () => picked,
    text: columns?.text ?? ((page) => sheetText(picked, page)),
  };
}

function findColumn(header: readonly string[], name: string): number {
  const wanted = plainName(name);
  const whole = header.findIndex((each) => plainName(each) === wanted.replaceAll('.', ''));
  if (whole !== -1) return whole;
  const last = header.findIndex((each) => plainName(each) === wanted.split('.').at(-1));
  return last === -1 ? refuseField(name, header) : last;
}

function* pickCells(rows: Sheet['rows'], places: readonly number[]): Sheet['rows'] {
  for (const row of rows) yield places.map((place) => row[place] ?? null);
}

/** The cells of a sheet as a table. */
function sheetText({ header, rows }: Sheet, page: Page): Iterable<string> {
  const cells = [...rows].map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
  const isNumber = (place: number) => cells.every((row) => /^-?[\d.]*$/.test(row[place] ?? ''));
  const columns = header.map((name, place) => {
    const title = titleOf(name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
    return isNumber(place)
      ? ({ title, align: 'right' } as const)
      : ({ title, flexible: true } as const);
  });
  return renderTable({ columns, rows: cells }, page);
}
