import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import {
  BACKUP_VERSION,
  type BackupPart,
  type StoredRow,
  type TableDigest,
} from '../../domain/upkeep/backup.ts';
import { InvalidInputError, NotFoundError, systemErrorReason } from '../../errors.ts';
import {
  CutOffLine,
  type LineForm,
  readWholeLines,
  UnfitLine,
  type WholeLines,
} from './whole-lines.ts';

/** What is handed on at once, in rows and in characters. */
const ROWS_AT_ONCE = 2000;
const TEXT_AT_ONCE = 2 ** 22;

/** The first line says in a few words what the file is. In bytes. */
const MAX_FIRST_LINE = 2 ** 12;

/**
 * An older program wrote an import of any length as one entry of the record of changes, and read back
 * what it had written up to this length. In bytes.
 */
const MAX_LINE = 2 ** 28;

/** A row or a part of it: whatever else goes on and on is not read to its end. */
const BEGINNINGS = ['[', '{'].map((sign) => sign.charCodeAt(0));

const FORM: LineForm = {
  maxBytes: (lineNo) => (lineNo === 1 ? MAX_FIRST_LINE : MAX_LINE),
  mayBegin: (byte) => byte !== undefined && BEGINNINGS.includes(byte),
};

/**
 * Reads a backup piece by piece. It is known to be whole only when
 * the last part has come.
 *
 * @param isPacked whether it is packed; by default where its name ends in `.gz`
 * @throws NotFoundError there is no such file, or it cannot be read
 * @throws InvalidInputError it is no backup, not whole, damaged, or of a newer program
 */
export async function* readBackup(
  path: string,
  isPacked = /\.gz$/i.test(path),
): AsyncIterable<BackupPart> {
  const hash = createHash('sha256');
  let rows: StoredRow[] = [];
  let length = 0;
  let lineNo = 0;
  let isOver = false;
  for await (const { bytes, lines } of readLines(path, isPacked)) {
    for (const line of lines) {
      if (isOver) throw refuse(path, 'goes on after its end');
      lineNo++;
      const parsed = parseLine(path, line, lineNo);
      const isRow = Array.isArray(parsed);
      if (isRow) rows.push(parsed);
      length += line.length;
      if (!isRow || rows.length >= ROWS_AT_ONCE || length >= TEXT_AT_ONCE) {
        if (rows.length > 0) yield { kind: 'rows', rows };
        rows = [];
        length = 0;
      }
      if (isRow) continue;
      const part = toPart(path, parsed, lineNo === 1);
      if (part.kind === 'end') {
        isOver = true;
        if (lines.indexOf(line) < lines.length - 1) throw refuse(path, 'goes on after its end');
        hash.update(bytes.subarray(0, bytes.lastIndexOf(line)));
        if (part.sha256 !== hash.digest('hex')) throw refuse(path, 'is damaged');
      }
      yield part;
    }
    if (!isOver) hash.update(bytes);
  }
  if (!isOver) throw refuse(path, lineNo === 0 ? 'is empty' : 'is not whole: its end is missing');
}

async function* readLines(path: string, isPacked: boolean): AsyncIterable<WholeLines> {
  try {
    if (!(await stat(path)).isFile()) throw refuse(path, 'is not a plain file');
    yield* readWholeLines(path, isPacked, FORM);
  } catch (error) {
    throw toReadError(path, error);
  }
}

function toReadError(path: string, error: unknown): unknown {
  if (error instanceof CutOffLine) return refuse(path, 'is not whole: its last line is cut off');
  if (error instanceof UnfitLine) {
    const { lineNo } = error;
    if (lineNo === 1) return refuse(path, 'is no backup of a mess: its line 1 is too long');
    return refuse(path, `is damaged in line ${lineNo}`);
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new NotFoundError('file_missing', `There is no file ${path}.`);
  }
  if (code.startsWith('Z_')) return refuse(path, 'is not a whole .gz file');
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return refuse(path, 'is no backup of a mess');
  const reason = systemErrorReason(error);
  if (reason === undefined) return error;
  return new NotFoundError('file_unreadable', `${path} cannot be read: ${reason}.`, {
    about: { file: path },
    cause: error,
  });
}

function parseLine(path: string, line: string, lineNo: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw refuse(path, lineNo === 1 ? 'is no backup of a mess' : `is damaged in line ${lineNo}`);
  }
}

function toPart(path: string, parsed: unknown, isFirst: boolean): BackupPart {
  const line: Record<string, unknown> =
    typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  if (isFirst) {
    const { version, migration, record } = line;
    const isHeader = line.mess === 'backup' && typeof migration === 'string';
    if (!isHeader || typeof version !== 'number' || !(version >= 1)) {
      throw refuse(path, 'is no backup of a mess');
    }
    if (version > BACKUP_VERSION) throw madeByNewer(path);
    return {
      kind: 'header',
      version,
      migration,
      record: typeof record === 'string' ? record : undefined,
    };
  }
  if (typeof line.table === 'string' && isTexts(line.columns)) {
    return { kind: 'table', name: line.table, columns: line.columns };
  }
  const { sha256, rows, sums } = line;
  if (typeof sha256 === 'string' && line.end === true) return { kind: 'end', sha256 };
  const areSums = typeof sums === 'object' && sums !== null && isTexts(Object.values(sums));
  if (typeof sha256 === 'string' && typeof rows === 'number' && areSums) {
    return { kind: 'table end', digest: { rows, sums: sums as TableDigest['sums'], sha256 } };
  }
  throw refuse(path, 'is damaged');
}

function isTexts(values: unknown): values is string[] {
  return Array.isArray(values) && values.every((value) => typeof value === 'string');
}

/** What a backup says that only a newer program understands. */
export function madeByNewer(path: string): InvalidInputError {
  return refuse(path, 'was made by a newer mess than this one', 'newer_backup');
}

function refuse(
  path: string,
  why: string,
  reason: 'unfit_backup' | 'newer_backup' = 'unfit_backup',
): InvalidInputError {
  return new InvalidInputError(reason, `${path} ${why}. Nothing was written.`);
}
