import { type Mark, type Marks, markKey } from '../../../domain/attendance/mark.ts';
import type { RowError } from '../../../domain/imports/report.ts';
import { ValueError } from '../../../errors.ts';
import type { Cell } from '../../csv/cells.ts';

const MAX_REMEMBERED = 1000;

/**
 * Reads the marks of a column. A mark without a meaning is one mistake of the file, however many cells
 * have it.
 */
export function markCell(marks: Marks, position: number, column: string): Cell<Mark> {
  const known = new Map<string, Mark | undefined>();
  return ({ line, cells }, errors) => {
    const value = cells[position] ?? '';
    if (value === '') return undefined;
    const before = known.get(value);
    if (before !== undefined) return before;
    try {
      const mark = marks.read(value);
      if (known.size < MAX_REMEMBERED) known.set(value, mark);
      return mark;
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      errors.push(unknownMark(error, line, column, value));
      return undefined;
    }
  };
}

function unknownMark(error: ValueError, line: number, column: string, value: string): RowError {
  const { code, message, remedy } = error;
  const once = { key: `${code} ${markKey(value)}`, of: 'cells' } as const;
  return { line, column, code, value, message, remedy, once };
}
