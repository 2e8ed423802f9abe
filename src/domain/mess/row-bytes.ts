import { figureRow, type RowsDigest, shareRow } from './digests.ts';

interface DigestedShare {
  readonly studentId: string;
  readonly daysHundredths: number;
}

const PIECE_BYTES = 16_384;

/** Longer ids are written as strings. */
const LONGEST_ID = 64;
/** An id, two numbers, and what stands around them. */
const ROW_BYTES = LONGEST_ID + 32;

const OPENING = 0x5b;
const CLOSING = 0x5d;
const COMMA = 0x2c;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const ZERO = 0x30;

const NULL = [0x6e, 0x75, 0x6c, 0x6c];

/** Three numbers, and what stands around them. */
const FIGURE_BYTES = 48;

/**
 * Adds `figureRow` of each figure. There are as many as rows of a file, and to put a string together for each
 * would cost more than to hash them: they are written byte by byte, in one loop that the engine soon makes
 * quick.
 */
export function addFigureRows(
  digest: RowsDigest,
  figures: readonly {
    readonly studentNo: number;
    readonly daysHundredths: number;
    readonly logDays?: number | null | undefined;
  }[],
): void {
  const piece = new Uint8Array(PIECE_BYTES);
  let at = 0;
  for (const { studentNo, daysHundredths, logDays = null } of figures) {
    const isPlain =
      isWrittenInDigits(studentNo) &&
      isWrittenInDigits(daysHundredths) &&
      (logDays === null || isWrittenInDigits(logDays));
    if (isPlain) {
      piece[at++] = OPENING;
      at = writeInteger(studentNo, piece, at);
      piece[at++] = COMMA;
      at = writeInteger(daysHundredths, piece, at);
      piece[at++] = COMMA;
      if (logDays === null) for (const code of NULL) piece[at++] = code;
      else at = writeInteger(logDays, piece, at);
      piece[at++] = CLOSING;
      piece[at++] = LINE_FEED;
      if (at <= PIECE_BYTES - FIGURE_BYTES) continue;
    }
    digest.addBytes(piece.subarray(0, at));
    at = 0;
    if (!isPlain) digest.add(figureRow(studentNo, daysHundredths, logDays));
  }
  digest.addBytes(piece.subarray(0, at));
}

/**
 * Adds `shareRow` of each share of a computed bill without charges, byte by byte like the figures.
 *
 * @param studentNos whose the shares are, in their order, which is that of the digest
 */
export function addShareRows(
  digest: RowsDigest,
  studentNos: readonly number[],
  shares: readonly DigestedShare[],
): void {
  const piece = new Uint8Array(PIECE_BYTES);
  let at = 0;
  for (let place = 0; place < studentNos.length; place++) {
    const no = studentNos[place];
    const share = shares[place];
    if (no === undefined || share === undefined) throw new Error(`share ${place} is nobody's`);
    const { studentId, daysHundredths } = share;
    const begin = at;
    // Nobody but a hand writes what is not: ids of other signs, and numbers that are none.
    let isPlain =
      studentId.length <= LONGEST_ID && isWrittenInDigits(no) && isWrittenInDigits(daysHundredths);
    piece[at++] = OPENING;
    if (isPlain) at = writeInteger(no, piece, at);
    piece[at++] = COMMA;
    piece[at++] = QUOTE;
    for (let index = 0; isPlain && index < studentId.length; index++) {
      const code = studentId.charCodeAt(index);
      isPlain = code >= 0x20 && code <= 0x7e && code !== QUOTE && code !== BACKSLASH;
      piece[at++] = code;
    }
    piece[at++] = QUOTE;
    piece[at++] = COMMA;
    if (isPlain) at = writeInteger(daysHundredths, piece, at);
    piece[at++] = CLOSING;
    piece[at++] = LINE_FEED;
    if (isPlain && at <= PIECE_BYTES - ROW_BYTES) continue;
    digest.addBytes(piece.subarray(0, isPlain ? at : begin));
    at = 0;
    if (!isPlain) digest.add(shareRow(no, { ...share, chargesMinor: null }, null, false));
  }
  digest.addBytes(piece.subarray(0, at));
}

/** @returns whether it is an integer without a sign, of ten digits at most */
function isWrittenInDigits(number: number): boolean {
  return (number | 0) === number && number >= 0;
}

function writeInteger(integer: number, into: Uint8Array, from: number): number {
  let end = from + 1;
  for (let power = 10; power <= integer; power *= 10) end++;
  let left = integer;
  for (let at = end - 1; at >= from; at--) {
    into[at] = ZERO + (left % 10);
    left = (left / 10) | 0;
  }
  return end;
}
