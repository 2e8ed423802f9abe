import type { RowError } from './report.ts';

/** The mistakes of a file, of which some are said once for all cells or rows that have them. */
export interface Mistakes {
  add(error: RowError): void;
  /** In the order in which they came. */
  list(): RowError[];
  readonly size: number;
  clear(): void;
}

export function createMistakes(): Mistakes {
  const errors: RowError[] = [];
  const counts = new Map<string, number>();
  return {
    add(error) {
      if (error.once !== undefined) {
        const before = counts.get(error.once.key) ?? 0;
        counts.set(error.once.key, before + 1);
        if (before > 0) return;
      }
      errors.push(error);
    },
    list: () => (counts.size === 0 ? errors : errors.map((error) => withCount(error, counts))),
    get size() {
      return errors.length;
    },
    clear() {
      errors.length = 0;
      counts.clear();
    },
  };
}

function withCount({ once, ...error }: RowError, counts: ReadonlyMap<string, number>): RowError {
  const count = once === undefined ? 1 : (counts.get(once.key) ?? 1);
  if (once === undefined || count === 1) return error;
  return { ...error, message: `${error.message}, ${count.toLocaleString('en')} ${once.of}` };
}
