import { FileFault, type ReadAs } from '../../domain/imports/report.ts';
import { formatSize } from '../../domain/values/size.ts';
import { unquoteFormula } from '../../domain/values/spreadsheet.ts';
import { delimiterName, findDelimiter } from './delimiter.ts';
import { decodeText, type Encoding } from './encoding.ts';
import { lineMeter } from './line-meter.ts';
import { createRecordReader } from './records.ts';

/** One record of a CSV file. */
export interface CsvRow {
  /** The line the record starts on, from 1, also after a quoted line break. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvOptions {
  /** By its byte order mark, else UTF-8, when undefined. */
  readonly encoding?: Encoding | undefined;
  /** Found from the header when undefined. */
  readonly delimiter?: string | undefined;
  readonly maxRecordBytes: number;
  readonly maxRows: number;
}

export interface CsvFile {
  readonly header: CsvRow;
  /** The row after it, if the first piece of the file has one: perhaps that is the header. */
  readonly second: CsvRow | undefined;
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
  { encoding, delimiter }: Pick<CsvFile, 'encoding' | 'delimiter'>,
): ReadAs {
  return { layout, encoding, delimiter: delimiterName(delimiter) };
}

/**
 * Reads CSV with a header, in bounded memory. A leading quote that our own export put before a
 * formula is taken off.
 *
 * @param isKnown whether a header cell names a column; the delimiter is the one that gives most of
 *   them
 * @throws FileFault what cannot be read at all; the batches throw it too, where they come to it
 */
export async function openCsv(
  bytes: AsyncIterable<Buffer>,
  options: CsvOptions,
  isKnown: (cell: string) => boolean,
): Promise<CsvFile> {
  const text = await decodeText(bytes, options.encoding);
  const chunks = text.chunks[Symbol.asyncIterator]();
  const head = await readHead(chunks, options.maxRecordBytes);
  const sep = /^sep=([!-~\t])(\r\n|\n|\r|$)/i.exec(head.toString('utf8', 0, 16));
  const delimiter = options.delimiter ?? sep?.[1] ?? findDelimiter(head, isKnown);
  const records = readRecords(chunks, head.subarray(sep?.[0].length ?? 0), {
    delimiter,
    maxRecordBytes: options.maxRecordBytes,
    firstLine: sep ? 2 : 1,
  });
  const first = await firstBatch(records);
  const header = first?.[0];
  if (first === undefined || header === undefined) {
    throw new FileFault({
      line: 1,
      column: '',
      value: '',
      code: 'empty_file',
      message: 'the file is empty; its first line must name the columns',
    });
  }
  const batches = countRows(first.slice(1), records, options.maxRows);
  return { header, second: first[1], batches, encoding: text.encoding, delimiter };
}

/** So much of the text that its first filled line is there whole, and the byte after it. */
async function readHead(chunks: AsyncIterator<Buffer>, maxBytes: number): Promise<Buffer> {
  const read: Buffer[] = [];
  let size = 0;
  let isFilledLine = false;
  while (size <= maxBytes) {
    const { value, done } = await chunks.next();
    if (done) break;
    read.push(value);
    size += value.length;
    for (const [index, byte] of value.entries()) {
      if (byte !== LF && byte !== CR) isFilledLine ||= !EMPTY_BYTES.includes(byte);
      else if (isFilledLine && index + 1 < value.length) return Buffer.concat(read);
    }
  }
  return Buffer.concat(read);
}

const LF = 10;
const CR = 13;
/** What a line without a filled cell consists of. */
const EMPTY_BYTES = Buffer.from(' ,;|\t"');

async function firstBatch(
  records: AsyncGenerator<readonly CsvRow[]>,
): Promise<readonly CsvRow[] | undefined> {
  for (;;) {
    const { value, done } = await records.next();
    if (done) return undefined;
    if (value.length > 0) return value;
  }
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

interface RecordOptions {
  readonly delimiter: string;
  readonly maxRecordBytes: number;
  readonly firstLine: number;
}

async function* readRecords(
  chunks: AsyncIterator<Buffer>,
  head: Buffer,
  options: RecordOptions,
): AsyncGenerator<readonly CsvRow[]> {
  const { maxRecordBytes } = options;
  const reader = createRecordReader(options);
  let line = options.firstLine;
  const isTooLong = lineMeter(maxRecordBytes);
  // What comes before a fault is handed over first, wherever the chunks happen to end.
  async function* feed(chunk: Buffer | undefined): AsyncGenerator<readonly CsvRow[]> {
    const keep = chunk && isTooLong(chunk);
    // Nothing comes after the rows before what is too long, so what is held back of them is to come out.
    const { records, error } = await (chunk !== undefined && keep === undefined
      ? reader.write(chunk)
      : keep === 'nothing'
        ? { records: [], error: undefined }
        : reader.end(chunk?.subarray(0, keep)));
    const rows: CsvRow[] = [];
    for (const cells of records) {
      const start = line;
      line += 1 + (reader.hasQuotes ? countLineBreaks(cells) : 0);
      if (cells.some(isFilled)) rows.push({ line: start, cells: cells.map(unquoteFormula) });
    }
    yield rows;
    if (error) throw malformed(error, line, maxRecordBytes);
    if (keep !== undefined) throw tooLong(line, maxRecordBytes);
  }
  try {
    if (head.length > 0) yield* feed(head);
    for (;;) {
      const { value, done } = await chunks.next();
      if (done) break;
      yield* feed(value);
    }
    yield* feed(undefined);
  } finally {
    reader.destroy();
    await chunks.return?.();
  }
}

const LINE_BREAK = /\r\n|\n|\r/g;

function isFilled(cell: string): boolean {
  return cell !== '' && cell.trim() !== '';
}

function countLineBreaks(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    if (cell.includes('\n') || cell.includes('\r')) count += cell.match(LINE_BREAK)?.length ?? 0;
  }
  return count;
}

function tooLong(line: number, maxRecordBytes: number): FileFault {
  const size = formatSize(maxRecordBytes);
  return new FileFault({
    line,
    column: '',
    value: '',
    code: 'record_too_long',
    message: `a row longer than ${size}: a quote is not closed`,
    remedy: { offer: 'longer rows' },
  });
}

/** What follows a quote gone wrong is anybody's guess, so nothing after it is looked at. */
function malformed(error: Error, line: number, maxRecordBytes: number): FileFault {
  const cause = 'code' in error ? String(error.code) : '';
  const fault = (code: string, message: string) =>
    new FileFault({ line, column: '', value: '', code, message });
  if (cause === 'CSV_MAX_RECORD_SIZE') return tooLong(line, maxRecordBytes);
  const sentence: Record<string, string> = {
    CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
    CSV_INVALID_CLOSING_QUOTE: 'text after a closing quote',
    INVALID_OPENING_QUOTE: 'a quote in the middle of a cell',
  };
  return fault(
    'malformed_row',
    `${sentence[cause] ?? 'not a row of CSV'}; nothing after it was checked`,
  );
}
