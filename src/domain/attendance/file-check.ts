import { createRowLog } from '../imports/rejected-rows.ts';
import { collectMistakes, FileFault, type RejectedRow, type RowError } from '../imports/report.ts';
import { type RollMember, zeroFinder } from '../students/student.ts';
import { idKey } from '../values/id.ts';
import type { Month } from '../values/month.ts';
import { joinsAfter } from './attendance.ts';
import {
  type AttendanceLayout,
  countDays,
  createFigures,
  hasFigure,
  isWithheld,
  type MonthFigures,
  setFigure,
  withhold,
} from './figures.ts';
import { type AttendanceColumns, type AttendanceRow, checkRow } from './row.ts';

/** A sheet that was read, to its end or as far as it could be. */
export interface CheckedSheet {
  readonly rows: number;
  readonly blank: number;
  /** In the order of months. */
  readonly figures: readonly MonthFigures[];
  /** Sorted by line. */
  readonly errors: readonly RowError[];
  /** It was not read to its end, so nothing of it can be taken. */
  readonly stopped: boolean;
  /** Students with days before their joining date, each named once a month. */
  readonly early: readonly string[];
  /** Rows that cannot be taken: with an error, or withheld. */
  countRejected(): number;
  /** The same rows themselves; only of a sheet that keeps its rows. */
  listRejected(errors: readonly RowError[]): Iterable<RejectedRow>;
}

/** Gathers the rows of an attendance file and checks them against the roll and against each other. */
export interface AttendanceSheet {
  /** @throws FileFault there are too many mistakes, or months */
  add(row: AttendanceRow): void;
  /** What ended the reading early. */
  stop(fault: FileFault): void;
  finish(): CheckedSheet;
}

export interface SheetOptions {
  readonly layout: AttendanceLayout;
  readonly columns: AttendanceColumns;
  /** Whether rejected rows will be asked for. */
  readonly keepRows: boolean;
}

/** Each month takes nine bytes for everybody on the roll: at the most some 400 MB. */
const MAX_FIGURES = 50_000_000;
/** A hundred years. */
const MAX_MONTHS = 1200;

const NOBODY = -1;

/**
 * A row gives one error per faulty cell. Only a row without one is compared with others: of two rows
 * for one student and month the later is the error. Where they differ neither can be taken, nor can
 * what other rows say of a student and month that a faulty row is about; of punches, of that student
 * at all. It would be half the truth.
 *
 * @param roll everybody ever on it
 */
export function createAttendanceSheet(
  roll: readonly RollMember[],
  { layout, columns, keepRows }: SheetOptions,
): AttendanceSheet {
  const places = new Map<string, number>();
  for (const [place, { id }] of roll.entries()) places.set(idKey(id), place);
  // As most files spell them, which saves the folding. Ids differ in more than their case.
  for (const [place, { id }] of roll.entries()) places.set(id, place);
  const months = new Map<Month, MonthFigures>();
  const mistakes = collectMistakes();
  const log = createRowLog<MonthFigures>(keepRows);
  const tainted = new Set<number>();
  const early = new Set<string>();
  let blank = 0;

  const suggestId = zeroFinder(roll);

  function figuresOf(month: Month, line: number): MonthFigures {
    let figures = months.get(month);
    if (figures !== undefined) return figures;
    const most = Math.min(MAX_MONTHS, Math.ceil(MAX_FIGURES / Math.max(1, roll.length)));
    if (months.size === most) {
      throw new FileFault({
        line,
        column: columns.month,
        value: month,
        code: 'too_many_months',
        message: `more than ${most} months in one file`,
      });
    }
    figures = createFigures(month, roll.length);
    months.set(month, figures);
    return figures;
  }

  function takeFigure(row: AttendanceRow, figures: MonthFigures, place: number): boolean {
    const days = row.daysHundredths;
    if (typeof days !== 'number') throw new Error(`no figure on line ${row.line}`);
    if (!hasFigure(figures, place)) {
      setFigure(figures, place, days, row.line);
      return true;
    }
    if (figures.days[place] !== days) withhold(figures, place);
    mistakes.add({
      line: row.line,
      column: columns.studentId,
      code: 'duplicate_row',
      value: row.cells[columns.idPosition] ?? '',
      message: `${roll[place]?.id} has a row for ${row.month} already, on line ${figures.lines[place]}`,
    });
    return false;
  }

  return {
    add(row) {
      const { line } = row;
      const { studentId, month } = row.about ?? row;
      const place =
        studentId === undefined
          ? NOBODY
          : (places.get(studentId) ?? places.get(idKey(studentId)) ?? NOBODY);
      const student = roll[place];
      const errors = checkRow(row, student, columns, suggestId);
      const figures =
        student === undefined || month === undefined ? undefined : figuresOf(month, line);
      let faulty = errors.length > 0;
      if (faulty) {
        for (const error of errors) mistakes.add(error);
        if (layout === 'punches' && student !== undefined) tainted.add(place);
        else if (figures !== undefined) withhold(figures, place);
      } else if (row.daysHundredths === null) {
        blank++;
      } else {
        if (student === undefined || month === undefined || figures === undefined) {
          throw new Error(`a row without an error is incomplete: line ${line}`);
        }
        figures.covered |= row.daysMask;
        if (layout === 'punches') takePunch(row, figures, place);
        else faulty = !takeFigure(row, figures, place);
        if (row.daysHundredths !== 0 && joinsAfter(student, month)) {
          early.add(`${student.id} in ${month}`);
        }
      }
      // A row without anything to take loses nothing when another one is rejected.
      const isBlank = !faulty && row.daysHundredths === null;
      const group = isBlank ? undefined : figures;
      log.add({ line, cells: row.cells, place, group, faulty });
    },
    stop: (fault) => mistakes.stop(fault),
    finish() {
      const figures = [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
      if (layout === 'punches') {
        for (const each of figures) sumPunches(each, tainted);
      }
      return {
        rows: log.size(),
        blank,
        figures,
        early: [...early],
        errors: mistakes.list,
        stopped: mistakes.stopped,
        countRejected: () => (mistakes.spoiled ? 0 : log.countRejected(isWithheld)),
        listRejected: (all) => (mistakes.spoiled ? [] : log.listRejected(isWithheld, all)),
      };
    },
  };
}

function takePunch(row: AttendanceRow, figures: MonthFigures, place: number): void {
  const line = hasFigure(figures, place) ? (figures.lines[place] ?? 0) : row.line;
  setFigure(figures, place, (figures.days[place] ?? 0) | row.daysMask, line);
}

/** A day with at least one punch is a day present. */
function sumPunches(figures: MonthFigures, tainted: ReadonlySet<number>): void {
  const { days } = figures;
  for (let place = 0; place < days.length; place++) {
    days[place] = countDays(days[place] ?? 0) * 100;
  }
  for (const place of tainted) withhold(figures, place);
}
