import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { insertAttendance, updateAttendance } from '../../../data/attendance/attendance.ts';
import { digestLogDays } from '../../../data/attendance/digests.ts';
import { updateLogDays } from '../../../data/attendance/log-figures.ts';
import { listOwnMarks } from '../../../data/attendance/mark-meanings.ts';
import { listRollMembers } from '../../../data/students/students.ts';
import type { Actor } from '../../../domain/actor.ts';
import { isTaken, type MonthFigures } from '../../../domain/attendance/figures.ts';
import {
  type AttendanceCheck,
  createAttendanceCheck,
} from '../../../domain/attendance/file/check.ts';
import type { KeptFigure } from '../../../domain/attendance/file/log-growth.ts';
import type { AttendanceRow } from '../../../domain/attendance/file/row.ts';
import type {
  AttendanceChange,
  MonthComparison,
} from '../../../domain/attendance/month-comparison.ts';
import { warnAboutAway } from '../../../domain/attendance/present-while-away.ts';
import type {
  ChangedFigure,
  OnProgress,
  RowError,
  WithoutDays,
} from '../../../domain/imports/report.ts';
import { RowsDigest, withDigests } from '../../../domain/mess/digests.ts';
import { addFigureRows } from '../../../domain/mess/row-bytes.ts';
import type { RollMember } from '../../../domain/students/student.ts';
import type { Month } from '../../../domain/values/month.ts';
import {
  type AttendanceFile,
  type AttendanceFileOptions,
  openAttendanceFile,
} from '../../../input/attendance/file.ts';
import type { Source } from '../../../input/csv/source.ts';
import { findEarliestLikely } from '../../billing/earliest-month.ts';
import { refuseClosed } from '../../billing/refuse-closed.ts';
import { warnAboutBills } from '../../billing/stale-bills.ts';
import type {
  Comparison,
  FileImport,
  Found,
  ImportOptions,
  WriteScope,
  Written,
} from '../../imports/file-import.ts';
import { type PlannedImport, planImport } from '../../imports/run-import.ts';
import { latestPunch, type Mess, today } from '../../mess/mess.ts';
import { compareMonth } from '../compare-month.ts';
import { refuseMarked, warnAboutDropped } from '../daily-marks.ts';
import { dropMarks, listMarkedMonths, type MarkedMonths } from '../marked-months.ts';
import { refuseExchanged } from './exchanged-dates.ts';
import { describeReading, listMarkCounts } from './file-reading.ts';
import {
  listBesideAway,
  warnAboutCorrected,
  warnAboutDiffering,
  warnAboutFigures,
  warnAboutMonth,
  warnAboutSums,
} from './warnings.ts';

export interface AttendanceImportOptions extends ImportOptions {
  readonly file: Omit<AttendanceFileOptions, 'messTimeZone' | 'dayStarts' | 'messMarks' | 'latest'>;
  /** Figures of part of a month may replace others, and figures of a month its daily marks. */
  readonly replace: boolean;
  /** Days before the joining and after the leaving are taken. */
  readonly beyondMembership: boolean;
  /** Months long before all that is recorded are taken. */
  readonly unlikely: boolean;
  /** A file that was taken before is taken again. */
  readonly again: boolean;
  /** Ids of people whose rows are passed over. */
  readonly notStudents: readonly string[];
}

/** What an attendance file is compared by. */
interface Opened {
  readonly name: string;
  readonly options: AttendanceImportOptions;
  /** Everybody ever on it. */
  readonly roll: readonly RollMember[];
  readonly file: AttendanceFile;
  readonly check: AttendanceCheck;
}

/**
 * Reads and checks an attendance file, writing nothing. Never makes a student.
 *
 * @throws UsageError an option is missing, or does not fit the file
 * @throws ConflictError it would change a month that is closed
 */
export async function planAttendanceImport(
  mess: Mess,
  actor: Actor,
  source: Source,
  options: AttendanceImportOptions,
  onProgress: OnProgress,
): Promise<PlannedImport> {
  const kind: FileImport<AttendanceRow> = {
    permission: 'import attendance',
    command: 'attendance import',
    namesChanged: true,
    async open(db) {
      const roll = await listRollMembers(db);
      const { timeZone: messTimeZone, dayStarts } = mess.settings;
      const messMarks = await listOwnMarks(db);
      const latest = latestPunch(mess);
      const known = { messTimeZone, dayStarts, messMarks, latest };
      const file = await openAttendanceFile(source, { ...options.file, ...known });
      const earliest = options.unlikely ? '' : await findEarliestLikely(mess, db);
      const now = { today: today(mess), latest, earliest };
      const check = createAttendanceCheck(roll, { ...file, ...now }, options.notStudents);
      const opened = { name: source.name, options, roll, file, check };
      return {
        file,
        check,
        listedAs: { kind: 'attendance', reading: describeReading(file, options.file, messMarks) },
        compare: (trx, found) => compare(trx, opened, found),
        basis: {
          name: 'The roll, a mark or the attendance was',
          isOutdated: async (trx) =>
            !isDeepStrictEqual(await listOwnMarks(trx), messMarks) ||
            isOutdated(trx, roll, check.listFigures()),
        },
      };
    },
  };
  return planImport(mess, actor, source, options, kind, onProgress);
}

