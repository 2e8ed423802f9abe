import { FileFault, type RowError } from '../../domain/imports/report.ts';
import { idKey } from '../../domain/values/id.ts';
import { openRollCall, type RollCallRow } from '../../input/attendance/roll-call.ts';
import type { ImportFileOptions } from '../../input/csv/import-file.ts';
import type { Source } from '../../input/csv/source.ts';

/** What a file says of a day, and what is wrong with it. */
export interface RollCallFile {
  /** Ids, and hundredths of the day. */
  readonly named: ReadonlyMap<string, number>;
  /** Sorted by line. */
  readonly errors: readonly RowError[];
}

/**
 * Reads the roll call of one day, which is to have everybody who is on the roll that day.
 *
 * @param roll ids of those
 */
export async function readRollCall(
  source: Source,
  options: ImportFileOptions,
  roll: readonly string[],
): Promise<RollCallFile> {
  const named = new Map<string, number>();
  const errors: RowError[] = [];
  const onRoll = new Map(roll.map((id) => [idKey(id), id]));
  const missing = new Map(onRoll);
  try {
    const { batches, headerErrors } = await openRollCall(source, options);
    errors.push(...headerErrors);
    for await (const batch of batches) {
      for (const row of batch) {
        if (row === undefined) continue;
        errors.push(...row.errors);
        missing.delete(idKey(row.id ?? ''));
        if (row.id === undefined || row.daysHundredths === undefined) continue;
        const id = onRoll.get(idKey(row.id));
        if (id === undefined)
          errors.push(mistake(row, 'unknown_student', 'not on the roll that day'));
        else if (named.has(id)) errors.push(mistake(row, 'duplicate', 'named before'));
        else named.set(id, row.daysHundredths);
      }
    }
    for (const id of missing.values()) {
      const message = 'not in the file, though on the roll that day';
      errors.push({ line: 1, column: '', code: 'missing_student', value: id, message });
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    errors.push(...error.errors);
  }
  return { named, errors: errors.sort((a, b) => a.line - b.line) };
}

function mistake({ line, id = '' }: RollCallRow, code: string, message: string): RowError {
  return { line, column: '', code, value: id, message };
}
