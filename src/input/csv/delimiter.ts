import { parse } from 'csv-parse/sync';
import { ValueError } from '../../errors.ts';
import type { RateHeader } from './header/rate-header.ts';
import { OF_PAGE } from './html/page.ts';

/** Line ends of whatever system, also mixed in one file. */
export const RECORD_DELIMITERS = ['\r\n', '\n', '\r'];

const DELIMITERS: ReadonlyMap<string, string> = new Map([
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'pipe'],
]);

/**
 * A delimiter as a character, `\t`, or one of the words comma, semicolon, tab and pipe.
 *
 * @throws ValueError `bad_delimiter`
 */
export function parseDelimiter(text: string): string {
  const word = text.trim().toLowerCase();
  for (const [character, name] of DELIMITERS) if (word === name) return character;
  if (word === '\\t') return '\t';
  if (/^[\t!#$%&*+,./:;<=>?@^_`|~-]$/.test(text)) return text;
  throw new ValueError('bad_delimiter', 'not a delimiter; write , ; | or tab');
}

/** For people: `comma`, or the character itself where it has no name here. */
export function delimiterName(delimiter: string): string {
  if (delimiter === OF_PAGE) return 'HTML table';
  return DELIMITERS.get(delimiter) ?? delimiter;
}

/**
 * The delimiter that gives most known columns in a row that may be the header, and of those the most
 * cells.
 *
 * @param rowCount among so many
 */
export function findDelimiter(head: Buffer, rate: RateHeader, rowCount: number): string {
  let best = { delimiter: ',', known: -1, cells: 0 };
  for (const delimiter of DELIMITERS.keys()) {
    const rows = firstRecords(head, delimiter, rowCount);
    const sizes = rows.map((cells) => rate(cells).known.length);
    const known = Math.max(0, ...sizes);
    const cells = (known === 0 ? widest(rows) : rows[sizes.indexOf(known)]?.length) ?? 0;
    const hasMore = cells > Math.max(best.cells, 1);
    if (known > best.known || (known === best.known && hasMore)) best = { delimiter, known, cells };
  }
  return best.delimiter;
}

function widest(rows: readonly (readonly string[])[]): number {
  return Math.max(0, ...rows.map(({ length }) => length));
}

function firstRecords(head: Buffer, delimiter: string, rowCount: number): string[][] {
  const records: string[][] = [];
  try {
    parse(head, {
      delimiter,
      to: rowCount,
      skip_empty_lines: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_records_with_empty_values: true,
      record_delimiter: RECORD_DELIMITERS,
      on_record: (record: string[]) => {
        records.push(record);
        return null;
      },
    });
  } catch {
    // A quote that is not closed within the head: to be said by the reader itself.
  }
  return records;
}
