import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  DAYS,
  dateOf,
  daysText,
  hundredths,
  MONTHS,
  moment,
  ROLL,
  type Rows,
  timestamp,
  wholeMark,
} from './attendance-files.ts';
import { parseCsv, startLines } from './csv-text.ts';
import {
  copyMess,
  createWith,
  importClean,
  importRows,
  recordedIn,
  runs,
  TIMEOUT_MS,
} from './state.ts';

vi.setConfig({ testTimeout: TIMEOUT_MS });

/** A fault put into one row of a file, which its own cells can mend. */
interface Fault {
  readonly row: number;
  readonly spoil: (cells: readonly string[]) => readonly string[];
}

const put = (column: number, text: string) => (cells: readonly string[]) =>
  cells.with(column, text);

const faults = (...spoils: Fault['spoil'][]) =>
  fc.uniqueArray(fc.record({ row: fc.nat(), spoil: fc.constantFrom(...spoils) }), {
    minLength: 1,
    maxLength: 6,
    selector: ({ row }) => row,
  });

const tooShort = (cells: readonly string[]) => cells.slice(0, -1);
const tooLong = (cells: readonly string[]) => [...cells, 'and more', ''];

const NOTES = ['two\nlines', 'a "quote", and a comma', '=1+1', "'", 'plain', ''];

/**
 * Imports a file with faults but for its rejects.
 *
 * @param clean rows that can be taken; the first is the header
 * @param extra rows that are in the spoilt file only, to be taken out of the rejects
 * @returns the mess, one that imported the clean file, and the rejects with their faults mended
 */
async function importSpoilt(
  clean: Rows,
  spoilt: readonly Fault[],
  extra: Rows,
  flags: readonly string[] = [],
) {
  const mess = await createWith(ROLL);
  const twin = await copyMess(mess);
  await importClean(twin, clean, ...flags);
  const [header = [], ...rows] = clean;
  const file: (readonly string[])[] = [...rows, ...extra];
  for (const { row, spoil } of spoilt) {
    file[row % rows.length] = spoil(rows[row % rows.length] ?? []);
  }
  const path = join(mess.home, 'rejects.csv');
  const options = ['--partial', '--rejects', path, ...flags];
  const { code, rejected } = await importRows(mess, [header, ...file], ...options);
  expect(code).toBe(6);
  const [rejectsHeader = [], ...rejects] = parseCsv(await readFile(path, 'utf8'));
  expect(rejectsHeader).toEqual([...header, '_line', '_code', '_error']);
  expect(rejects).toHaveLength(rejected);
  const lines = startLines([header, ...file]).slice(1);
  const places = rejects.map((cells) => lines.indexOf(Number(cells[header.length])));
  expect(places, 'each starts on its line').not.toContain(-1);
  expect(new Set(places).size).toBe(places.length);
  const corrected = rejects.flatMap((cells, index) => {
    const own = rows[places[index] ?? -1];
    return own === undefined ? [] : [[...own, ...cells.slice(header.length, header.length + 3)]];
  });
  return { mess, twin, corrected: [rejectsHeader, ...corrected] };
}

