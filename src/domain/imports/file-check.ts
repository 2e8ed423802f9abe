import { createMistakes, type Mistakes } from './mistakes.ts';
import { FileFault, type RejectedRow, type RowError } from './report.ts';

/** A row of a file whose cells were parsed as far as they can be. */
export interface FileRow {
  /** The line of the file on which the row starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Of its cells, in the order of the columns. */
  readonly errors: readonly RowError[];
}

/** What is found of a row. */
export interface RowVerdict {
  /** All its mistakes, those of its cells among them. */
  readonly errors: readonly RowError[];
  /** There is nothing in it to take. */
  readonly isBlank?: boolean;
  /** The person said that it is not to be taken. */
  readonly isPassedOver?: boolean;
  /** The number of the rows that it stands or falls with; none where it stands alone. */
  readonly group?: number;
}

/** Checks the rows of one kind of file against what is recorded and against each other. */
export interface RowCheck<Row extends FileRow> {
  /** @throws FileFault nothing from this row on can be trusted */
  check(row: Row): RowVerdict;
  /** Whether the good rows of a group are rejected, too: a later row may contradict an earlier one. */
  isWithheld(group: number): boolean;
}

/** What was found of a file that was read, to its end or as far as it could be. */
export interface CheckedFile {
  readonly rows: number;
  readonly blank: number;
  /** Rows passed over unread. */
  readonly skipped: number;
  /** Sorted by line. */
  readonly errors: readonly RowError[];
  /** It was not read to its end, so nothing of it can be taken. */
  readonly isStopped: boolean;
  /** Rows that cannot be taken: with an error, or withheld. */
  countRejected(): number;
  /**
   * The same rows themselves, in the order of the file; only of a check that keeps the cells.
   *
   * @param errors all that are known by now, sorted by line
   */
  listRejected(errors: readonly RowError[]): Iterable<RejectedRow>;
}

/** Gathers what is found of the rows of a file. */
export interface FileCheck {
  /** @throws FileFault there are too many mistakes */
  add(row: FileRow, verdict: RowVerdict): void;
  /** Counts a row that is passed over unread. */
  skip(): void;
  /** Notes what ended the reading: nothing of the file is taken then. */
  stop(fault: FileFault): void;
  /** @param isWithheld whether the good rows of a group are rejected, too */
  finish(isWithheld: (group: number) => boolean): CheckedFile;
}

/** Mistakes are collected up to here: a file with more is the wrong file. */
const MAX_MISTAKES = 1_000_000;

/** How many characters of a value are kept: a report of a thousand mistakes must still fit into one text. */
const MAX_VALUE = 10_000;

/** The group of a row that has a mistake of its own. */
const FAULTY = -1;

/** @param keepCells whether the rejected rows will be asked for */
export function createFileCheck(keepCells: boolean): FileCheck {
  const mistakes = createMistakes();
  // Of the rows that are rejected, or may be once all are known. Only numbers, where nobody will ask
  // for the rows: objects for a million of them would take a third of all the memory.
  const groups: number[] = [];
  const kept: (Pick<FileRow, 'line' | 'cells'> & { readonly once: readonly RowError[] })[] = [];
  let [rows, blank, skipped] = [0, 0, 0];
  let isStopped = false;

  return {
    add(row, verdict) {
      for (const error of verdict.errors) addError(mistakes, error);
      rows++;
      if (verdict.isPassedOver) skipped++;
      if (verdict.isBlank) blank++;
      const group = verdict.errors.length > 0 ? FAULTY : verdict.group;
      if (group === undefined) return;
      groups.push(group);
      if (!keepCells) return;
      const once = verdict.errors.filter((error) => error.once !== undefined);
      kept.push({ line: row.line, cells: row.cells, once });
    },
    skip() {
      rows++;
      skipped++;
    },
    stop(fault) {
      isStopped = true;
      if (fault.spoilsAll) {
        mistakes.clear();
        for (const list of [groups, kept]) list.length = 0;
      }
      for (const error of fault.errors) mistakes.add(error);
    },
    finish(isWithheld) {
      const isRejected = (group: number) => group === FAULTY || isWithheld(group);
      return {
        rows,
        blank,
        skipped,
        errors: mistakes.list(),
        isStopped,
        countRejected: () => groups.filter(isRejected).length,
        *listRejected(all) {
          let next = 0;
          for (const [index, { line, cells, once }] of kept.entries()) {
            if (!isRejected(groups[index] ?? FAULTY)) continue;
            const own: RowError[] = [];
            for (; (all[next]?.line ?? Number.POSITIVE_INFINITY) <= line; next++) {
              const error = all[next];
              if (error?.line === line) own.push(error);
            }
            const said = once.filter(({ value }) => !own.some((error) => error.value === value));
            yield { line, cells, errors: [...own, ...said] };
          }
        },
      };
    },
  };
}

function addError(mistakes: Mistakes, error: RowError): void {
  if (mistakes.size === MAX_MISTAKES) {
    throw new FileFault({
      line: error.line,
      column: '',
      value: '',
      code: 'too_many_mistakes',
      message: `more than ${MAX_MISTAKES} mistakes; nothing from here on was checked`,
    });
  }
  const { value } = error;
  const isLong = value.length > MAX_VALUE;
  mistakes.add(isLong ? { ...error, value: `${value.slice(0, MAX_VALUE)}…` } : error);
}
