import type { VerifiedRow } from '../../finding.ts';

/** What the entries say of a row, by its columns; undefined where they say nothing. */
export type ToldRow = Readonly<Record<string, string | number | null | undefined>>;

/** Tells of what does not hold in a table. */
export type ReportIn = (table: string, key: string, message: string) => void;

/** The columns of a row that are not what is told. */
export function findOtherColumns(told: ToldRow, row: VerifiedRow): string[] {
  return Object.keys(told).filter(
    (column) => told[column] !== undefined && told[column] !== row[column],
  );
}

export function otherThanTold(what: string): string {
  return `${what} is not what the record of changes tells`;
}

/** The rows of a table as the entries tell of them, compared with those that are there. */
export function createToldRows(table: string, report: ReportIn) {
  const told = new Map<string, ToldRow>();
  return {
    has: (name: string) => told.has(name),
    get: (name: string) => told.get(name),
    tell: (name: string, row: ToldRow) => {
      told.set(name, row);
    },
    /** Passes over what is not told of. */
    change(name: string, columns: ToldRow) {
      const row = told.get(name);
      if (row !== undefined) told.set(name, { ...row, ...columns });
    },
    forget: (name: string) => {
      told.delete(name);
    },
    /**
     * @param name that it is told under, which is its key
     * @returns whether all is as it is told
     */
    check(name: string, row: VerifiedRow): boolean {
      const is = told.get(name);
      told.delete(name);
      if (is === undefined) {
        report(table, name, 'the record of changes does not tell of it');
        return false;
      }
      const others = findOtherColumns(is, row);
      for (const column of others) report(table, name, otherThanTold(column));
      return others.length === 0;
    },
    /** To be called after the last row. */
    end() {
      for (const name of told.keys()) {
        report(table, '', `${name} is not there, and the record of changes tells of it`);
      }
    },
  };
}

/** Far fewer are taken back at once. */
const MAX_RANGES = 100_000;

/** The numbers of ranges as an entry writes them: `3 5-7`. */
export function numbersOf(ranges: string): number[] {
  const numbers: number[] = [];
  for (const word of ranges.split(' ')) {
    const found = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(word);
    const [first, last] = [Number(found?.[1]), Number(found?.[2] ?? found?.[1])];
    for (let no = first; no <= last && numbers.length < MAX_RANGES; no++) numbers.push(no);
  }
  return numbers;
}
