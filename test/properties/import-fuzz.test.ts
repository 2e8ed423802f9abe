import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Result, TestMess } from '../support/mess.ts';
import { countTried } from '../support/strength.ts';
import { MONTHLY } from './attendance-files.ts';
import { csvText, parseCsv } from './csv-text.ts';
import { flagsFor, type Kind, REJECTS, SEEDS, STUDENTS } from './fuzz-inputs.ts';
import { mutate, mutation } from './mutations.ts';
import {
  copyMess,
  createWith,
  exactly,
  importClean,
  type Report,
  reportOf,
  type Tables,
  TIMEOUT_MS,
  tablesIn,
} from './state.ts';

/** For each kind of file; a long run takes more, and another `MESS_FUZZ_SEED`. */
const RUNS = Number(process.env.MESS_FUZZ_RUNS ?? countTried(100));
const FUZZ_TIMEOUT_MS = Math.max(TIMEOUT_MS, RUNS * 300);

/** A roll, attendance of two months, and a bill on one of them. */
async function createBilled(): Promise<TestMess> {
  const mess = await createWith(STUDENTS.map((student) => ({ ...student, joined: '' })));
  await importClean(mess, [
    [...MONTHLY],
    ...['S1', 'GONE'].flatMap((id) => [
      [id, '2025-04', '7'],
      [id, '2025-05', '31'],
    ]),
  ]);
  await mess.do(
    'student remove GONE --on 2025-05-15',
    'bill register --month 2025-04 --total 1000 --yes',
  );
  return mess;
}

test.each(Object.keys(SEEDS) as Kind[])(
  'a %s file, however damaged, is taken as a whole or in its good rows, or nothing is changed',
  async (kind) => {
    const noun = kind === 'students' ? 'student' : 'attendance';
    const mutations = fc.array(mutation, { maxLength: 4, size: 'small' });
    const ends = { written: 0, refused: 0 };
    const prepared = await createBilled();
    const before = tablesIn(prepared);
    await fc.assert(
      fc.asyncProperty(mutations, flagsFor(kind), fc.boolean(), async (changes, given, asFile) => {
        const mess = await copyMess(prepared);
        const bytes = changes.reduce(mutate, Buffer.from(SEEDS[kind]));
        const rejects = join(mess.home, 'rejects.csv');
        const options = given.map((word) => (word === REJECTS ? rejects : word));
        const file = asFile ? await mess.file('a.csv', bytes) : '-';
        const stdin = asFile ? '' : bytes;
        const result = await mess.with({ stdin })(noun, 'import', file, ...options, '--json');
        expectDocumented(result);
        const after = tablesIn(mess);
        const isSame = JSON.stringify(after) === JSON.stringify(before);
        ends[isSame ? 'refused' : 'written'] += 1;
        const { code, stdout } = result;
        if (stdout === '') expect({ code, isSame }).toEqual({ code, isSame: true });
        if (code === 2 || code === 3) {
          expect({ stdout, isSame }).toEqual({ stdout: '', isSame: true });
          expect(existsSync(rejects)).toBe(false);
          return;
        }
        const report = reportOf(result);
        await expectRejects(rejects, given.includes(REJECTS) ? report : undefined);
        if (given.includes('--dry-run')) {
          expect(report.dryRun).toBe(true);
          expect(after).toEqual(before);
          return;
        }
        expectCounted(kind, report);
        if (isSame) {
          expect(report).toMatchObject({ inserted: 0, updated: 0, import: null });
          return;
        }
        expect({ code, partial: given.includes('--partial') }).toEqual(
          code === 0 ? expect.anything() : { code: 6, partial: true },
        );
        if (noun === 'student') expectRollChanged(before, after, report);
        else expectFiguresWritten(before, after, report);
      }),
      exactly(RUNS, FUZZ_TIMEOUT_MS),
    );
    console.log(`${kind}: ${ends.written} of ${RUNS} damaged files changed something`);
    expect(Math.min(ends.written, ends.refused)).toBeGreaterThan(RUNS / 10);
  },
  FUZZ_TIMEOUT_MS,
);

test('a file that is one long line is refused in good time', { timeout: 30_000 }, async () => {
  const prepared = await createBilled();
  for (const end of ['', '\n', '\nS1,2025-05,3\n']) {
    const mess = await copyMess(prepared);
    const stdin = `${'x'.repeat(200_000)}${end}`;
    const result = await mess.with({ stdin })('attendance', 'import', '-', '--json');
    expectDocumented(result);
    expect(reportOf(result).errors.map(({ code }) => code)).toEqual(['record_too_long']);
  }
});

