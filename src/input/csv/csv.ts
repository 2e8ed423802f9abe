import { FileFault, type ReadAs } from '../../domain/imports/report.ts';
import { delimiterName, findDelimiter } from './delimiter.ts';
import { decodeText, type Encoding } from './encoding.ts';
import type { ColumnName } from './header/column-names.ts';
import { headRows, MAX_ABOVE } from './header/find-header.ts';
import { type CellLook, NO_COLUMN } from './header/guess-columns.ts';
import type { RateHeader } from './header/rate-header.ts';
import { nameByOption, requireHeader } from './header/require-header.ts';
import { isPage, OF_PAGE } from './html/page.ts';
import { openPage } from './html/page-rows.ts';
import { readRows } from './rows.ts';
import { refuseRowInHeader } from './swallowed-rows.ts';
import { isBelowTable, passOverEnd } from './totals.ts';

/** One record of a CSV file. */
export interface CsvRow {
  /** The line the record starts on, from 1, also after a quoted line break. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The places of filled cells that go over others beside them, in a table of a web page. */
  readonly wide?: readonly number[];
}

export interface CsvOptions {
  /** By its byte order mark, else UTF-8, when undefined. */
  readonly encoding?: Encoding | undefined;
  /** Found from the header when undefined. */
  readonly delimiter?: string | undefined;
  /** Of a file without a header, as our own files call them; `_` at the end is for all that follow. */
  readonly columns?: readonly string[] | undefined;
  /** What is said of the header. */
  readonly named?: readonly ColumnName[] | undefined;
  readonly maxRecordBytes: number;
  readonly maxRows: number;
}

export interface CsvFile {
  readonly header: CsvRow;
  /** Where it is, if there is text above it. */
  readonly headerLine: number | null;
  /** That text, by cells. */
  readonly textAbove: readonly string[];
  /** Lines below the table that are passed over; all are known at the end. */
  readonly totals: readonly number[];
  /** The rows that stand there. */
  readonly below: readonly CsvRow[];
  /** Nothing is taken of what stands beyond the header. */
  readonly isOpen: boolean;
  /** The rows below the header, in order. Lines without a filled cell are passed over. */
  readonly batches: AsyncIterable<readonly CsvRow[]>;
  readonly encoding: Encoding;
  readonly delimiter: string;
}

/** Sizes that no file of an office comes near. */
export const DEFAULT_BOUNDS = {
  maxRecordBytes: 64 * 2 ** 10,
  maxFileBytes: 256 * 2 ** 20,
  maxRows: 5_000_000,
} as const;

export function describeReading(
  layout: string,
  { encoding, delimiter, headerLine, totals }: CsvFile,
): ReadAs {
  return { layout, encoding, delimiter: delimiterName(delimiter), headerLine, totals };
}

/** What is known of the header of a kind of file. */
export interface HeaderKnowledge {
  readonly rate: RateHeader;
  /** By these the columns of a file without a header are guessed. */
  readonly looks: readonly CellLook[];
  /** So many filled lines may stand above it, where it is not the usual number. */
  readonly maxAbove?: number;
  /** Whether a row at the end of the file is none of the table: by its word when undefined. */
  readonly isBelowTable?: (header: readonly string[]) => (cells: readonly string[]) => boolean;
}

/**
 * Reads CSV in bounded memory, or the table of a web page. The header is found below the text that offices put above it; the
 * delimiter is the one that gives a header with most columns.
 *
 * @throws FileFault what cannot be read at all; the batches throw it too, where they come to it
 */
