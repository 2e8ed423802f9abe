import { figureRow, type RowsDigest, shareRow } from './digests.ts';

interface DigestedShare {
  readonly studentId: string;
  readonly daysHundredths: number;
}

/** Figures by columns: an object for each would cost more than to hash it. */
export interface FigureColumns {
  readonly studentNos: readonly number[];
  readonly daysHundredths: readonly number[];
  /** Of figures of a log, the days present: bit 0 is the first. */
  readonly logDays: readonly (number | undefined)[] | null;
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

const SMALL_N = 0x6e;
const SMALL_U = 0x75;
const SMALL_L = 0x6c;

/** Three numbers, and what stands around them. */
const FIGURE_BYTES = 48;

/**
 * Adds `figureRow` of each figure. There are as many as rows of a file, and to put a string together for each
 * would cost more than to hash them: they are written byte by byte, in one loop that the engine soon makes
 * quick.
 */
export function addFigureRows(
  digest: RowsDigest,
  { studentNos, daysHundredths, logDays }: FigureColumns,
): void {
  const piece = new Uint8Array(PIECE_BYTES);
  let at = 0;
  for (let place = 0; place < studentNos.length; place++) {
    const no = studentNos[place] ?? -1;
    const days = daysHundredths[place] ?? -1;
    const ofLog = logDays?.[place] ?? null;
    const end = writeFigure(no, days, ofLog, piece, at);
    if (end > at && end <= PIECE_BYTES - FIGURE_BYTES) {
      at = end;
      continue;
    }
    digest.addBytes(piece.subarray(0, end));
    if (end === at) digest.add(figureRow(no, days, ofLog));
    at = 0;
  }
  digest.addBytes(piece.subarray(0, at));
}

/** @returns where it ends; where it begins, when it has another number than a short one without a sign */
function writeFigure(
  no: number,
  days: number,
  ofLog: number | null,
  piece: Uint8Array,
  from: number,
): number {
  if (!isWrittenInDigits(no) || !isWrittenInDigits(days)) return from;
  if (ofLog !== null && !isWrittenInDigits(ofLog)) return from;
  let at = from;
  piece[at++] = OPENING;
  at = writeInteger(no, piece, at);
  piece[at++] = COMMA;
  at = writeInteger(days, piece, at);
  piece[at++] = COMMA;
  if (ofLog === null) {
    piece[at++] = SMALL_N;
    piece[at++] = SMALL_U;
    piece[at++] = SMALL_L;
    piece[at++] = SMALL_L;
  } else at = writeInteger(ofLog, piece, at);
  piece[at++] = CLOSING;
  piece[at++] = LINE_FEED;
  return at;
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
