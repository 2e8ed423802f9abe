import type { Driver } from './driver.ts';

/** What is used of the interface of `node:sqlite`, which `@photostructure/sqlite` has as well. */
interface NodeSqlite {
  readonly DatabaseSync: new (path: string, options: { readOnly: boolean }) => NodeDatabase;
}

interface NodeDatabase {
  readonly isOpen: boolean;
  readonly isTransaction: boolean;
  prepare(sql: string): NodeStatement;
  exec(sql: string): void;
  close(): void;
}

interface NodeStatement {
  run(...values: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  all(...values: unknown[]): unknown[];
  iterate(...values: unknown[]): Iterable<unknown>;
  columns(): readonly unknown[];
  setReadBigInts(isOn: boolean): void;
  setReturnArrays(isOn: boolean): void;
}

/** A driver with the interface of `node:sqlite`, in the form of better-sqlite3: as much as is used of it. */
export function adaptNodeSqlite({ DatabaseSync }: NodeSqlite): Driver {
  class Database {
    readonly #database: NodeDatabase;
    #safeIntegers = false;

    constructor(path: string, { readonly: readOnly = false } = {}) {
      this.#database = named(() => new DatabaseSync(path, { readOnly }));
    }

    get open() {
      return this.#database.isOpen;
    }

    get inTransaction() {
      return this.#database.isTransaction;
    }

    defaultSafeIntegers(isOn = true) {
      this.#safeIntegers = isOn;
      return this;
    }

    prepare(sql: string) {
      const statement = named(() => this.#database.prepare(sql));
      return new Statement(statement).safeIntegers(this.#safeIntegers);
    }

    pragma(text: string, { simple = false } = {}) {
      const rows = this.prepare(`pragma ${text}`).all();
      return simple ? Object.values(rows[0] ?? {})[0] : rows;
    }

    exec(sql: string) {
      named(() => this.#database.exec(sql));
      return this;
    }

    close() {
      if (this.#database.isOpen) named(() => this.#database.close());
      return this;
    }
  }
  return Database as unknown as Driver;
}

class Statement {
  readonly #statement: NodeStatement;
  #safeIntegers: boolean | undefined;
  #raw = false;
  readonly reader: boolean;

  constructor(statement: NodeStatement) {
    this.#statement = statement;
    this.reader = statement.columns().length > 0;
  }

  // To say it again to the driver takes as long as to find a row.
  safeIntegers(isOn = true) {
    if (this.#safeIntegers !== isOn) this.#statement.setReadBigInts(isOn);
    this.#safeIntegers = isOn;
    return this;
  }

  raw(isOn = true) {
    if (this.#raw !== isOn) this.#statement.setReturnArrays(isOn);
    this.#raw = isOn;
    return this;
  }

  run(...values: unknown[]) {
    const { changes, lastInsertRowid } = named(() => this.#statement.run(...bindable(values)));
    return { changes: Number(changes), lastInsertRowid };
  }

  all(...values: unknown[]): object[] {
    const bound = bindable(values);
    try {
      return named(() => this.#statement.all(...bound)) as object[];
    } catch (error) {
      if (this.#safeIntegers || !isTooLarge(error)) throw error;
      // As better-sqlite3 does: the nearest number, which whoever asked for numbers looks at.
      this.#statement.setReadBigInts(true);
      const rows = named(() => this.#statement.all(...bound)) as object[];
      this.#statement.setReadBigInts(false);
      return rows.map(withNumbers);
    }
  }

  // Whoever goes through the rows keeps the statement: a native iterator does not, and reads what is freed.
  *iterate(...values: unknown[]) {
    const rows = this.#statement.iterate(...bindable(values))[Symbol.iterator]();
    try {
      for (let next = named(() => rows.next()); !next.done; next = named(() => rows.next())) {
        yield next.value;
      }
    } finally {
      rows.return?.();
    }
  }
}

/** Values as they are given, or all of them in one array. */
function bindable(values: readonly unknown[]): readonly unknown[] {
  const [first] = values;
  const bound: readonly unknown[] = values.length === 1 && Array.isArray(first) ? first : values;
  for (const value of bound) {
    // It would be stored only up to there.
    if (typeof value === 'string' && value.includes('\0')) {
      throw new Error('A text with U+0000 cannot be stored.');
    }
  }
  return bound.includes(undefined) ? bound.map((value) => value ?? null) : bound;
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && /too large to be represented/.test(error.message);
}

function withNumbers<Row extends object>(row: Row): Row {
  const toNumber = (value: unknown) => (typeof value === 'bigint' ? Number(value) : value);
  if (Array.isArray(row)) return row.map(toNumber) as unknown as Row;
  const entries = Object.entries(row).map(([key, value]) => [key, toNumber(value)]);
  return Object.fromEntries(entries);
}

/** An error of SQLite gets the name of its code, `SQLITE_BUSY`, as better-sqlite3 gives it. */
function named<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'sqliteCodeName' in error) {
      throw Object.assign(error, { code: error.sqliteCodeName });
    }
    throw error;
  }
}
