import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createMess, type TestMess } from '../support/mess.ts';
import {
  FILES,
  figures,
  flagsOfAny,
  MONTHS,
  monthlyRows,
  type Rows,
  rollOf,
  someRecorded,
} from './attendance-files.ts';
import { parseCsv } from './csv-text.ts';
import {
  copyMess,
  countsOf,
  createSmall,
  createWith,
  figuresIn,
  importBytes,
  importClean,
  importRows,
  recordedIn,
  runs,
  TIMEOUT_MS,
  tablesIn,
} from './state.ts';

vi.setConfig({ testTimeout: TIMEOUT_MS });

describe('export, then import', () => {
  async function expectNothingNew(mess: TestMess, month: string): Promise<void> {
    const before = figuresIn(mess);
    const shown = await mess('attendance', 'show', '--month', month, '--format', 'csv');
    expect(shown.code).toBe(0);
    const report = await importBytes(mess, 'attendance', shown.stdout);
    expect(report).toMatchObject({ code: 0, inserted: 0, updated: 0, rejected: 0, errors: [] });
    const filled = parseCsv(shown.stdout).filter(([, , , days]) => days !== '');
    expect(report.unchanged).toBe(filled.length - 1);
    expect(figuresIn(mess)).toEqual(before);
  }

  test('changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(rollOf(1, 8), figures, async (roll, recorded) => {
        const mess = await createWith(roll, monthlyRows(roll, recorded));
        for (const month of MONTHS) await expectNothingNew(mess, month);
      }),
      runs(25),
    );
  });

  test('changes nothing where somebody was recorded as having left', async () => {
    const mess = await createMess();
    await mess.do(
      'student add S1 --name A --branch B --phone 9876543210',
      'attendance record S1 --month 2025-05 --days 3',
      'student remove S1 --on 2025-04-20',
    );
    await expectNothingNew(mess, '2025-05');
  });

  test('of the roll changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(rollOf(1, 8), async (roll) => {
        const mess = await createWith(roll);
        await mess.do(`student remove ${roll[0]?.id} --on 2025-09-01`);
        const before = tablesIn(mess);
        const shown = await mess('student', 'list', '--all', '--format', 'csv');
        const report = await importBytes(mess, 'student', shown.stdout);
        expect(report).toMatchObject({ code: 0, unchanged: roll.length, errors: [] });
        expect(tablesIn(mess)).toEqual(before);
      }),
      runs(20),
    );
  });
});

describe.each(Object.entries(FILES))('any %s file', (_, file) => {
  test('is recorded the same in any order of its rows', async () => {
    const shuffled = file.chain(([header = [], ...rows]) =>
      fc
        .shuffledSubarray(rows, { minLength: rows.length })
        .map((others) => [[header, ...rows] as Rows, [header, ...others] as Rows] as const),
    );
    await fc.assert(
      fc.asyncProperty(
        shuffled,
        flagsOfAny,
        someRecorded,
        async ([one, other], flags, recorded) => {
          const mess = await createSmall(recorded);
          const twin = await copyMess(mess);
          const report = await importRows(mess, one, ...flags);
          expect(countsOf(await importRows(twin, other, ...flags))).toEqual(countsOf(report));
          expect(recordedIn(twin)).toEqual(recordedIn(mess));
        },
      ),
      runs(30),
    );
  });

  test('comes to what a dry run says', async () => {
    await fc.assert(
      fc.asyncProperty(file, flagsOfAny, someRecorded, async (rows, flags, recorded) => {
        const mess = await createSmall(recorded);
        const before = tablesIn(mess);
        const dry = await importRows(mess, rows, ...flags, '--dry-run');
        expect(tablesIn(mess)).toEqual(before);
        const { import: _, ...real } = await importRows(mess, rows, ...flags);
        expect(dry).toEqual({ ...real, dryRun: true, import: null });
      }),
      runs(20),
    );
  });

  test('imported twice is imported once', async () => {
    await fc.assert(
      fc.asyncProperty(file, flagsOfAny, someRecorded, async (rows, flags, recorded) => {
        const mess = await createSmall(recorded);
        const first = await importRows(mess, rows, ...flags);
        const before = tablesIn(mess);
        const second = await importRows(mess, rows, ...flags);
        expect(second).toMatchObject({ code: first.code, inserted: 0, updated: 0 });
        expect(second.errors).toEqual(first.errors);
        const { attendance, attendance_history } = tablesIn(mess);
        expect({ attendance, attendance_history }).toEqual({
          attendance: before.attendance,
          attendance_history: before.attendance_history,
        });
      }),
      runs(20),
    );
  });
});

test('a file that was taken whole is not taken again, and nothing at all changes', async () => {
  await fc.assert(
    fc.asyncProperty(rollOf(1, 8), figures, async (roll, some) => {
      fc.pre(some.length > 0);
      const mess = await createWith(roll);
      const rows = monthlyRows(roll, some);
      const first = await importClean(mess, rows);
      const before = tablesIn(mess);
      const second = await importClean(mess, rows);
      expect(second.alreadyImported).toMatchObject({ no: first.import });
      expect(tablesIn(mess)).toEqual(before);
    }),
    runs(20),
  );
});
