import { cp } from 'node:fs/promises';
import { expect } from 'vitest';
import { attachMess, createHome, createMess, type Result, type TestMess } from '../support/mess.ts';
import { countTried } from '../support/strength.ts';
import { enroll, monthlyRows, ROLL, type Rows, type Student } from './attendance-files.ts';
import { csvText } from './csv-text.ts';

/** Of the properties and the fuzz; `MESS_FUZZ_SEED` gives another one. */
export const SEED = Number(process.env.MESS_FUZZ_SEED ?? 20_250_601);

export const TIMEOUT_MS = 120_000;

/** The settings of a property that has so many cases in a full run. */
export function runs(all: number) {
  return exactly(countTried(all), TIMEOUT_MS);
}

/** The same for a number of cases. The search for the smallest failure ends before the test does. */
export function exactly(numRuns: number, timeoutMs: number) {
  return {
    seed: SEED,
    numRuns,
    interruptAfterTimeLimit: timeoutMs - 10_000,
    markInterruptAsFailure: true,
  };
}

/** What `import --json` says. */
export interface Report {
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly blank: number;
  readonly skipped: number;
  readonly rejected: number;
  readonly dryRun: boolean;
  readonly partial: boolean;
  readonly import: number | null;
  readonly alreadyImported: { readonly no: number } | null;
  readonly readAs: { readonly layout: string } | null;
  readonly errors: readonly {
    readonly line: number;
    readonly column: string;
    readonly code: string;
    readonly value: string;
    readonly message: string;
  }[];
}

export interface Imported extends Report {
  readonly code: number;
}

/** Imports from standard input; fails the test where there is no report. */
export async function importBytes(
  mess: TestMess,
  noun: 'attendance' | 'student',
  bytes: string | Uint8Array,
  ...flags: readonly string[]
): Promise<Imported> {
  const result = await mess.with({ stdin: bytes })(noun, 'import', '-', ...flags, '--json');
  return { ...reportOf(result), code: result.code };
}

export function reportOf({ code, stdout, stderr }: Result): Report {
  if (stdout === '') throw new Error(`no report, but ${code}: ${stderr}`);
  return JSON.parse(stdout);
}

/** A mess with these on the roll, and what is recorded. */
export async function createWith(roll: readonly Student[], recorded?: Rows): Promise<TestMess> {
  const mess = await createMess();
  await enroll(mess, roll);
  if (recorded !== undefined && recorded.length > 1) await importClean(mess, recorded);
  return mess;
}

export function importRows(
  mess: TestMess,
  rows: Rows,
  ...flags: readonly string[]
): Promise<Imported> {
  return importBytes(mess, 'attendance', csvText(rows), ...flags);
}

/** Imports a file without a mistake. */
export async function importClean(
  mess: TestMess,
  rows: Rows,
  ...flags: readonly string[]
): Promise<Imported> {
  const report = await importRows(mess, rows, ...flags);
  expect(report).toMatchObject({ code: 0, errors: [] });
  return report;
}

/** The counts of a report, and how often there is each kind of mistake. */
export function countsOf({ code, errors, ...report }: Imported) {
  const { rows, inserted, updated, unchanged, blank, skipped, rejected } = report;
  const codes = errors.map((error) => error.code).sort();
  return { code, rows, inserted, updated, unchanged, blank, skipped, rejected, codes };
}

/** A mess of its own with all that another one holds. */
export async function copyMess(mess: TestMess): Promise<TestMess> {
  const home = await createHome();
  await cp(mess.home, home, { recursive: true });
  return attachMess(home);
}

/** What is recorded, whoever recorded it. */
export function recordedIn(mess: TestMess) {
  return mess.rows(
    `select month, id, days_hundredths as days from attendance join students on no = student_no
     order by month, id`,
  );
}

/** The same with the entry of the record of changes that wrote each figure. */
export function figuresIn(mess: TestMess) {
  return mess.rows<{ month: string; id: string; days: number; by: number }>(
    `select month, id, days_hundredths as days, changed_by as "by"
     from attendance join students on no = student_no order by month, id`,
  );
}

export type Tables = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** All tables, but for when a session was last used. */
export function tablesIn(mess: TestMess): Tables {
  const names = mess.rows<{ name: string }>(
    "select name from sqlite_schema where type = 'table' order by name",
  );
  return Object.fromEntries(
    names.map(({ name }) => [
      name,
      mess.rows(`select * from "${name}" order by rowid`).map(({ last_used_at: _, ...row }) => row),
    ]),
  );
}

/** A mess with one who left, and what is recorded. */
export async function createSmall(recorded: Parameters<typeof monthlyRows>[1]): Promise<TestMess> {
  const gone = { id: 'GONE', name: 'Gone', joined: '' };
  const mess = await createWith([...ROLL, gone], monthlyRows(ROLL, recorded));
  await mess.do('student remove GONE --on 2025-03-31');
  return mess;
}