describe('the rejects, corrected, import: what is recorded then is what the clean file records', () => {
  async function expectMended(...files: Parameters<typeof importSpoilt>): Promise<void> {
    const { mess, twin, corrected } = await importSpoilt(...files);
    await importClean(mess, corrected, ...(files[3] ?? []));
    expect(recordedIn(mess)).toEqual(recordedIn(twin));
  }

  const note = fc.constantFrom(...NOTES);
  const pairs = fc.shuffledSubarray(
    ROLL.flatMap(({ id }) => MONTHS.map((month) => [id, month] as const)),
    { minLength: 1 },
  );

  test('of a monthly sheet', async () => {
    const rows = pairs.chain((keys) =>
      fc.tuple(
        ...keys.map(([id, month]) =>
          fc.tuple(note, hundredths).map(([text, days]) => {
            return [id, text, month, daysText(days)];
          }),
        ),
      ),
    );
    const spoils = faults(
      put(0, 'NOBODY'),
      put(0, ''),
      put(0, '=x'),
      put(2, 'Mai'),
      put(2, ''),
      put(3, '32'),
      put(3, 'x'),
      put(3, '-1'),
      tooShort,
      tooLong,
    );
    const contradictions = fc.array(fc.nat(), { maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(rows, spoils, contradictions, async (clean, spoilt, twice) => {
        const extra = twice.map((place) => put(3, '0.01')(clean[place % clean.length] ?? []));
        await expectMended([['ID', 'Name', 'Month', 'Days'], ...clean], spoilt, extra);
      }),
      runs(25),
    );
  });

  test('of a register', async () => {
    const marks = fc.array(wholeMark, { minLength: 30, maxLength: 30 });
    const rows = fc
      .shuffledSubarray([...ROLL], { minLength: 1 })
      .chain((roll) =>
        fc.tuple(
          ...roll.map(({ id }) =>
            fc.tuple(note, marks).map(([text, own]) => [id, text, ...own.with(4, 'P'), '']),
          ),
        ),
      );
    const spoils = faults(
      put(0, 'NOBODY'),
      put(2, 'X'),
      put(31, '2'),
      put(32, 'P'),
      tooShort,
      tooLong,
    );
    await fc.assert(
      fc.asyncProperty(rows, spoils, async (clean, spoilt) => {
        const header = ['Roll No', 'Name', ...DAYS];
        await expectMended([header, ...clean], spoilt, [], ['--month', '2025-04']);
      }),
      runs(25),
    );
  });

  const punches = fc
    .array(
      fc.record({
        id: fc.constantFrom(...ROLL.map(({ id }) => id)),
        text: note,
        month: fc.constantFrom(...MONTHS),
        day: fc.constantFrom(1, 8, 15, 22, 29),
        when: moment,
      }),
      { minLength: 1, maxLength: 20 },
    )
    .map((rows) => [
      ['student_id', 'name', 'timestamp'],
      ...rows.map(({ id, text, month, day, when }) => [
        id,
        text,
        timestamp(dateOf(month, day), when),
      ]),
    ]);

  test('of punches with wrong times', async () => {
    const spoils = faults(put(2, ''), put(2, '31/05/2025'), put(2, '2025-04-31'));
    await fc.assert(
      fc.asyncProperty(punches, spoils, async (clean, spoilt) => {
        await expectMended(clean, spoilt, []);
      }),
      runs(20),
    );
  });

  test('of punches in rows with cells of no column', async () => {
    await fc.assert(
      fc.asyncProperty(punches, faults(tooLong), async (clean, spoilt) => {
        await expectMended(clean, spoilt, []);
      }),
      runs(20),
    );
  });

  test('of punches with mistyped ids, unless they are refused as part of a month', async () => {
    await fc.assert(
      fc.asyncProperty(punches, faults(put(0, 'NOBODY')), async (clean, spoilt) => {
        const { mess, twin, corrected } = await importSpoilt(clean, spoilt, []);
        const before = recordedIn(mess);
        const { code, errors } = await importRows(mess, corrected);
        if (code === 0) {
          expect(recordedIn(mess)).toEqual(recordedIn(twin));
          return;
        }
        expect(new Set(errors.map((error) => error.code))).toEqual(new Set(['partial_month']));
        expect(recordedIn(mess)).toEqual(before);
      }),
      runs(20),
    );
  });
});

test('the one punch of a month that was mistyped, corrected, does not take the place of the others', async () => {
  const days = DAYS.map((_, index) => dateOf('2025-05', index + 1));
  const punches = (id: string) => days.map((date) => [id, '', `${date} 08:00`]);
  // S2 is unknown to the device, so that the rejects as a whole speak of every day.
  const clean = [['student_id', 'name', 'timestamp'], ...punches('S1'), ...punches('S2')];
  const spoilt = days.map((_, index) => ({ row: 31 + index, spoil: put(0, 'NOBODY') }));
  const mistyped = { row: 8, spoil: put(0, 'SI') };
  const { mess, twin, corrected } = await importSpoilt(clean, [mistyped, ...spoilt], []);
  const before = recordedIn(mess);
  const { code } = await importRows(mess, corrected);
  expect(recordedIn(mess)).toEqual(code === 0 ? recordedIn(twin) : before);
});
