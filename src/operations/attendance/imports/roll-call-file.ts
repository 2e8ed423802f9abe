import { listOwnMarks } from '../../../data/attendance/mark-meanings.ts';
import { createMarks, type OwnMark } from '../../../domain/attendance/mark.ts';
import { createMistakes } from '../../../domain/imports/mistakes.ts';
import { FileFault, type RowError } from '../../../domain/imports/report.ts';
import { idKey } from '../../../domain/values/id.ts';
import { openRollCall, type RollCallRow } from '../../../input/attendance/roll-call.ts';
import type { ImportFileOptions } from '../../../input/csv/import-file.ts';
import type { Source } from '../../../input/csv/source.ts';
import type { Mess } from '../../mess/mess.ts';

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
 * @param options.marks what marks mean in this file, whatever they mean in the mess
 * @param roll ids of those
 */
export async function readRollCall(
  { db }: Mess,
  source: Source,
  {
    marks = [],
    ...options
  }: ImportFileOptions & { readonly marks?: readonly OwnMark[] | undefined },
  roll: readonly string[],
): Promise<RollCallFile> {
  const named = new Map<string, number>();
  const mistakes = createMistakes();
  const addAll = (errors: readonly RowError[]) => errors.forEach(mistakes.add);
  const onRoll = new Map(roll.map((id) => [idKey(id), id]));
  const missing = new Map(onRoll);
  try {
    const { batches, headerErrors } = await openRollCall(
      source,
      options,
      createMarks([...(await listOwnMarks(db)), ...marks]),
    );
    addAll(headerErrors);
    for await (const batch of batches) {
      for (const row of batch) {
        if (row === undefined) continue;
        addAll(row.errors);
        missing.delete(idKey(row.id ?? ''));
        if (row.id === undefined || row.daysHundredths === undefined) continue;
        const id = onRoll.get(idKey(row.id));
        if (id === undefined)
          mistakes.add(mistake(row, 'unknown_student', 'not on the roll that day'));
        else if (named.has(id)) mistakes.add(mistake(row, 'duplicate', 'named before'));
        else named.set(id, row.daysHundredths);
      }
    }
    for (const id of missing.values()) {
      const message = 'not in the file, though on the roll that day';
      mistakes.add({ line: 1, column: '', code: 'missing_student', value: id, message });
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    addAll(error.errors);
  }
  return { named, errors: mistakes.list().sort((a, b) => a.line - b.line) };
}

function mistake({ line, id = '' }: RollCallRow, code: string, message: string): RowError {
  return { line, column: '', code, value: id, message };
}
