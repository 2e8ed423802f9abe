import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import {
  BACKUP_VERSION,
  type BackupPart,
  type StoredRow,
  type TableDigest,
} from '../../domain/upkeep/backup.ts';
import { InvalidInputError, NotFoundError, systemErrorReason } from '../../errors.ts';

const ROWS_AT_ONCE = 2000;

/** No line of ours is longer: an audit entry has at most a whole roll, before and after. */
const MAX_LINE = 1 << 28;

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
  let isFirst = true;
  let isOver = false;
  for await (const line of readLines(path, isPacked)) {
    if (isOver) throw refuse(path, 'goes on after its end');
    const parsed = parseLine(path, line, isFirst);
    if (Array.isArray(parsed)) {
      rows.push(parsed);
    } else {
      if (rows.length > 0) yield { kind: 'rows', rows };
      rows = [];
      const part = toPart(path, parsed, isFirst);
      if (part.kind === 'end') {
        if (part.sha256 !== hash.digest('hex')) throw refuse(path, 'is damaged');
        isOver = true;
      }
      yield part;
    }
    isFirst = false;
    if (!isOver) hash.update(`${line}\n`);
    if (rows.length < ROWS_AT_ONCE) continue;
    yield { kind: 'rows', rows };
    rows = [];
  }
  if (!isOver) throw refuse(path, isFirst ? 'is empty' : 'is not whole: its end is missing');
}

async function* readLines(path: string, isPacked: boolean): AsyncIterable<string> {
  let rest = '';
  /** How much of it is known to be without an end of a line. */
  let searched = 0;
  try {
    if (!(await stat(path)).isFile()) throw refuse(path, 'is not a plain file');
    const bytes = createReadStream(path);
    const { createGunzip } = await import('node:zlib');
    const stream = isPacked ? bytes.pipe(createGunzip()) : bytes;
    bytes.on('error', (error) => stream.destroy(error));
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for await (const chunk of stream) {
      rest += decoder.decode(chunk, { stream: true });
      let start = 0;
      for (let end = rest.indexOf('\n', searched); end !== -1; end = rest.indexOf('\n', start)) {
        yield rest.slice(start, end);
        start = end + 1;
      }
      rest = rest.slice(start);
      searched = rest.length;
      if (rest.length > MAX_LINE) throw refuse(path, 'is no backup of a mess');
    }
    // The beginning of a character may be left.
    rest += decoder.decode();
  } catch (error) {
    throw toReadError(path, error);
  }
  if (rest !== '') throw refuse(path, 'is not whole: its last line is cut off');
}

function toReadError(path: string, error: unknown): unknown {
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

function parseLine(path: string, line: string, isFirst: boolean): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw refuse(path, isFirst ? 'is no backup of a mess' : 'is damaged');
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
