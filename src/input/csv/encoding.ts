import { isUtf8 } from 'node:buffer';
import { FileFault } from '../../domain/imports/report.ts';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Text as UTF-8, checked, without a byte order mark. */
export interface DecodedText {
  readonly encoding: Encoding;
  /** Each ends with a whole character. */
  readonly chunks: AsyncIterable<Buffer>;
}

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** What offices send instead of CSV, by its first bytes. */
const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['an Excel or OpenDocument workbook', [0x50, 0x4b, 0x03, 0x04]],
  ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['a gzip file', [0x1f, 0x8b, 0x08]],
];

/**
 * Turns the bytes of a file into checked UTF-8: by its byte order mark, else as UTF-8, unless an
 * encoding is given. Bytes that are no text end it with the line they stand on.
 *
 * @throws FileFault `not_csv` or `bad_encoding`, the latter also from the chunks
 */
export async function decodeText(
  bytes: AsyncIterable<Buffer>,
  given: Encoding | undefined,
): Promise<DecodedText> {
  const iterator = bytes[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < 4) {
    const { value, done } = await iterator.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  const signature = SIGNATURES.find(([, start]) => startsWith(head, start));
  if (signature) {
    throw fault(1, 'not_csv', `${signature[0]}, not text; save it as "CSV UTF-8"`);
  }
  const mark = MARKS.find(([, start]) => startsWith(head, start));
  if (mark && given !== undefined && given !== mark[0]) {
    const message = `the file says that it is ${mark[0]}; leave out --encoding`;
    throw fault(1, 'bad_encoding', message);
  }
  const encoding = given ?? mark?.[0] ?? 'utf-8';
  if (encoding === 'utf-8') refuseUnmarkedUtf16(head);
  const rest = chain(head.subarray(mark?.[1].length ?? 0), iterator);
  const readers = { 'utf-8': checkUtf8, 'windows-1252': readWindows1252 };
  const isUtf16 = encoding === 'utf-16le' || encoding === 'utf-16be';
  return { encoding, chunks: isUtf16 ? readUtf16(rest, encoding) : readers[encoding](rest) };
}

function startsWith(bytes: Buffer, start: readonly number[]): boolean {
  return bytes.length >= start.length && start.every((byte, index) => bytes[index] === byte);
}

/** Every second byte of such a file is NUL, as far as it is in Latin letters. */
function refuseUnmarkedUtf16(head: Buffer): void {
  if (head.length < 4) return;
  const [a, b, c, d] = head;
  const guess = a && c && b === 0 && d === 0 ? 'utf-16le' : !a && !c && b && d ? 'utf-16be' : '';
  if (guess === '') return;
  throw fault(1, 'bad_encoding', `not UTF-8 text; it looks like --encoding ${guess}`);
}

async function* chain(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head;
    for (;;) {
      const { value, done } = await rest.next();
      if (done) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}

async function* checkUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let lines = countLines();
  let held = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const buffer = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const whole = buffer.subarray(0, buffer.length - unfinishedBytes(buffer));
    if (!isUtf8(whole)) throw notUtf8(lines, whole);
    lines = countLines(lines, whole);
    held = Buffer.from(buffer.subarray(whole.length));
    if (whole.length > 0) yield whole;
  }
  if (held.length > 0) throw notUtf8(lines, held);
}

/** How many bytes at the end begin a character that goes on in the next chunk. */
function unfinishedBytes(buffer: Buffer): number {
  for (let back = 1; back <= Math.min(3, buffer.length); back++) {
    const byte = buffer[buffer.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

function notUtf8(before: LineCount, bytes: Buffer): FileFault {
  let line = before.count + 1;
  // The other half of a line break that is counted already.
  let start = before.endsInCr && bytes[0] === LF ? 1 : 0;
  for (let end = start; end <= bytes.length; end++) {
    const byte = bytes[end];
    if (end < bytes.length && byte !== LF && byte !== CR) continue;
    if (!isUtf8(bytes.subarray(start, end))) break;
    start = end + 1;
    if (byte === LF || bytes[end + 1] !== LF) line++;
  }
  const message = 'not UTF-8 text; save the file as "CSV UTF-8", or try --encoding windows-1252';
  return fault(line, 'bad_encoding', message);
}

/** UTF-16 as UTF-8. Half a character, or half a surrogate pair, is no text. */
async function* readUtf16(
  chunks: AsyncIterable<Buffer>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Buffer> {
  let lines = countLines();
  let held = Buffer.alloc(0);
  const fail = (before: string) => {
    const line = countLines(lines, Buffer.from(before)).count + 1;
    return fault(line, 'bad_encoding', `not ${encoding} text; try another --encoding`);
  };
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([held, chunk]);
    const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
    const text = (encoding === 'utf-16be' ? Buffer.from(even).swap16() : even).toString('utf16le');
    // The other half of a pair may come with the next piece.
    const isSplit = /[\ud800-\udbff]$/.test(text);
    const whole = isSplit ? text.slice(0, -1) : text;
    held = bytes.subarray(whole.length * 2);
    const bad = whole.search(/\p{Cs}/u);
    if (bad !== -1) throw fail(whole.slice(0, bad));
    const decoded = Buffer.from(whole);
    lines = countLines(lines, decoded);
    if (decoded.length > 0) yield decoded;
  }
  if (held.length > 0) throw fail('');
}

/** Every byte is a character there, so nothing can go wrong. */
async function* readWindows1252(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  // Always in stream mode: in one piece, it is taken for Latin-1 (Node 20).
  const decoder = new TextDecoder('windows-1252');
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
}

const LF = 10;
const CR = 13;

interface LineCount {
  /** Line breaks so far: CRLF, LF or CR. */
  readonly count: number;
  readonly endsInCr: boolean;
}

function countLines(
  before: LineCount = { count: 0, endsInCr: false },
  chunk: Buffer = Buffer.alloc(0),
): LineCount {
  let { count, endsInCr } = before;
  for (let i = 0; i < chunk.length; i++) {
    const byte = chunk[i];
    if (byte === LF) {
      if (!endsInCr) count++;
      endsInCr = false;
    } else if (byte === CR) {
      count++;
      endsInCr = true;
    } else {
      endsInCr = false;
    }
  }
  return { count, endsInCr };
}

function fault(line: number, code: string, message: string): FileFault {
  return new FileFault({ line, column: '', code, value: '', message }, { spoilsAll: true });
}
