import { parse } from 'csv-parse/sync';
import type { RowError } from '../domain/import-report.ts';
import { unquoteFormula } from '../domain/spreadsheet.ts';

/** One record of a CSV file. */
export interface CsvRow {
  /** The line the record starts on, from 1, also after a quoted line break. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvFile {
  /** Undefined for a file without any. */
  readonly header: CsvRow | undefined;
  readonly rows: readonly CsvRow[];
  /** What could not be read at all. */
  readonly errors: readonly RowError[];
}

const LINE_BREAK = /\r\n|\n|\r/g;

/**
 * Reads CSV with a header. Lines without a filled cell are passed over. A leading quote that our own
 * export put before a formula is taken off.
 *
 * @param bytes UTF-8, with or without BOM
 */
export function readCsv(bytes: Uint8Array): CsvFile {
  const decoded = decodeUtf8(bytes);
  if (typeof decoded !== 'string') return { header: undefined, rows: [], errors: [decoded] };
  const rows: CsvRow[] = [];
  const errors: RowError[] = [];
  let line = 1;
  const pass = (raw: string) => {
    const start = line;
    line += countLines(raw);
    return start;
  };
  parse(decoded, {
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    info: true,
    raw: true,
    skip_records_with_error: true,
    on_record: (({ raw, record }: { raw: string; record: string[] }) => {
      if (errors.length > 0) return null;
      const start = pass(raw);
      if (record.some((cell) => cell.trim() !== '')) {
        rows.push({ line: start, cells: record.map(unquoteFormula) });
      }
      return null;
      // The type of the option does not know that `raw` changes what a record is.
    }) as never,
    on_skip: (error, raw) => {
      // What follows a quote gone wrong is anybody's guess, so only the first one is reported.
      if (errors.length === 0) errors.push(malformed(error?.code, line, raw ?? ''));
      return undefined;
    },
  });
  const [header, ...rest] = rows;
  return { header, rows: rest, errors };
}

/** The error names the line of the first byte that is not UTF-8. */
function decodeUtf8(bytes: Uint8Array): string | RowError {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const kept = text.split('\ufffd', 1)[0] ?? '';
    return {
      line: (kept.match(LINE_BREAK)?.length ?? 0) + 1,
      column: '',
      code: 'bad_encoding',
      value: '',
      message: 'not UTF-8 text; save the file as "CSV UTF-8"',
    };
  }
}

/** How many lines a raw record takes; csv-parse itself counts a quoted CRLF twice. */
function countLines(raw: string): number {
  if (!raw.includes('"')) return 1;
  const withoutEnd = raw.replace(/(\r\n|\n|\r)$/, '');
  return (withoutEnd.match(LINE_BREAK)?.length ?? 0) + 1;
}

function malformed(code: string | undefined, line: number, raw: string): RowError {
  const messages: Record<string, string> = {
    CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
    CSV_INVALID_CLOSING_QUOTE: 'text after a closing quote',
    INVALID_OPENING_QUOTE: 'a quote in the middle of a cell',
  };
  return {
    line,
    column: '',
    code: 'malformed_row',
    value: raw.trim(),
    message: `${messages[code ?? ''] ?? 'not a row of CSV'}; nothing after it was checked`,
  };
}
