import { figureRow, RowsDigest } from '../../../mess/digests.ts';
import type { Imports } from '../imports.ts';
import type { Roll } from '../roll.ts';
import type { State } from '../state.ts';
import { digestsOf } from '../told/entry.ts';
import { otherThanTold, type ReportIn } from '../told/rows.ts';
import { type FigureWriter, readFigureWriter } from './writers.ts';

/** A figure of attendance, the one that stands or one that was replaced. */
export interface FigureVersion {
  readonly month: string;
  readonly studentNo: number;
  readonly daysHundredths: number;
  readonly logDays: number | null;
  /** The entry that wrote it. */
  readonly changedBy: number;
  /** The entry that put another one in its place, or took it out; null for the one that stands. */
  readonly replacedBy: number | null;
}

export interface Figures extends State {
  /**
   * All that were ever written and are there, ordered by month, student number and the entry that wrote
   * them; after the rows of all tables.
   */
  addVersion(version: FigureVersion): void;
  endVersions(): void;
}

/**
 * Figures of attendance and what they were before: each is what its entry says, in the place of another one
 * where that entry says so, and until the entry that replaced it.
 */
export function createFigures(
  report: ReportIn,
  roll: Pick<Roll, 'find'>,
  imports: Pick<Imports, 'undoneBy' | 'isUndone'>,
): Figures {
  const writers = new Map<number, FigureWriter>();
  const many = createManyCheck(report);
  /** By hand, each by its month and student, as long as it was not found. */
  let byHand: Map<string, FigureWriter[]> | undefined;
  let since = 0;
  let open: FigureVersion[] = [];

  const finish = () => {
    const [first] = open;
    if (first === undefined) return;
    const key = `${first.month} ${first.studentNo}`;
    byHand ??= indexByHand(writers.values());
    const told = byHand.get(key) ?? [];
    byHand.delete(key);
    for (const version of open) {
      const writer = writers.get(version.changedBy);
      const say = sayOf(version, report);
      const others = checkWritten(version, writer, many);
      for (const name of others) say(otherThanTold(name));
      // Older programs did not keep all that was replaced.
      if (version.changedBy > since) checkBefore(version, writer, open, say);
      if ((version.replacedBy ?? since) >= since)
        checkReplaced(version, open, { writers, imports, told }, say);
    }
    const found = new Set(open.map(({ changedBy }) => changedBy));
    for (const writer of told) if (!found.has(writer.sequence)) sayMissing(writer);
    open = [];
  };
  const sayMissing = (writer: FigureWriter) => {
    if (writer.kind !== 'by hand' || writer.days === null || writer.sequence < since) return;
    const { days, person, month, sequence } = writer;
    const sentence = `the ${days / 100} days of ${person.id} in ${month} are not there, and entry ${sequence} of the record of changes tells of them`;
    report('attendance', '', sentence);
  };

  return {
    addEntry(entry) {
      const { command, sequence } = entry;
      if (command === 'db migrate') since = sequence;
      const writer = readFigureWriter(entry, roll);
      if (writer !== undefined) writers.set(sequence, writer);
      for (const [of, digest] of digestsOf(entry, 'logDays') ?? []) many.tell(of, digest);
      if (writer?.kind !== 'many') return;
      for (const [month, digest] of writer.digests ?? []) many.tell(`${sequence} ${month}`, digest);
    },
    rows: {},
    addVersion(version) {
      const [first] = open;
      if (first?.month !== version.month || first.studentNo !== version.studentNo) finish();
      if (first !== undefined && first.month !== version.month) many.endMonth(first.month);
      open.push(version);
    },
    endVersions() {
      const [first] = open;
      finish();
      if (first !== undefined) many.endMonth(first.month);
      many.end(writers, since);
      byHand ??= indexByHand(writers.values());
      for (const told of byHand.values()) for (const writer of told) sayMissing(writer);
    },
  };
}

type ByHand = Extract<FigureWriter, { kind: 'by hand' }>;
type Say = (message: string) => void;

function indexByHand(writers: Iterable<FigureWriter>): Map<string, FigureWriter[]> {
  const index = new Map<string, FigureWriter[]>();
  for (const writer of writers) {
    if (writer.kind !== 'by hand') continue;
    const key = `${writer.month} ${writer.person.no}`;
    const known = index.get(key);
    if (known === undefined) index.set(key, [writer]);
    else known.push(writer);
  }
  return index;
}

function isOf({ month, person }: ByHand, version: FigureVersion): boolean {
  return month === version.month && person.no === version.studentNo;
}

function sayOf({ month, studentNo, changedBy, replacedBy }: FigureVersion, report: ReportIn): Say {
  return (message) => {
    if (replacedBy === null) report('attendance', `${month} ${studentNo}`, message);
    else report('attendance_history', `${month} ${studentNo} ${changedBy}`, message);
  };
}

