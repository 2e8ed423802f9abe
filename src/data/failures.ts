import { BusyError, type MessError, UnavailableError } from '../errors.ts';

/**
 * The error a person should see for what the database threw; undefined when it is not a failure of
 * the database but a bug.
 */
export function translateDatabaseError(error: unknown, path: string): MessError | undefined {
  const code = codeOf(error);
  if (code === undefined) return undefined;
  const options = { cause: error };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new BusyError(`Another command is writing to ${path}. Nothing was changed.`, {
      ...options,
      hint: 'try again in a moment',
    });
  }
  if (code === 'SQLITE_FULL') {
    return new UnavailableError(`The disk that holds ${path} is full. Nothing was changed.`, {
      ...options,
      hint: 'free some space and run the command again',
    });
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM' || code === 'SQLITE_AUTH') {
    return new UnavailableError(`${path} cannot be written to. Nothing was changed.`, {
      ...options,
      hint: 'check who owns the file and its folder',
    });
  }
  if (code.startsWith('SQLITE_CANTOPEN')) {
    return new UnavailableError(`${path} cannot be opened.`, {
      ...options,
      hint: 'check who owns the file and its folder',
    });
  }
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) {
    return new UnavailableError(`${path} is damaged or not a database.`, {
      ...options,
      hint: 'put back your last copy of the file',
    });
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new UnavailableError(`The disk that holds ${path} failed. Nothing was changed.`, {
      ...options,
      hint: 'check the disk and its free space, then run the command again',
    });
  }
  return undefined;
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && error.code.startsWith('SQLITE_')
    ? error.code
    : undefined;
}
