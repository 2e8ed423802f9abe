import type { RowCheck, RowVerdict } from '../../imports/file-check.ts';
import { FileFault, type NotStudents, type RowError } from '../../imports/report.ts';
import { type RollMember, zeroFinder } from '../../students/student.ts';
import { idKey } from '../../values/id.ts';
import type { Month } from '../../values/month.ts';
import { sayAmbiguous } from '../common-marks.ts';
import {
  countDays,
  createFigures,
  hasFigure,
  isLog,
  isWithheld,
  type MonthFigures,
  setFigure,
  withhold,
} from '../figures.ts';
import { createMarkTally, type MarkTally } from '../mark-tally.ts';
import { noteOutside } from '../membership.ts';
import { createMidnights } from '../midnights.ts';
import { createDailyRows } from './daily-rows.ts';
import { createRowDoubts, type DoubtsOptions } from './doubts.ts';
import { type AttendanceRow, checkRow, refuseOnRoll } from './row.ts';
import { createStrangers } from './strangers.ts';

export interface AttendanceCheck extends RowCheck<AttendanceRow> {
  /** What the file says, in the order of months; to be asked for when all rows are checked. */
  listFigures(): readonly MonthFigures[];
  /** Of those who were said to be no students; undefined where nobody was. */
  countNotStudents(): NotStudents | undefined;
  /** Mistakes that only show when all rows are read; each is told once, and its rows are withheld. */
  takeMistakes(): RowError[];
  /** Of the rows without a mistake of their own; also of those that contradict others, in any order. */
  readonly marks: MarkTally;
}

/** Each month takes nine bytes for everybody on the roll: at the most some 400 MB. */
const MAX_FIGURES = 50_000_000;
/** The lines of all days of a month take so many times the memory of a figure. */
const FIGURES_OF_DAYS = 14;
/** A hundred years. */
const MAX_MONTHS = 1200;

const NOBODY = -1;

/**
 * A row gives one error per faulty cell. Only a row without one is compared with others: of two rows
 * for one student and month the later is the error. Where they differ neither can be taken, nor can
 * what other rows say of a student and month that a faulty row is about; of a log, of that student
 * at all. It would be half the truth.
 *
 * @param roll everybody ever on it
 * @param notStudents ids of people whose rows are passed over
 */
