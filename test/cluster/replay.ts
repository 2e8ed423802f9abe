import { maskPhone } from '../../src/domain/values/phone.ts';
import { BASE_IDS, type Figure } from './desk-work.ts';

/** Rows of all tables, by table. */
export type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** An entry of the record of changes. */
export interface Entry {
  readonly sequence: number;
  readonly operationId: string;
  readonly actorId: string | null;
  readonly command: string;
  readonly subject: string;
  readonly month: string | null;
  readonly after: { readonly [key: string]: unknown };
}

/** What of a mess follows from its record of changes; lists are sorted as text. */
export interface Books {
  /** `id name branch phone`, of which the entries have the last digits */
  readonly students: readonly string[];
  /** `month id hundredths of days, changed by` */
  readonly attendance: readonly string[];
  /** The same of what was replaced, and by what. */
  readonly history: readonly string[];
  /** `month revision status total in minor units` */
  readonly bills: readonly string[];
  /** `month revision id hundredths of days` */
  readonly shares: readonly string[];
}

/** In their order. */
export function readEntries(rows: Rows): Entry[] {
  return (rows.audit_entries ?? [])
    .map((row) => ({
      sequence: Number(row.sequence),
      operationId: String(row.operation_id),
      actorId: row.actor_id === null ? null : String(row.actor_id),
      command: String(row.command),
      subject: String(row.subject),
      month: row.month === null ? null : String(row.month),
      after: JSON.parse(String(row.after)) ?? {},
    }))
    .sort((a, b) => a.sequence - b.sequence);
}

export function readBooks(rows: Rows): Books {
  const ids = new Map((rows.students ?? []).map(({ no, id }) => [no, String(id)]));
  const lines = (table: string, columns: string) =>
    (rows[table] ?? [])
      .map((row) =>
        columns
          .split(' ')
          .map((column) => (column === 'student_no' ? ids.get(row[column]) : row[column]))
          .join(' '),
      )
      .sort();
  return {
    // Of a phone number the entries have the last digits.
    students: lines('students', 'id name branch phone').map((line) =>
      line.replace(/\S+$/, maskPhone),
    ),
    attendance: lines('attendance', 'month student_no days_hundredths changed_by'),
    history: lines('attendance_history', 'month student_no days_hundredths changed_by replaced_by'),
    bills: lines('bills', 'month revision status total_minor'),
    shares: lines('shares', 'month revision student_no days_hundredths'),
  };
}

interface BillState {
  readonly month: string;
  readonly revision: number;
  readonly total: unknown;
  readonly ids: readonly string[];
  status: string;
}

/**
 * Does everything again, one after the other. What a writer did who did not see all of those before
 * comes out different: a share by days that were replaced by then, a bill without a student.
 *
 * @param base the students who were there first, as `Books` has them
 * @param figuresOf what an entry wrote of attendance
 */
export function replay(
  entries: readonly Entry[],
  base: readonly string[],
  figuresOf: (entry: Entry) => readonly Figure[],
): Books {
  const students = base.map((line) => line.replace(/\S+$/, maskPhone));
  const ids = [...BASE_IDS];
  const attendance = createAttendance();
  const bills: BillState[] = [];
  const shares: string[] = [];
  const makeBill = ({ month, after }: Entry, billed: readonly string[]) => {
    const revision = bills.filter((bill) => bill.month === month).length + 1;
    bills.push({ month: String(month), revision, total: after.total, ids: billed, status: 'live' });
    for (const id of billed) {
      shares.push(`${month} ${revision} ${id} ${attendance.daysOf(String(month), id)}`);
    }
  };
  const endBill = ({ month }: Entry, status: string): readonly string[] => {
    const live = bills.findLast((bill) => bill.month === month && bill.status === 'live');
    if (live !== undefined) live.status = status;
    return live?.ids ?? [];
  };
  const play: Readonly<Record<string, (entry: Entry) => void>> = {
    'student add': ({ after }) => {
      students.push([after.id, after.name, after.branch, after.phone].join(' '));
      ids.push(String(after.id));
    },
    'attendance record': (entry) => attendance.write(entry.sequence, figuresOf(entry)),
    'attendance import': (entry) => attendance.write(entry.sequence, figuresOf(entry)),
    'bill register': (entry) => makeBill(entry, [...ids]),
    // Who came after the bill is not of it.
    'bill revise': (entry) => makeBill(entry, endBill(entry, 'superseded')),
    'bill void': (entry) => void endBill(entry, 'void'),
  };
  for (const entry of entries) play[entry.command]?.(entry);
  return {
    students: students.sort(),
    ...attendance.lines(),
    bills: bills
      .map(({ month, revision, status, total }) => {
        return `${month} ${revision} ${status} ${String(total).replace('.', '')}`;
      })
      .sort(),
    shares: shares.sort(),
  };
}

/** Figures as they are recorded one over the other; the same figure again is no change. */
function createAttendance() {
  const figures = new Map<string, { daysHundredths: number; changedBy: number }>();
  const history: string[] = [];
  return {
    daysOf: (month: string, id: string) => figures.get(`${month} ${id}`)?.daysHundredths ?? 0,
    write(sequence: number, written: readonly Figure[]) {
      for (const { month, id, daysHundredths } of written) {
        const key = `${month} ${id}`;
        const before = figures.get(key);
        if (before?.daysHundredths === daysHundredths) continue;
        if (before !== undefined) {
          history.push(`${key} ${before.daysHundredths} ${before.changedBy} ${sequence}`);
        }
        figures.set(key, { daysHundredths, changedBy: sequence });
      }
    },
    lines: () => ({
      attendance: [...figures]
        .map(([key, { daysHundredths, changedBy }]) => `${key} ${daysHundredths} ${changedBy}`)
        .sort(),
      history: history.sort(),
    }),
  };
}