export async function openCsv(
  bytes: AsyncIterable<Buffer>,
  options: CsvOptions,
  { rate, looks, maxAbove = MAX_ABOVE, isBelowTable: createIsBelow }: HeaderKnowledge,
): Promise<CsvFile> {
  const text = await decodeText(bytes, options.encoding);
  const chunks = text.chunks[Symbol.asyncIterator]();
  const rowCount = headRows(maxAbove);
  const head = await readHead(chunks, options.maxRecordBytes, rowCount);
  const { records, delimiter } = isPage(head)
    ? { records: openPage(chunks, head, options, rate), delimiter: OF_PAGE }
    : openLines(chunks, head, options, { rate, rowCount });
  const first = await takeFirst(records, rowCount);
  const { header, passed, above } =
    options.columns === undefined
      ? requireHeader(first.rows, rate, looks, maxAbove)
      : nameByOption(first.rows, options.columns, rate);
  const [key] = rate(header.cells).needed;
  if (key !== undefined) refuseRowInHeader(header, key, delimiter);
  const totals: number[] = [];
  const below: CsvRow[] = [];
  const all = countRows(first.rows.slice(passed), first.rest, options.maxRows);
  const isBelow = createIsBelow?.(header.cells) ?? isBelowTable;
  return {
    header,
    headerLine: above.length > 0 ? header.line : null,
    textAbove: above.flatMap(({ cells }) => cells),
    totals,
    below,
    batches: passOverEnd(all, isBelow, (row) => {
      totals.push(row.line);
      below.push(row);
    }),
    encoding: text.encoding,
    delimiter,
    isOpen: options.columns?.at(-1) === NO_COLUMN,
  };
}

function openLines(
  chunks: AsyncIterator<Buffer>,
  head: Buffer,
  options: CsvOptions,
  { rate, rowCount }: { readonly rate: RateHeader; readonly rowCount: number },
): { readonly records: AsyncGenerator<readonly CsvRow[]>; readonly delimiter: string } {
  const sep = /^sep=([!-~\t])(\r\n|\n|\r|$)/i.exec(head.toString('utf8', 0, 16));
  const delimiter = options.delimiter ?? sep?.[1] ?? findDelimiter(head, rate, rowCount);
  const records = readRows(chunks, head.subarray(sep?.[0].length ?? 0), {
    delimiter,
    maxRecordBytes: options.maxRecordBytes,
    firstLine: sep ? 2 : 1,
  });
  return { records, delimiter };
}

/** So much of the text that the lines are there whole among which the header is, and the byte after them. */
async function readHead(
  chunks: AsyncIterator<Buffer>,
  maxBytes: number,
  rowCount: number,
): Promise<Buffer> {
  const read: Buffer[] = [];
  let size = 0;
  let isFilledLine = false;
  let filled = 0;
  while (size <= maxBytes) {
    const { value, done } = await chunks.next();
    if (done) break;
    read.push(value);
    size += value.length;
    for (const [index, byte] of value.entries()) {
      if (byte !== LF && byte !== CR) isFilledLine ||= !EMPTY_BYTES.includes(byte);
      else if (isFilledLine) {
        filled++;
        isFilledLine = false;
        if (filled > rowCount && index + 1 < value.length) return Buffer.concat(read);
      }
    }
  }
  return Buffer.concat(read);
}

const LF = 10;
const CR = 13;
/** What a line without a filled cell consists of. */
const EMPTY_BYTES = Buffer.from(' ,;|\t"');

/** The first rows, among which is the header, and what comes after them: perhaps a fault. */
async function takeFirst(
  records: AsyncGenerator<readonly CsvRow[]>,
  rowCount: number,
): Promise<{ readonly rows: readonly CsvRow[]; readonly rest: AsyncIterable<readonly CsvRow[]> }> {
  const rows: CsvRow[] = [];
  try {
    while (rows.length < rowCount) {
      const { value, done } = await records.next();
      if (done) break;
      rows.push(...value);
    }
  } catch (error) {
    if (!(error instanceof FileFault) || rows.length === 0) throw error;
    return { rows, rest: failing(error) };
  }
  return { rows, rest: records };
}

// biome-ignore lint/correctness/useYield: it is in the place of rows
async function* failing(error: FileFault): AsyncGenerator<readonly CsvRow[]> {
  throw error;
}

async function* countRows(
  first: readonly CsvRow[],
  rest: AsyncIterable<readonly CsvRow[]>,
  maxRows: number,
): AsyncGenerator<readonly CsvRow[]> {
  let left = maxRows;
  for await (const batch of concat(first, rest)) {
    const over = batch[left];
    if (over === undefined) {
      left -= batch.length;
      yield batch;
      continue;
    }
    yield batch.slice(0, left);
    throw new FileFault({
      line: over.line,
      column: '',
      value: '',
      code: 'too_many_rows',
      message: `more than ${maxRows} rows`,
      remedy: { offer: 'more rows' },
    });
  }
}

async function* concat<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}
