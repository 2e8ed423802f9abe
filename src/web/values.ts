import { UsageError, ValueError } from '../errors.ts';

/**
 * A value of a request, by the parser that a flag, a prompt and a cell of a file have too.
 *
 * @param field its key or the name in the path
 * @throws UsageError `bad_value`, with the field
 */
export function parseField<T>(field: string, parse: (text: string) => T, given: unknown): T {
  return checkField(field, () => parse(toText(given)), given);
}

/** The same where it may be left out. */
export function parseOptional<T>(
  field: string,
  parse: (text: string) => T,
  given: unknown,
): T | undefined {
  return given === undefined ? undefined : parseField(field, parse, given);
}

/**
 * Runs what refuses the value of a field by a rule.
 *
 * @throws UsageError `bad_value`, with the field
 */
export function checkField<T>(field: string, check: () => T, given?: unknown): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw badField(field, error, given);
  }
}

/** The same for what takes its time. */
export async function checkFieldLater<T>(field: string, check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw badField(field, error, undefined);
  }
}

/** Days or months. @throws UsageError `bad_value`: the first is after the last */
export function inOrder<T extends string>(from: T | undefined, to: T | undefined) {
  if (from !== undefined && to !== undefined && from > to) {
    throw new UsageError('bad_value', `from ${from} is after to ${to}.`, {
      details: { field: 'from' },
    });
  }
  return { from, to };
}

function badField(field: string, error: ValueError, given: unknown): UsageError {
  const value = given === undefined ? '' : ` ${JSON.stringify(given)}`;
  return new UsageError('bad_value', `${field}${value}: ${error.message}.`, {
    details: { field, code: error.code },
    cause: error,
  });
}

/** Numbers are read digit by digit, as text is. */
function toText(given: unknown): string {
  if (typeof given === 'string') return given;
  if (typeof given === 'number' && Number.isFinite(given)) return String(given);
  throw new ValueError('bad_type', 'neither text nor a number');
}
