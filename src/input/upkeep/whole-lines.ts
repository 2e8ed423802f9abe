import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';

const CHUNK_BYTES = 2 ** 16;

const LINE_FEED = 0x0a;

/** Lines that are whole, as many as came at once, and the bytes that they were. */
export interface WholeLines {
  readonly bytes: Buffer;
  readonly lines: readonly string[];
}

/** A line that is longer than it may be, or begins as none may. */
export class UnfitLine extends Error {
  readonly lineNo: number;

  constructor(lineNo: number) {
    super(`line ${lineNo} is none that may be`);
    this.name = 'UnfitLine';
    this.lineNo = lineNo;
  }
}

/** What follows the last line feed. */
export class CutOffLine extends Error {}

export interface LineForm {
  /** How long a line may be, in bytes. */
  maxBytes(lineNo: number): number;
  /** Asked of a line that is longer than what is read at once. */
  mayBegin(firstByte: number | undefined): boolean;
}

/**
 * Reads a text in UTF-8 in a time that grows with its length alone, and holds no more of it than a line.
 *
 * @throws UnfitLine
 * @throws CutOffLine the last line has no end
 */
export async function* readWholeLines(
  path: string,
  isPacked: boolean,
  { maxBytes, mayBegin }: LineForm,
): AsyncIterable<WholeLines> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let lineNo = 1;
  /** The beginning of a line whose end has not come. */
  let begun: Buffer[] = [];
  let length = 0;
  for await (const chunk of await openBytes(path, isPacked)) {
    if (begun.length > 0 && !mayBegin(begun[0]?.[0])) throw new UnfitLine(lineNo);
    const end = chunk.indexOf(LINE_FEED);
    if (length + (end === -1 ? chunk.length : end) > maxBytes(lineNo)) throw new UnfitLine(lineNo);
    const last = chunk.lastIndexOf(LINE_FEED) + 1;
    if (last > 0) {
      const bytes = Buffer.concat([...begun, chunk.subarray(0, last)]);
      const lines = decoder.decode(bytes).split('\n').slice(0, -1);
      yield { bytes, lines };
      lineNo += lines.length;
      begun = [];
      length = 0;
    }
    const rest = chunk.subarray(last);
    if (rest.length === 0) continue;
    begun.push(rest);
    length += rest.length;
  }
  if (begun.length === 0) return;
  // What is no text is said first.
  decoder.decode(Buffer.concat(begun));
  throw new CutOffLine();
}

async function openBytes(path: string, isPacked: boolean): Promise<Readable> {
  const bytes = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (!isPacked) return bytes;
  // Few commands unpack anything, and it takes its time to load.
  const { createGunzip } = await import('node:zlib');
  // What goes wrong comes out of the end, where somebody reads.
  return pipeline(bytes, createGunzip({ chunkSize: CHUNK_BYTES }), () => {});
}
