import type { MarkCount } from '../imports/report.ts';
import type { Month } from '../values/month.ts';
import type { Mark } from './mark.ts';

/** A mark that everybody in a file has on the same days. */
export interface CommonMark {
  readonly mark: Mark;
  readonly month: Month;
  readonly days: readonly number[];
  /** How often the mark stands in the file on days on which not everybody has it. */
  readonly elsewhere: number;
}

/** Counts the marks of a file. */
export interface MarkTally {
  /** Somebody of whom the file says something in the month; each of them once. */
  addStudent(month: Month): void;
  /** @param day of the month, from 1 */
  add(month: Month, day: number, mark: Mark): void;
  /** The marks of the days of a month, the first at 0. */
  addDays(month: Month, marks: readonly (Mark | undefined)[]): void;
  /** The most frequent first. */
  list(emptyCells: 'are absent' | 'say nothing'): MarkCount[];
  listCommon(): CommonMark[];
}

interface MonthTally {
  students: number;
  /** By the day of the month: how many have a mark, and which if it is the same for all. */
  readonly counts: number[];
  readonly marks: (Mark | null | undefined)[];
}

export function createMarkTally(): MarkTally {
  const months = new Map<Month, MonthTally>();
  const counts: number[] = [];
  const marks: (Mark | undefined)[] = [];
  let last: { readonly month: Month; readonly tally: MonthTally } | undefined;

  function of(month: Month): MonthTally {
    if (last?.month === month) return last.tally;
    const known = months.get(month);
    const tally = known ?? { students: 0, counts: Array<number>(32).fill(0), marks: [] };
    if (known === undefined) months.set(month, tally);
    last = { month, tally };
    return tally;
  }

  function add(month: Month, day: number, mark: Mark): void {
    const ofMonth = of(month);
    marks[mark.no] = mark;
    counts[mark.no] = (counts[mark.no] ?? 0) + 1;
    ofMonth.counts[day] = (ofMonth.counts[day] ?? 0) + 1;
    const before = ofMonth.marks[day];
    if (before === undefined) ofMonth.marks[day] = mark;
    else if (before !== mark) ofMonth.marks[day] = null;
  }

  return {
    addStudent(month) {
      of(month).students++;
    },
    add,
    addDays(month, ofDays) {
      // Tens of millions of cells: an iterator would take as long as the reading.
      for (let index = 0; index < ofDays.length; index++) {
        const mark = ofDays[index];
        if (mark !== undefined) add(month, index + 1, mark);
      }
    },
    list(emptyCells) {
      // A mark that only rejected rows have leaves its place empty.
      const found = marks.flatMap((mark): MarkCount[] => {
        if (mark === undefined) return [];
        return [{ mark: mark.text, meaning: mark.meaning, count: counts[mark.no] ?? 0 }];
      });
      const empty = emptyCells === 'are absent' ? countEmpty([...months.values()]) : 0;
      const all: MarkCount[] =
        empty === 0 ? found : [...found, { mark: '', meaning: 'absent', count: empty }];
      return all.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
    },
    listCommon() {
      const common = [...months].flatMap(([month, tally]) => listCommonOf(month, tally));
      const there = new Map<Mark, number>();
      for (const { mark, times } of common) there.set(mark, (there.get(mark) ?? 0) + times);
      return common.map(({ times: _, ...each }) => ({
        ...each,
        elsewhere: (counts[each.mark.no] ?? 0) - (there.get(each.mark) ?? 0),
      }));
    },
  };
}

/** On a day of which a file says nothing at all, a cell is not empty but not yet written. */
function countEmpty(months: readonly MonthTally[]): number {
  let empty = 0;
  for (const { students, counts } of months) {
    for (const count of counts) if (count > 0) empty += Math.max(0, students - count);
  }
  return empty;
}

/** One student alone is not everybody, nor are some among many of whom the file says nothing that day. */
function listCommonOf(month: Month, { students, counts, marks }: MonthTally) {
  const found = new Map<Mark, number[]>();
  for (const [day, mark] of marks.entries()) {
    const count = counts[day] ?? 0;
    if (!mark || count < 2 || count * 2 <= students) continue;
    found.set(mark, [...(found.get(mark) ?? []), day]);
  }
  return [...found].map(([mark, days]) => {
    const times = days.reduce((sum, day) => sum + (counts[day] ?? 0), 0);
    return { mark, month, days, times };
  });
}
