import { Parser } from 'csv-parse';
import { RECORD_DELIMITERS } from './delimiter.ts';

/** The records that are complete, and what is wrong with what comes after them. */
interface Read {
  readonly records: readonly (readonly string[])[];
  readonly error?: Error | null | undefined;
}

/** Reads the pieces of a CSV text, in order. */
export interface RecordReader {
  /** Whether a quote was seen: without one no cell holds a line break. */
  readonly hasQuotes: boolean;
  write(chunk: Buffer): Promise<Read>;
  /** Also what is not ended by a line break. */
  end(chunk?: Buffer): Promise<Read>;
  /** To be called at the end, also after an error. */
  destroy(): void;
}

interface RecordOptions {
  readonly delimiter: string;
  readonly maxRecordBytes: number;
}

/**
 * Records as csv-parse reads them. Up to the first quote a line is a record and what stands between two
 * delimiters is a cell, which needs no library, and most files of an office have no quote: a fifth of an
 * import. A test holds both to the same.
 */
export function createRecordReader(options: RecordOptions): RecordReader {
  const { delimiter } = options;
  const plain = new PlainLines();
  const unwrap = formulaUnwrapper(delimiter);
  let parser: RecordParser | undefined;

  function isPlain(chunk: Buffer): boolean {
    return parser === undefined && !chunk.includes(QUOTE);
  }

  /** The parser goes on where the plain lines ended. */
  function parse(chunk: Buffer, isLast: boolean): Promise<Read> {
    const text = unwrap(isLast ? Buffer.concat([plain.rest(), chunk]) : plain.take(chunk));
    parser ??= createParser(options);
    const parsing = parser;
    return new Promise((resolve) => {
      const done = (error?: Error | null) => resolve({ records: parsing.takeRecords(), error });
      if (isLast) parsing.end(text, done);
      else parsing.write(text, done);
    });
  }

  return {
    get hasQuotes() {
      return parser !== undefined;
    },
    write: async (chunk) =>
      isPlain(chunk) ? { records: split(plain.take(chunk), delimiter) } : parse(chunk, false),
    end: async (chunk = Buffer.alloc(0)) =>
      isPlain(chunk)
        ? { records: split(Buffer.concat([plain.rest(), chunk]), delimiter) }
        : parse(chunk, true),
    destroy: () => parser?.destroy(),
  };
}

/** Gives whole lines of pieces that end anywhere. */
class PlainLines {
  /** Of a line that is not complete; joined once, for a long one may come in thousands. */
  #pieces: Buffer[] = [];

  /** The lines that are complete, with the break of the last one. */
  take(chunk: Buffer): Buffer {
    if (chunk.length === 0) return chunk;
    // A CR at the very end may be the first half of a break; if it is not, the next piece ends its line.
    const isEnded = this.#pieces.at(-1)?.at(-1) === CR;
    const last = Math.max(chunk.lastIndexOf(LF), chunk.lastIndexOf(CR, -2));
    if (last === -1 && !isEnded) {
      this.#pieces.push(chunk);
      return Buffer.alloc(0);
    }
    const lines = Buffer.concat([...this.#pieces, chunk.subarray(0, last + 1)]);
    this.#pieces = last + 1 < chunk.length ? [chunk.subarray(last + 1)] : [];
    return lines;
  }

  /** What comes after the last of them. */
  rest(): Buffer {
    return Buffer.concat(this.#pieces);
  }
}

/**
 * Takes the `=` off cells such as `="1,250.00"`, which spreadsheets read as text: to a parser they are in no
 * quotes, for these do not begin the cell, and the comma within would cut it. Within a cell in quotes, which may
 * hold `,="` and go over several lines, nothing is taken off.
 *
 * @returns what does it to whole lines, given in order
 */
function formulaUnwrapper(delimiter: string): (lines: Buffer) => Buffer {
  const sign = delimiter.charCodeAt(0);
  const isBetween = (byte: number | undefined) =>
    byte === undefined || byte === sign || byte === LF || byte === CR;
  let isWithin = false;
  return (lines) => {
    const kept: Buffer[] = [];
    let from = 0;
    let at = lines.indexOf(QUOTE);
    while (at !== -1) {
      let next = at + 1;
      if (isWithin) {
        if (lines[next] === QUOTE) next++;
        else isWithin = false;
      } else if (isBetween(lines[at - 1])) isWithin = true;
      else if (lines[at - 1] === EQUALS && isBetween(lines[at - 2])) {
        const end = lines.indexOf(QUOTE, next);
        if (end > next && isBetween(lines[end + 1]) && isOneLine(lines.subarray(next, end))) {
          kept.push(lines.subarray(from, at - 1));
          from = at;
          next = end + 1;
        }
      }
      at = lines.indexOf(QUOTE, next);
    }
    return from === 0 ? lines : Buffer.concat([...kept, lines.subarray(from)]);
  };
}

function isOneLine(text: Buffer): boolean {
  return !text.includes(LF) && !text.includes(CR);
}

const QUOTE = 0x22;
const EQUALS = 0x3d;
const LF = 10;
const CR = 13;

/** @param lines without a quote */
function split(lines: Buffer, delimiter: string): readonly (readonly string[])[] {
  const texts = lines.toString('utf8').split(lines.includes(CR) ? /\r\n|\n|\r/ : '\n');
  // Behind the last break, or of no text at all.
  if (texts.at(-1) === '') texts.pop();
  return texts.map((text) => text.split(delimiter));
}

/** Hands records over as they are parsed; the events of a stream would take thrice as long. */
class RecordParser extends Parser {
  #records: string[][] = [];

  override push(record: unknown): boolean {
    if (record === null) return super.push(null);
    this.#records.push(record as string[]);
    return true;
  }

  takeRecords(): readonly (readonly string[])[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }
}

function createParser({ delimiter, maxRecordBytes }: RecordOptions): RecordParser {
  const parser = new RecordParser({
    delimiter,
    record_delimiter: RECORD_DELIMITERS,
    relax_column_count: true,
    // Spreadsheets write ="021" on purpose, and take a quote in the middle of a cell for itself.
    relax_quotes: true,
    max_record_size: maxRecordBytes,
  });
  // Each call is told of its own errors.
  parser.on('error', () => {});
  return parser;
}
