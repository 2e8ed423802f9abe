import { digestRows, markRow, RowsDigest } from '../../mess/digests.ts';
import type { VerifiedRow } from '../finding.ts';
import type { State } from './state.ts';
import { digestsOf } from './told/entry.ts';
import type { ReportIn } from './told/rows.ts';

/** The marks of a date. */
interface Day {
  readonly date: string;
  readonly digest: RowsDigest;
}

/** What the last entry about a date says of all of its marks. */
interface Told {
  readonly digest: string;
  readonly sequence: number;
}

const NO_MARKS = digestRows([]);

/** The commands that write marks. */
const WRITERS: readonly string[] = ['attendance today', 'attendance away'];

/** Daily marks: those of a date are what the last entry about it says. */
export function createMarksState(report: ReportIn): State {
  const told = new Map<string, Told>();
  /** Whether an entry says all that it wrote; older ones do not. */
  const writers = new Map<number, boolean>();
  let open: Day | undefined;

  const finish = () => {
    if (open === undefined) return;
    const { date, digest } = open;
    const of = told.get(date);
    told.delete(date);
    open = undefined;
    if (of === undefined || of.digest === digest.finish()) return;
    sayOther(date, of, report);
  };
  const checkWriter = (row: VerifiedRow) => {
    const saysAll = writers.get(Number(row.changed_by));
    if (saysAll === false || (saysAll && told.has(String(row.date)))) return;
    const key = `${row.date} ${row.student_no}`;
    report('attendance_marks', key, 'the record of changes does not tell of it');
  };

  return {
    addEntry(entry) {
      const { sequence, command } = entry;
      const marks = digestsOf(entry, 'marks');
      for (const [date, digest] of marks ?? []) told.set(date, { digest, sequence });
      if (WRITERS.includes(command)) writers.set(sequence, marks !== undefined);
    },
    rows: {
      attendance_marks(row) {
        const date = String(row.date);
        if (open?.date !== date) {
          finish();
          open = { date, digest: new RowsDigest() };
        }
        checkWriter(row);
        open.digest.add(rowOf(row, told.get(date)));
      },
    },
    ends: {
      attendance_marks() {
        finish();
        for (const [date, of] of told) if (of.digest !== NO_MARKS) sayOther(date, of, report);
      },
    },
  };
}

function sayOther(date: string, { sequence }: Told, report: ReportIn): void {
  const sentence = `the marks of ${date} are not those that entry ${sequence} of the record of changes tells of`;
  report('attendance_marks', '', sentence);
}

function rowOf(row: VerifiedRow, told: Told | undefined): string {
  return markRow({
    studentNo: Number(row.student_no),
    daysHundredths: Number(row.days_hundredths),
    isAway: Number(row.is_away),
    isCalled: Number(row.is_called),
    changedBy: row.changed_by === told?.sequence ? null : Number(row.changed_by),
  });
}