/** @returns the columns that are not what was told */
function checkWritten(
  version: FigureVersion,
  writer: FigureWriter | undefined,
  many: ReturnType<typeof createManyCheck>,
): string[] {
  const isAdded = many.add(version);
  if (writer?.kind === 'many') {
    const isTold = writer.digests === undefined || isAdded;
    return isTold ? [] : ['changed_by'];
  }
  if (writer?.kind !== 'by hand' || !isOf(writer, version)) return ['changed_by'];
  return [
    ...(writer.days === version.daysHundredths ? [] : ['days_hundredths']),
    ...(version.logDays === null || isAdded ? [] : ['log_days']),
  ];
}

/** What was there before a figure by hand is what it took the place of. */
function checkBefore(
  version: FigureVersion,
  writer: FigureWriter | undefined,
  versions: readonly FigureVersion[],
  say: Say,
): void {
  if (writer?.kind !== 'by hand' || !isOf(writer, version)) return;
  const { sequence, before } = writer;
  if (before === undefined) return;
  const replaced = versions.find(({ replacedBy }) => replacedBy === sequence);
  if (replaced === undefined ? before === null : replaced.daysHundredths === before) return;
  say(otherThanTold('what was before'));
}

/** What replaced a figure is another one of the same, or an entry that takes figures out. */
function checkReplaced(
  version: FigureVersion,
  versions: readonly FigureVersion[],
  known: {
    readonly writers: ReadonlyMap<number, FigureWriter>;
    readonly imports: Pick<Imports, 'undoneBy' | 'isUndone'>;
    readonly told: readonly FigureWriter[];
  },
  say: Say,
): void {
  const { changedBy, replacedBy } = version;
  const undoneBy = (by: number) => known.imports.undoneBy(by);
  const cleared = known.told.filter((writer) => writer.kind === 'by hand' && writer.days === null);
  const isCleared = (from: number, to: number) =>
    cleared.some(({ sequence }) => sequence > from && sequence <= to);
  if (replacedBy === null) {
    const isOut = isCleared(changedBy, Number.POSITIVE_INFINITY);
    if (isOut || known.imports.isUndone(changedBy)) say('the record of changes took it out');
    return;
  }
  const by = known.writers.get(replacedBy);
  const isRight =
    replacedBy > changedBy &&
    (versions.some((each) => each.changedBy === replacedBy) ||
      (by?.kind === 'by hand' && isCleared(replacedBy - 1, replacedBy)) ||
      (by?.kind === 'undoing' && undoneBy(replacedBy) === changedBy) ||
      (by?.kind === 'many' && by.isOfMarks));
  // Others within its time were undone.
  const isInside = (each: FigureVersion) =>
    each.changedBy > changedBy &&
    each.changedBy < replacedBy &&
    (each.replacedBy === null || undoneBy(each.replacedBy) !== each.changedBy);
  if (isRight && !versions.some(isInside)) return;
  say(otherThanTold('replaced_by'));
}

/** Figures of entries that say what all of them come to. */
function createManyCheck(report: ReportIn) {
  /** By entry and month. */
  const told = new Map<string, string>();
  let open = new Map<number, RowsDigest>();
  const counts = new Map<number, number>();
  const sayOther = (of: string) => {
    const [sequence, month] = of.split(' ');
    const sentence = `the days of ${month} are not those that entry ${sequence} of the record of changes tells of`;
    report('attendance', '', sentence);
  };
  return {
    /** The last that is told counts. */
    tell: (of: string, digest: string) => {
      told.set(of, digest);
    },
    /** @returns whether anything is told of its entry and month */
    add({ changedBy, month, studentNo, daysHundredths, logDays }: FigureVersion): boolean {
      counts.set(changedBy, (counts.get(changedBy) ?? 0) + 1);
      if (!told.has(`${changedBy} ${month}`)) return false;
      const digest = open.get(changedBy) ?? new RowsDigest();
      open.set(changedBy, digest);
      digest.add(figureRow(studentNo, daysHundredths, logDays));
      return true;
    },
    endMonth(month: string) {
      for (const [sequence, digest] of open) {
        const of = `${sequence} ${month}`;
        if (told.get(of) !== digest.finish()) sayOther(of);
        told.delete(of);
      }
      open = new Map();
    },
    /** @param since the entry from which on nothing is lost */
    end(writers: ReadonlyMap<number, FigureWriter>, since: number) {
      for (const of of told.keys()) sayOther(of);
      for (const [sequence, writer] of writers) {
        if (writer.kind !== 'many' || writer.count === undefined || sequence < since) continue;
        const count = counts.get(sequence) ?? 0;
        if (count === writer.count) continue;
        const sentence = `${count} figures are of entry ${sequence} of the record of changes, which tells of ${writer.count}`;
        report('attendance', '', sentence);
      }
    },
  };
}
