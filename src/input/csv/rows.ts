import { FileFault } from '../../domain/imports/report.ts';
import { formatSize } from '../../domain/values/size.ts';
import { unquoteFormula } from '../../domain/values/spreadsheet.ts';
import type { CsvRow } from './csv.ts';
import { lineMeter } from './line-meter.ts';
import { createRecordReader } from './records.ts';

export interface RowOptions {
  readonly delimiter: string;
  readonly maxRecordBytes: number;
  readonly firstLine: number;
}

/**
 * The rows of a text, with the lines on which they start. A leading quote that our own export put before
 * a formula is taken off, and `="021"` is the text 021. Lines without a filled cell are passed over.
 *
 * @param head what comes before the other pieces
 * @throws FileFault what cannot be read, after the rows before it
 */
export async function* readRows(
  chunks: AsyncIterator<Buffer>,
  head: Buffer,
  options: RowOptions,
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
    const unquote = reader.hasQuotes ? unquoteCell : unquoteFormula;
    const rows: CsvRow[] = [];
    for (const cells of records) {
      const start = line;
      line += 1 + (reader.hasQuotes ? countLineBreaks(cells) : 0);
      if (cells.some(isFilled)) rows.push({ line: start, cells: cells.map(unquote) });
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

/** The text of a cell such as `="021"`; what begins with a quote of ours is meant as it is. */
export function unquoteCell(cell: string): string {
  const text = cell.startsWith('=') ? /^="([^"]*)"$/.exec(cell.trim())?.[1] : undefined;
  return text ?? unquoteFormula(cell);
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
  };
  return fault(
    'malformed_row',
    `${sentence[cause] ?? 'not a row of CSV'}; nothing after it was checked`,
  );
}
