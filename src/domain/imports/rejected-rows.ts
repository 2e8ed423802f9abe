import type { RejectedRow, RowError } from './report.ts';

/** One row of a file, as the log takes it. */
export interface LoggedRow<G> {
  readonly line: number;
  readonly cells: readonly string[];
  /** Whom or what the row is about, as a number within its group; −1 for nobody. */
  readonly place: number;
  readonly group: G | undefined;
  /** Has an error of its own. */
  readonly faulty: boolean;
}

/**
 * Remembers each row of a file in a few bytes, for only at the end it is known which rows are
 * rejected: a later row may contradict an earlier one.
 */
export interface RowLog<G> {
  add(row: LoggedRow<G>): void;
  size(): number;
  /** @param isWithheld whether a good row cannot be taken, by its group and place */
  countRejected(isWithheld: (group: G, place: number) => boolean): number;
  /**
   * The rejected rows in the order of the file; only of a log that keeps the cells.
   *
   * @param errors sorted by line
   */
  listRejected(
    isWithheld: (group: G, place: number) => boolean,
    errors: readonly RowError[],
  ): Iterable<RejectedRow>;
}

/** Half a surrogate pair: no text that was decoded from bytes holds one. */
const CELL_END = '\ud800';

export function createRowLog<G>(keepCells: boolean): RowLog<G> {
  const lines = createIntColumn();
  const places = createIntColumn();
  /** From 1; 0 for none, −1 for a faulty row. */
  const groupNumbers = createIntColumn();
  const groups: G[] = [];
  const numberOf = new Map<G, number>();
  const texts: string[] = [];

  function numberOfGroup(group: G | undefined): number {
    if (group === undefined) return 0;
    let number = numberOf.get(group);
    if (number === undefined) {
      groups.push(group);
      number = groups.length;
      numberOf.set(group, number);
    }
    return number;
  }

  function isRejected(
    index: number,
    isWithheld: (group: G, place: number) => boolean,
  ): 'faulty' | 'withheld' | undefined {
    const number = groupNumbers.get(index);
    if (number < 0) return 'faulty';
    const group = groups[number - 1];
    const withheld = group !== undefined && isWithheld(group, places.get(index));
    return withheld ? 'withheld' : undefined;
  }

  return {
    add({ line, cells, place, group, faulty }) {
      lines.push(line);
      places.push(place);
      groupNumbers.push(faulty ? -1 : numberOfGroup(group));
      if (keepCells) texts.push(cells.join(CELL_END));
    },
    size: () => lines.size(),
    countRejected(isWithheld) {
      let count = 0;
      for (let index = 0; index < lines.size(); index++) {
        if (isRejected(index, isWithheld) !== undefined) count++;
      }
      return count;
    },
    *listRejected(isWithheld, errors) {
      let next = 0;
      for (let index = 0; index < lines.size(); index++) {
        if (isRejected(index, isWithheld) === undefined) continue;
        const line = lines.get(index);
        const own: RowError[] = [];
        while ((errors[next]?.line ?? Number.POSITIVE_INFINITY) <= line) {
          const error = errors[next++];
          if (error?.line === line) own.push(error);
        }
        yield {
          line,
          cells: texts[index]?.split(CELL_END) ?? [],
          errors: own,
        };
      }
    },
  };
}

interface IntColumn {
  push(value: number): void;
  get(index: number): number;
  size(): number;
}

/** A growing list of 32-bit integers. */
function createIntColumn(): IntColumn {
  let values = new Int32Array(1024);
  let size = 0;
  return {
    push(value) {
      if (size === values.length) {
        const larger = new Int32Array(size * 2);
        larger.set(values);
        values = larger;
      }
      values[size++] = value;
    },
    get: (index) => values[index] ?? 0,
    size: () => size,
  };
}
