import type { Cell, Sheet } from '../../documents/sheet.ts';
import { groupAmount, moneyFormat } from '../../domain/values/money-format.ts';
import { UsageError } from '../../errors.ts';
import { renderTable } from '../page/table.ts';
import type { Amounts, Format, Page, View } from '../page/view.ts';
import { columnTitle, findColumn, plainName, refuseField } from './field-names.ts';
import { pickDocument } from './pick-document.ts';

/**
 * An answer with some of its keys or columns alone, in the order they are named in. In any format names are those of
 * JSON, of CSV, or the headings of the table; of `shares.amount` a table and CSV, which have a row for each share,
 * take the last word.
 *
 * @throws UsageError there is no such key or column
 */
export function pickFields(view: View, names: readonly string[], format: Format): View {
  const sheet = view.csv();
  const columnOf = (name: string) => findColumn(sheet.header, name, view.names);
  if (format === 'json') {
    const document = pickDocument(view.json(), names, (name) => keysOf(columnOf(name), view));
    return { ...view, json: () => document };
  }
  const places = names.map((name) => {
    refuseAmbiguous(view, name);
    const column = columnOf(name) ?? refuseField(name, sheet.header);
    return sheet.header.indexOf(column);
  });
  const picked: Sheet = {
    header: places.map((place) => sheet.header[place] ?? ''),
    rows: pickCells(sheet.rows, places),
  };
  const columns = view.columns?.(picked.header.map(plainName));
  return {
    json: view.json,
    csv: () => picked,
    text: columns?.text ?? ((page) => sheetText(picked, view.amounts, page)),
  };
}

/**
 * In JSON a name that both the document and its rows have is that of the document, which a table has no place for.
 *
 * @throws UsageError it is such a name
 */
function refuseAmbiguous({ json, names = {} }: View, name: string): void {
  if (names.rows === undefined) return;
  const document = json() as Readonly<Record<string, unknown>>;
  const keyIn = (of: object) => Object.keys(of).find((key) => plainName(key) === plainName(name));
  const [whole, [row] = []] = [keyIn(document), document[names.rows] as readonly object[]];
  const ofRow = row && keyIn(row);
  if (whole === undefined || ofRow === undefined) return;
  throw new UsageError(
    'bad_value',
    `The field ${name} may be ${names.rows}.${ofRow}, of each row, or ${whole} of the whole, which only JSON has.`,
  );
}

/** Where a column may be in the document. */
function keysOf(column: string | undefined, { names = {} }: View): string[] {
  if (column === undefined) return [];
  const key = names.keys?.[column] ?? column;
  return names.rows === undefined ? [key] : [`${names.rows}.${key}`, key];
}

function* pickCells(rows: Sheet['rows'], places: readonly number[]): Sheet['rows'] {
  for (const row of rows) yield places.map((place) => row[place] ?? null);
}

/** The cells of a sheet as a table, in which money is grouped and added up. */
function sheetText(
  { header, rows }: Sheet,
  amounts: Amounts | undefined,
  page: Page,
): Iterable<string> {
  const totals = amounts?.totals() ?? {};
  const isMoney = header.map((name) => Object.hasOwn(totals, name));
  const show = (cell: Cell, place: number) => {
    const text = cell === null ? '' : String(cell);
    return amounts && isMoney[place] ? groupAmount(text, amounts.style.locale) : text;
  };
  const cells = [...rows].map((row) => row.map(show));
  const isNumber = (place: number) =>
    isMoney[place] || cells.every((row) => /^-?[\d.]*$/.test(row[place] ?? ''));
  const columns = header.map((name, place) => {
    const title = columnTitle(name);
    return isNumber(place)
      ? ({ title, align: 'right' } as const)
      : ({ title, flexible: true } as const);
  });
  return renderTable({ columns, rows: cells, ...footerOf(header, totals, amounts) }, page);
}

/** What the amounts add up to, where any is shown that is added. */
function footerOf(
  header: readonly string[],
  totals: Readonly<Record<string, bigint | null>>,
  amounts: Amounts | undefined,
): { readonly footer?: readonly string[] } {
  if (amounts === undefined || header.every((name) => (totals[name] ?? null) === null)) return {};
  const money = moneyFormat(amounts.style);
  const footer = header.map((name, place) => {
    const total = totals[name] ?? null;
    if (total !== null) return money(total);
    return place === 0 ? 'Total' : '';
  });
  return { footer };
}