test('with --json and --rejects the error is all there is on standard error', async () => {
  const mess = await createBilled();
  const path = join(mess.home, 'rejects.csv');
  const stdin = csvText([[...MONTHLY], ['NOBODY', '2025-05', '3']]);
  const options = ['--rejects', path, '--json'];
  const { code, stderr } = await mess.with({ stdin })('attendance', 'import', '-', ...options);
  expect(code).toBe(6);
  expect(JSON.parse(stderr)).toMatchObject({ error: { exitCode: 6 } });
});

function expectDocumented({ code, stderr }: Result): void {
  expect([0, 2, 3, 6, 8], stderr).toContain(code);
  expect(stderr).not.toContain('This is a bug');
  if (code === 0) return;
  const { error } = JSON.parse(stderr.slice(stderr.indexOf('{\n')));
  expect(error.exitCode).toBe(code);
}

/** @param report undefined when no file of rejects was asked for */
async function expectRejects(path: string, report: Report | undefined): Promise<void> {
  expect(existsSync(path)).toBe(report !== undefined && report.readAs !== null);
  if (!existsSync(path)) return;
  const [header = [], ...rows] = parseCsv(await readFile(path, 'utf8'));
  expect(header.slice(-3)).toEqual(['_line', '_code', '_error']);
  expect(rows.length).toBe(report?.rejected);
}

/** Every row is accounted for where a row is a figure, or a student. */
function expectCounted(kind: Kind, report: Report): void {
  const { rows, inserted, updated, unchanged, blank, skipped, rejected } = report;
  if (report.readAs?.layout === 'punches' || report.alreadyImported !== null) return;
  if (report.errors.length > 0 && !report.partial) return;
  expect(inserted + updated + unchanged + blank + skipped + rejected, kind).toBe(rows);
}

const keyOf = (row: Tables[string][number]) => `${row.month} ${row.student_no}`;

function expectFiguresWritten(before: Tables, after: Tables, report: Report): void {
  const [entry, ...more] = added(before, after, 'audit_entries');
  expect(more).toEqual([]);
  expect(entry).toMatchObject({ command: 'attendance import' });
  const by = entry?.sequence;
  const written = after.attendance?.filter(({ changed_by }) => changed_by === by) ?? [];
  expect(written.length).toBe(report.inserted + report.updated);
  const replaced = new Set(written.map(keyOf));
  expect(after.attendance?.filter((row) => !replaced.has(keyOf(row)))).toEqual(
    before.attendance?.filter((row) => !replaced.has(keyOf(row))),
  );
  const history = added(before, after, 'attendance_history');
  expect(history.map(({ replaced_by }) => replaced_by)).toEqual(Array(report.updated).fill(by));
  const { inserted, updated, unchanged, rejected, rows } = report;
  expect(added(before, after, 'imports')).toMatchObject([
    { no: report.import, changed_by: by, inserted, updated, unchanged, rejected, rows },
  ]);
  const tables = ['attendance', 'attendance_history', 'imports', 'audit_entries'];
  expect(without(after, tables)).toEqual(without(before, tables));
}

function expectRollChanged(before: Tables, after: Tables, report: Report): void {
  expect(added(before, after, 'audit_entries')).toMatchObject([{ command: 'student import' }]);
  const known = before.students ?? [];
  expect(after.students?.length).toBe(known.length + report.inserted);
  const changed = known.filter(
    (row, index) => JSON.stringify(row) !== JSON.stringify(after.students?.[index]),
  );
  expect(changed.length).toBe(report.updated);
  const tables = ['students', 'audit_entries', 'audit_salts'];
  expect(without(after, tables)).toEqual(without(before, tables));
}

/** The rows that came to a table; those before them are as they were. */
function added(before: Tables, after: Tables, table: string) {
  const known = before[table]?.length ?? 0;
  expect(after[table]?.slice(0, known)).toEqual(before[table]);
  return after[table]?.slice(known) ?? [];
}

/** Tables but for these, and for how far their numbers have got. */
function without(tables: Tables, names: readonly string[]): Tables {
  const left = Object.entries(tables).filter(
    ([name]) => name !== 'sqlite_sequence' && !names.includes(name),
  );
  return Object.fromEntries(left);
}
