import { FileFault } from '../../domain/imports/report.ts';
import type { Remedy } from '../../facts.ts';
import { CHARSET_BYTES, findCharset, mayBePage } from './html/page.ts';

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
  ['a web archive', [...Buffer.from('MIME-Version:')]],
];

/**
 * Turns the bytes of a file into checked UTF-8: by its byte order mark, or what a web page says of itself,
 * else as UTF-8, unless an encoding is given. Bytes that are no text end it with the line they stand on.
 *
 * @throws FileFault `not_csv` or `bad_encoding`, the latter also from the chunks
 */
export async function decodeText(
  bytes: AsyncIterable<Buffer>,
  given: Encoding | undefined,
): Promise<DecodedText> {
  const iterator = bytes[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  // A page says it itself, further on.
  while (head.length < (mayBePage(head) ? CHARSET_BYTES : 4)) {
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
    const remedy = { offer: 'encoding of file' } as const;
    throw fault(1, 'bad_encoding', `the file says that it is ${mark[0]}`, remedy);
  }
  const encoding = given ?? mark?.[0] ?? encodingOfPage(head) ?? 'utf-8';
  if (encoding === 'utf-8') refuseUnmarkedUtf16(head);
  const rest = chain(head.subarray(mark?.[1].length ?? 0), iterator);
  return { encoding, chunks: readText(rest, encoding) };
}

/** What pages call the encodings that are read; one that says UTF-16 of bytes that can be read so is in UTF-8. */
const CHARSETS: readonly (readonly [Encoding, RegExp])[] = [
  ['utf-8', /^(utf-?8|unicode|utf-?16(le|be)?)$/],
  ['windows-1252', /^(windows-1252|cp-?1252|x-ansi|iso-?8859-?1|latin-?1|l1|(us-)?ascii)$/],
];

/** @throws FileFault `bad_encoding` it is in another one */
function encodingOfPage(head: Buffer): Encoding | undefined {
  const charset = findCharset(head);
  if (charset === undefined) return undefined;
  const found = CHARSETS.find(([, names]) => names.test(charset));
  if (found !== undefined) return found[0];
  const message = `the page says that it is in ${charset}, which is not read; open it in a spreadsheet and save it as "CSV UTF-8"`;
  throw fault(1, 'bad_encoding', message);
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
  const remedy = { offer: 'likely encoding', encoding: guess } as const;
  throw fault(1, 'bad_encoding', 'not UTF-8 text', remedy);
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

/** Bytes that are no text, by what is done about them. */
const NOT_TEXT: Readonly<Record<Encoding, readonly [message: string, remedy?: Remedy]>> = {
  'utf-8': [
    'not UTF-8 text; save the file as "CSV UTF-8"',
    { offer: 'possible encoding', encoding: 'windows-1252' },
  ],
  'utf-16le': ['not utf-16le text', { offer: 'another encoding' }],
  'utf-16be': ['not utf-16be text', { offer: 'another encoding' }],
  // Every byte is a character there.
  'windows-1252': [''],
};

/** Always in stream mode: Node 20 takes windows-1252 in one piece for Latin-1. */
function createDecoder(encoding: Encoding): (bytes?: Buffer) => string {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (bytes) => (bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode());
}

async function* readText(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
): AsyncGenerator<Buffer> {
  const decode = createDecoder(encoding);
  let lines = countLines();
  /** What the decoder holds back: a character that goes on in the next chunk. */
  let held = Buffer.alloc(0);
  const read = (chunk?: Buffer): Buffer => {
    const bytes = chunk === undefined ? held : Buffer.concat([held, chunk]);
    try {
      const decoded = decode(chunk);
      const text = Buffer.from(decoded);
      lines = countLines(lines, text);
      if (encoding !== 'windows-1252') {
        held = bytes.subarray(encoding === 'utf-8' ? text.length : decoded.length * 2);
      }
      return text;
    } catch {
      const line = countLines(lines, Buffer.from(readUpToFault(bytes, encoding))).count + 1;
      throw fault(line, 'bad_encoding', ...NOT_TEXT[encoding]);
    }
  };
  for await (const chunk of chunks) {
    const text = read(chunk);
    if (text.length > 0) yield text;
  }
  read();
}

function readUpToFault(bytes: Buffer, encoding: Encoding): string {
  const decode = createDecoder(encoding);
  let text = '';
  try {
    for (const byte of bytes) text += decode(Buffer.of(byte));
  } catch {
    // The byte that is no text.
  }
  return text;
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

function fault(line: number, code: string, message: string, remedy?: Remedy): FileFault {
  const error = { line, column: '', code, value: '', message, remedy };
  return new FileFault(error, { spoilsAll: true });
}
