import type { RowError } from '../../imports/report.ts';
import type { RollMember } from '../../students/student.ts';
import type { Month } from '../../values/month.ts';
import type { LogDays } from '../figures.ts';
import { DAYS_OF_MEANING, MARK_MEANINGS, type Mark, type MarkMeaning } from '../mark.ts';

/** What a row of a daily file says of one student on one day. */
export interface DailyRow {
  readonly line: number;
  readonly month: Month;
  /** Of the month, from 1. */
  readonly day: number;
  /** Of the student, on the roll. */
  readonly place: number;
  readonly mark: Mark;
}

/** Compares the rows of a daily file that are about the same student and day. */
export interface DailyRows {
  /** `same` for a row that repeats another one, the mistake for one that contradicts it. */
  add(row: DailyRow): 'new' | 'same' | RowError;
  /** Which days each student has. */
  listDays(month: Month): LogDays;
  /** The mistakes of the rows that were contradicted by later ones. */
  takeContradicted(): readonly RowError[];
}

const DAYS = 31;

/** @param column how the file calls its days */
export function createDailyRows(roll: readonly RollMember[], column: string): DailyRows {
  /** Of each student and day the line, times four, and the number of what it means; 0 for none. */
  const months = new Map<Month, Int32Array>();
  const contradicted = new Map<string, RowError>();
  let last: { readonly month: Month; readonly seen: Int32Array } | undefined;

  function seenIn(month: Month): Int32Array {
    if (last?.month === month) return last.seen;
    const known = months.get(month);
    const seen = known ?? new Int32Array(roll.length * DAYS);
    if (known === undefined) months.set(month, seen);
    last = { month, seen };
    return seen;
  }

  function mistake(row: DailyRow, line: number, means: MarkMeaning, other: number): RowError {
    const id = roll[row.place]?.id ?? '';
    const value = `${row.month}-${String(row.day).padStart(2, '0')}`;
    const message = `${id} is ${means} here, and something else on line ${other}`;
    return { line, column, code: 'contradiction', value, message };
  }

  return {
    add(row) {
      const seen = seenIn(row.month);
      const index = row.place * DAYS + row.day - 1;
      const before = seen[index] ?? 0;
      const meaning = MARK_MEANINGS.indexOf(row.mark.meaning);
      if (before === 0) {
        seen[index] = row.line * 4 + meaning;
        return 'new';
      }
      if ((before & 3) === meaning) return 'same';
      const line = before >> 2;
      const key = `${line} ${row.place}`;
      if (!contradicted.has(key)) {
        const means = MARK_MEANINGS[before & 3] ?? 'absent';
        contradicted.set(key, mistake(row, line, means, row.line));
      }
      return mistake(row, row.line, row.mark.meaning, line);
    },
    listDays(month) {
      const seen = seenIn(month);
      const log = { present: new Int32Array(roll.length), said: new Int32Array(roll.length) };
      for (const [index, entry] of seen.entries()) {
        if (entry === 0) continue;
        const [place, bit] = [Math.floor(index / DAYS), 1 << (index % DAYS)];
        log.said[place] = (log.said[place] ?? 0) | bit;
        const meaning = MARK_MEANINGS[entry & 3];
        if (meaning === undefined || DAYS_OF_MEANING[meaning] === 0) continue;
        log.present[place] = (log.present[place] ?? 0) | bit;
      }
      return log;
    },
    takeContradicted: () => [...contradicted.values()],
  };
}