export function createAttendanceCheck(
  roll: readonly RollMember[],
  { layout, columns, ...now }: DoubtsOptions,
  notStudents: readonly string[] = [],
): AttendanceCheck {
  const strangers = createStrangers(roll, notStudents);
  // As most files spell them, which saves the folding. Ids differ in more than their case.
  const places = new Map(roll.map(({ id }, place) => [id, place]));
  let folded: ReadonlyMap<string, number> | undefined;
  /** In the order in which the file comes to them. */
  const months: MonthFigures[] = [];
  const indexOfMonth = new Map<Month, number>();
  const tainted = new Set<number>();
  const marks = createMarkTally();
  const daily = createDailyRows(roll, columns.days);
  const midnights = createMidnights(columns);
  const suggestId = zeroFinder(roll);
  let isTotalOfPresence = false;
  const doubtfulTotals: { error: RowError; figures: MonthFigures; place: number }[] = [];
  const findDoubt = createRowDoubts({ layout, columns, ...now });

  function findFolded(id: string): number {
    folded ??= new Map(roll.map((member, place) => [idKey(member.id), place]));
    return folded.get(idKey(id)) ?? NOBODY;
  }

  /** @returns the place of the month among those of the file */
  function findMonth(month: Month, line: number): number {
    const found = indexOfMonth.get(month);
    if (found !== undefined) return found;
    const figuresEach = layout === 'daily' ? FIGURES_OF_DAYS : 1;
    const each = Math.max(1, roll.length * figuresEach);
    const most = Math.min(MAX_MONTHS, Math.ceil(MAX_FIGURES / each));
    if (months.length === most) {
      throw new FileFault({
        line,
        column: columns.month,
        value: month,
        code: 'too_many_months',
        message: `more than ${most} months in one file`,
      });
    }
    indexOfMonth.set(month, months.length);
    return months.push(createFigures(month, roll.length)) - 1;
  }

  function takeFigure(row: AttendanceRow, figures: MonthFigures, place: number): RowError[] {
    const days = row.daysHundredths;
    if (typeof days !== 'number') throw new Error(`no figure on line ${row.line}`);
    const isFirst = !hasFigure(figures, place);
    if (row.marks !== undefined) {
      if (isFirst) marks.addStudent(figures.month);
      marks.addDays(figures.month, row.marks);
    }
    if (isFirst) {
      setFigure(figures, place, days, row.line);
      return [];
    }
    if (figures.days[place] !== days) withhold(figures, place);
    return [
      {
        line: row.line,
        column: columns.studentId,
        code: 'duplicate_row',
        value: row.cells[columns.idPosition] ?? '',
        message: `${roll[place]?.id} has a row for ${row.month} already, on line ${figures.lines[place]}`,
      },
    ];
  }

  function takeDay(row: AttendanceRow, figures: MonthFigures, place: number): RowError[] {
    const { mark } = row;
    if (mark === undefined) throw new Error(`no mark on line ${row.line}`);
    const day = 32 - Math.clz32(row.daysMask);
    const found = daily.add({ line: row.line, month: figures.month, day, place, mark });
    if (found === 'same') return [];
    marks.add(figures.month, day, mark);
    if (found !== 'new') {
      withhold(figures, place);
      return [found];
    }
    if (!hasFigure(figures, place)) {
      setFigure(figures, place, 0, row.line);
      marks.addStudent(figures.month);
    }
    figures.days[place] = (figures.days[place] ?? 0) + mark.daysHundredths;
    return [];
  }

  /** An ambiguous mark that everybody has on a day puts the whole of its month in doubt. */
  function refuseAmbiguous(): RowError[] {
    const doubtful = marks.listCommon().filter(({ mark }) => mark.isAmbiguous);
    for (const { month } of doubtful) {
      const figures = months[indexOfMonth.get(month) ?? NOBODY];
      if (figures !== undefined) for (const place of roll.keys()) withhold(figures, place);
    }
    return sayAmbiguous(doubtful);
  }

  /** Of a list of dates no figure is taken. */
  function refuseMidnights(): RowError[] {
    const found = midnights.find();
    if (found === undefined) return [];
    for (const each of months) for (const place of roll.keys()) withhold(each, place);
    return [found];
  }

  /** A total that may be of all days in its own row is of days present if it is so in another. */
  function refuseTotals(): RowError[] {
    if (!isTotalOfPresence) return [];
    for (const { figures, place } of doubtfulTotals) withhold(figures, place);
    return doubtfulTotals.map(({ error: { once: _, ...error } }) => error);
  }

  let isTold = false;
  return {
    marks,
    takeMistakes() {
      if (isTold) return [];
      isTold = true;
      return [
        ...daily.takeContradicted(),
        ...refuseAmbiguous(),
        ...refuseMidnights(),
        ...refuseTotals(),
      ];
    },
    check(row): RowVerdict {
      const { studentId, month } = row.about ?? row;
      const place =
        studentId === undefined ? NOBODY : (places.get(studentId) ?? findFolded(studentId));
      const student = roll[place];
      if (studentId !== undefined && student === undefined && strangers.take(studentId)) {
        return { errors: [], isPassedOver: true };
      }
      const doubt = findDoubt(row);
      const found = strangers.isOnRoll(place)
        ? [refuseOnRoll(row, student, columns)]
        : checkRow(row, student, columns, suggestId);
      const errors = doubt === undefined ? found : [...found, doubt];
      const index =
        student === undefined || month === undefined ? undefined : findMonth(month, row.line);
      const figures = index === undefined ? undefined : months[index];
      if (row.total === 'of presence') isTotalOfPresence = true;
      else if (row.total && figures) doubtfulTotals.push({ error: row.total, figures, place });
      if (errors.length > 0) {
        if (isLog(layout) && student !== undefined) tainted.add(place);
        else if (figures !== undefined) withhold(figures, place);
        return { errors };
      }
      // A row without anything to take loses nothing when another one is rejected.
      if (row.daysHundredths === null) return { errors, isBlank: true };
      if (student === undefined || month === undefined || index === undefined || !figures) {
        throw new Error(`a row without an error is incomplete: line ${row.line}`);
      }
      figures.covered |= row.daysMask;
      noteOutside(row, student, { layout, columns, figures, place });
      const group = index * roll.length + place;
      switch (layout) {
        case 'punches':
          midnights.count(row);
          takePunch(row, figures, place);
          return { errors, group };
        case 'daily':
          return { errors: takeDay(row, figures, place), group };
        default:
          return { errors: takeFigure(row, figures, place), group };
      }
    },
    isWithheld(group) {
      const figures = months[Math.floor(group / roll.length)];
      return figures !== undefined && isWithheld(figures, group % roll.length);
    },
    listFigures() {
      const inOrder = months.toSorted((a, b) => (a.month < b.month ? -1 : 1));
      for (const each of inOrder) for (const place of tainted) withhold(each, place);
      if (layout === 'punches') return inOrder.map(sumPunches);
      if (layout !== 'daily') return inOrder;
      return inOrder.map((each) => ({ ...each, log: daily.listDays(each.month) }));
    },
    countNotStudents: () => strangers.count(),
  };
}

function takePunch(row: AttendanceRow, figures: MonthFigures, place: number): void {
  const line = hasFigure(figures, place) ? (figures.lines[place] ?? 0) : row.line;
  setFigure(figures, place, (figures.days[place] ?? 0) | row.daysMask, line);
}

/** A day with at least one punch is a day present. */
function sumPunches(figures: MonthFigures): MonthFigures {
  const { days } = figures;
  const log = { present: days, said: days };
  return { ...figures, days: days.map((mask) => countDays(mask) * 100), log };
}
