import { FileFault } from '../../../domain/imports/report.ts';
import { formatSize } from '../../../domain/values/size.ts';
import type { CsvOptions, CsvRow } from '../csv.ts';
import {
  type FoundHeader,
  findHeader,
  headRows,
  looksLikeRow,
  MAX_ABOVE,
} from '../header/find-header.ts';
import type { RateHeader } from '../header/rate-header.ts';
import { isBelowTable } from '../totals.ts';
import { isPicture } from './picture.ts';

type Table = readonly CsvRow[];

/** Which of the tables is meant shows only at its end, so all of them are held in memory. */
const MAX_PAGE_BYTES = 32 * 2 ** 20;
const BATCH = 1000;

/**
 * The rows of the table of a web page that names the columns.
 *
 * @param head what comes before the other pieces, in UTF-8
 * @throws FileFault there is no table, or more than one that may be meant; it is too large
 */
export async function* openPage(
  chunks: AsyncIterator<Buffer>,
  head: Buffer,
  { maxRecordBytes, columns }: CsvOptions,
  rate: RateHeader,
): AsyncGenerator<readonly CsvRow[]> {
  const tables = await readTables(chunks, head, maxRecordBytes);
  const rows = columns === undefined ? chooseTable(tables, rate) : onlyTable(tables);
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}

async function readTables(
  chunks: AsyncIterator<Buffer>,
  head: Buffer,
  maxRecordBytes: number,
): Promise<readonly Table[]> {
  // Its library takes a while to load, and few files are pages.
  const { createTableReader } = await import('./tables.ts');
  const reader = createTableReader({ maxRecordBytes });
  try {
    let size = 0;
    for (let chunk: Buffer | undefined = head; chunk !== undefined; ) {
      size += chunk.length;
      if (size > MAX_PAGE_BYTES) {
        const message = `a web page larger than ${formatSize(MAX_PAGE_BYTES)}; open it in a spreadsheet and save it as "CSV UTF-8"`;
        throw fault('file_too_large', message);
      }
      reader.write(chunk.toString('utf8'));
      const { value, done }: IteratorResult<Buffer> = await chunks.next();
      chunk = done ? undefined : value;
    }
  } finally {
    await chunks.return?.();
  }
  const tables = reader.end().filter(({ length }) => length > 0);
  if (tables.length > 0) return tables;
  throw fault('not_csv', 'a web page without a table; save the table alone as "CSV UTF-8"');
}

/** Of several the one that names the columns. Where none does, the longest shows best what is missing. */
function chooseTable(tables: readonly Table[], rate: RateHeader): Table {
  const found = tables.filter((table) => findIn(table, rate) !== undefined);
  const [one, ...others] = found;
  if (one === undefined) return tables.reduce((a, b) => (b.length > a.length ? b : a));
  if (others.length > 0) {
    const message = `${found.length} tables of the page name the columns: ${nameTables(tables, found)}; leave one of them in the file`;
    throw fault('many_tables', message);
  }
  // Where a page keeps the names in sight, they are a table of their own above that of the rows.
  const header = findIn(one, rate);
  if (header === 'below a row' || header === undefined) return one;
  if (one.length <= header.passed && tables.length > 1) {
    const message = `the table that names the columns has no rows: of ${tables.length} it is ${nameTables(tables, found)}; bring its rows below the names`;
    throw fault('many_tables', message);
  }
  refuseGoingOn(tables, one, header, rate);
  return one.map((row) => withoutButtons(row, header.header.cells));
}

/** What is drawn in a column without a name is there to be clicked. */
function withoutButtons({ cells, ...row }: CsvRow, header: readonly string[]): CsvRow {
  const isButton = (cell: string, place: number) => isPicture(cell) && !header[place];
  return { ...row, cells: cells.map((cell, place) => (isButton(cell, place) ? '' : cell)) };
}

/** A report of several pages may have a table for each, and the names of the columns above the first alone. */
function refuseGoingOn(
  tables: readonly Table[],
  one: Table,
  { header: { cells } }: FoundHeader,
  rate: RateHeader,
): void {
  const rating = rate(cells);
  const goesOn = (table: Table) =>
    table !== one &&
    table.some(
      (row) =>
        isAsWide(row.cells, cells) && !isBelowTable(row.cells) && looksLikeRow(row.cells, rating),
    );
  const more = tables.filter(goesOn);
  if (more.length === 0) return;
  const message = `rows without names of columns stand in other tables than those of ${nameTables(tables, [one])}: ${nameTables(tables, more)}; bring all rows into one table`;
  throw fault('many_tables', message);
}

/** A column more or less is often one of numbers or of buttons; what is narrower is a legend or a sum. */
function isAsWide(row: readonly string[], header: readonly string[]): boolean {
  return Math.abs(row.length - header.length) <= (header.length > 2 ? 1 : 0);
}

/** Where no table names the columns, nothing tells them apart. */
function onlyTable(tables: readonly Table[]): Table {
  const [one, ...others] = tables;
  if (one !== undefined && others.length === 0) return one;
  const message = `the page has ${tables.length} tables: ${nameTables(tables, tables)}; leave one of them in the file`;
  throw fault('many_tables', message);
}

function findIn(table: Table, rate: RateHeader): FoundHeader | 'below a row' | undefined {
  try {
    return findHeader(table.slice(0, headRows(MAX_ABOVE)), rate);
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return 'below a row';
  }
}

const MAX_NAMED = 5;

/** As people count them on the page, without the empty ones: `table 1 (31 rows), table 3 (1 row)`. */
function nameTables(tables: readonly Table[], some: readonly Table[]): string {
  const names = some.slice(0, MAX_NAMED).map((table) => {
    const rows = table.length === 1 ? '1 row' : `${table.length} rows`;
    return `table ${tables.indexOf(table) + 1} (${rows})`;
  });
  return `${names.join(', ')}${some.length > MAX_NAMED ? ' …' : ''}`;
}

function fault(code: string, message: string): FileFault {
  return new FileFault({ line: 1, column: '', value: '', code, message });
}