async function compare(
  db: Knex,
  opened: Opened,
  { isStopped, isTaken: isTakenBefore }: Found,
): Promise<Comparison> {
  const { roll, file, check, options } = opened;
  const figures = check.listFigures();
  const compared: MonthComparison[] = [];
  const withoutDays: WithoutDays[] = [];
  const errors: RowError[] = isStopped || isTakenBefore ? [] : check.takeMistakes();
  const kept: KeptFigure[] = [];
  const otherDays: AttendanceChange[] = [];
  for (const each of isStopped ? [] : figures) {
    const month = await compareMonth(db, { ...options, roll, file, isTakenBefore }, each);
    errors.push(...month.errors);
    kept.push(...month.kept);
    compared.push(month.comparison);
    otherDays.push(...month.otherDays);
    if (month.withoutDays !== undefined) withoutDays.push(month.withoutDays);
  }
  const changes = compared.filter(({ inserted, updated }) => inserted + updated > 0);
  const changedMonths = changes.map(({ figures: { month } }) => month);
  const marked = await listMarkedMonths(db, changes, roll);
  const sum = (count: 'inserted' | 'updated' | 'unchanged') =>
    compared.reduce((total, month) => total + month[count], 0);
  const [inserted, updated, unchanged] = [sum('inserted'), sum('updated'), sum('unchanged')];
  return {
    months: figures.map(({ month }) => month),
    inserted,
    updated,
    unchanged,
    days: figures.some(({ covered }) => covered !== 0)
      ? figures.map(({ covered }) => covered)
      : undefined,
    skipped: 0,
    errors,
    changed: listChanged(changes),
    marks: listMarkCounts(file, check),
    notStudents: check.countNotStudents(),
    ...(withoutDays.length > 0 && { withoutDays }),
    warnings: [
      ...warnAboutMonth(opened),
      ...warnAboutSums(opened),
      ...warnAboutFigures(opened, figures),
      ...warnAboutAway(await listBesideAway(db, figures, roll)),
      ...marked.flatMap(([month, students]) => warnAboutDropped(students, month)),
      ...warnAboutCorrected(kept),
      ...(isTakenBefore ? warnAboutDiffering(inserted + updated) : []),
    ],
    isWorthWriting: inserted + updated + unchanged > 0,
    async refuse(trx) {
      const { isLog } = file;
      if (isLog) refuseExchanged(opened.name, options.file.dateFormat, figures);
      await refuseClosed(trx, changedMonths, isLog);
      for (const [month, students] of options.replace ? [] : marked) refuseMarked(students, month);
    },
    async write(scope) {
      return write(changes, changedMonths, marked, otherDays, scope);
    },
  };
}

async function write(
  changes: readonly MonthComparison[],
  months: readonly Month[],
  marked: MarkedMonths,
  otherDays: readonly AttendanceChange[],
  { trx, report, record, onRows }: WriteScope,
): Promise<Written> {
  const { rows, inserted, updated, rejected, changed } = report;
  const digests = {
    figures: Object.fromEntries(changes.map(digestFigures)),
    logDays: await changeLogDays(trx, otherDays),
    ...(await dropMarks(trx, marked)),
  };
  const sequence = await record(report.months, {
    after: { rows, inserted, updated, rejected, months, changed, ...withDigests(digests) },
  });
  let done = 0;
  const onMore = (more: number) => onRows(done + more);
  for (const month of changes) {
    const isOfLog = month.figures.log !== undefined;
    await insertAttendance(trx, month.inserts(), sequence, onMore, isOfLog);
    done += month.inserted;
    await updateAttendance(trx, month.figures.month, month.updates, sequence, onMore);
    done += month.updated;
  }
  return { warnings: await warnAboutBills(trx, months) };
}

/** A month, and what the record of changes says of the figures that are to be written of it. */
function digestFigures({ figures: { month }, writes }: MonthComparison): [Month, string] {
  const digest = new RowsDigest();
  addFigureRows(digest, writes());
  return [month, digest.finish()];
}

/** @returns what the record of changes says of them */
async function changeLogDays(
  trx: Knex.Transaction,
  changes: readonly AttendanceChange[],
): Promise<Record<string, string>> {
  if (changes.length === 0) return {};
  await updateLogDays(trx, changes);
  const digests: Record<string, string> = {};
  for (const month of new Set(changes.map((each) => each.month))) {
    const ofMonth = changes.filter((each) => each.month === month);
    const numbers = new Set(ofMonth.map(({ studentNo }) => studentNo));
    Object.assign(digests, await digestLogDays(trx, month, numbers));
  }
  return digests;
}

/** So many replaced figures are named, and kept in the record of changes. */
const MAX_CHANGED = 1000;

function listChanged(changes: readonly MonthComparison[]): ChangedFigure[] {
  const changed: ChangedFigure[] = [];
  for (const month of changes) {
    for (const figure of month.changed()) {
      if (changed.length === MAX_CHANGED) return changed;
      changed.push(figure);
    }
  }
  return changed;
}

/**
 * Whether somebody of the file is another one by now, or has other dates. Another figure may be
 * recorded, which is compared afresh.
 */
async function isOutdated(
  trx: Knex.Transaction,
  roll: readonly RollMember[],
  figures: readonly MonthFigures[],
): Promise<boolean> {
  const members = new Map((await listRollMembers(trx)).map((member) => [member.no, member]));
  return roll.some(({ no, id, joined, left }, place) => {
    const now = members.get(no);
    return figures.some(
      (each) =>
        isTaken(each, place) &&
        (now === undefined || now.id !== id || now.joined !== joined || now.left !== left),
    );
  });
}
