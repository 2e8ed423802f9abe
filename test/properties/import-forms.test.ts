import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  anyMark,
  calendarDays,
  DAYS,
  dateOf,
  daysText,
  hundredthsOfMark,
  MONTHLY,
  MONTHS,
  moment,
  monthlyFile,
  ROLL,
  type Student,
  take,
  timestamp,
  wholeMark,
} from './attendance-files.ts';
import { csvText } from './csv-text.ts';
import {
  copyMess,
  countsOf,
  createSmall,
  createWith,
  type Imported,
  importBytes,
  importClean,
  importRows,
  recordedIn,
  runs,
  TIMEOUT_MS,
} from './state.ts';

vi.setConfig({ testTimeout: TIMEOUT_MS });

/** A month of marks for each of a few students. */
const monthOf = (mark: fc.Arbitrary<string>) =>
  fc.record({
    month: fc.constantFrom(...MONTHS),
    marks: fc.array(fc.array(mark, { minLength: 31, maxLength: 31 }), {
      minLength: 1,
      maxLength: 4,
    }),
  });

/** The same figures as a monthly sheet and as a register; a row without a mark says nothing. */
function writeSheets(roll: readonly Student[], month: string, marks: readonly string[][]) {
  const days = DAYS.slice(0, calendarDays(month));
  const rows = roll.map(({ id }, index) => {
    const own = days.map((_, day) => marks[index]?.[day] ?? '');
    const sum = own.reduce((total, mark) => total + hundredthsOfMark(mark), 0);
    return { id, own, sum: own.every((mark) => mark === '') ? '' : daysText(sum) };
  });
  return {
    monthly: [[...MONTHLY], ...rows.map(({ id, sum }) => [id, month, sum])],
    register: [['student_id', ...DAYS], ...rows.map(({ id, own }) => [id, ...pad(own)])],
  };
}

const pad = (cells: readonly string[]) => DAYS.map((_, index) => cells[index] ?? '');

describe('the same figures', () => {
  test('are recorded from a monthly sheet and a register', async () => {
    await fc.assert(
      fc.asyncProperty(monthOf(anyMark), async ({ month, marks }) => {
        const roll = ROLL.concat({ id: 'S4', name: 'Sita', joined: '' }).slice(0, marks.length);
        const [mess, twin] = [await createWith(roll), await createWith(roll)];
        const { monthly, register } = writeSheets(roll, month, marks);
        const report = await importClean(mess, monthly);
        // Said, for everybody may have it on a day, and then it may be a holiday.
        const half = ['--mark', 'H=half'];
        const other = await importClean(twin, register, '--month', month, ...half);
        expect(other.readAs).toMatchObject({ layout: 'register' });
        expect(countsOf(other)).toEqual(countsOf(report));
        expect(recordedIn(twin)).toEqual(recordedIn(mess));
      }),
      runs(20),
    );
  });

  test('are recorded from a monthly sheet, a register and punches', async () => {
    const moments = fc.infiniteStream(fc.array(moment, { minLength: 1, maxLength: 3 }));
    await fc.assert(
      fc.asyncProperty(monthOf(wholeMark), moments, fc.nat(), async (of, when, turn) => {
        // Of a day of absence there is no punch, so each has one of presence.
        const marks = of.marks.map((own) => own.with(turn % 30, 'P'));
        const roll = ROLL.concat({ id: 'S4', name: 'Sita', joined: '' }).slice(0, marks.length);
        const { monthly, register } = writeSheets(roll, of.month, marks);
        const punches = roll.flatMap(({ id }, index) =>
          DAYS.slice(0, calendarDays(of.month)).flatMap((_, day) => {
            if (hundredthsOfMark(marks[index]?.[day] ?? '') === 0) return [];
            const date = dateOf(of.month, day + 1);
            return take(when).map((each) => [id, timestamp(date, each)]);
          }),
        );
        punches.sort(([, a = ''], [, b = '']) => (a < b ? -1 : 1));
        const recorded = [];
        for (const rows of [monthly, register, [['student_id', 'timestamp'], ...punches]]) {
          const mess = await createWith(roll);
          await importClean(mess, rows, '--month', of.month);
          recorded.push(recordedIn(mess));
        }
        expect(recorded[0]).toHaveLength(roll.length);
        expect(recorded[1]).toEqual(recorded[0]);
        expect(recorded[2]).toEqual(recorded[0]);
      }),
      runs(20),
    );
  });
});

const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;
const NEWLINES = { lf: '\n', crlf: '\r\n', cr: '\r' } as const;
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const ENCODINGS = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-8 with mark': (text: string) => Buffer.from(`\ufeff${text}`),
  'utf-16le': (text: string) => utf16(`\ufeff${text}`),
  'utf-16be': (text: string) => utf16(`\ufeff${text}`).swap16(),
} as const;

const keysOf = <T extends object>(of: T) => fc.constantFrom(...(Object.keys(of) as (keyof T)[]));

describe('however a file is written', () => {
  const names = fc.constantFrom('सीता "देवी"', '🍚, rice', 'a;b\tc|d', 'two\nlines', 'Zoë', '');

  test('the same is recorded, and the same mistakes are found on the same lines', async () => {
    const variant = fc.record({
      encoding: keysOf(ENCODINGS),
      delimiter: keysOf(DELIMITERS),
      newline: keysOf(NEWLINES),
      // Of the last line, which a file may do without.
      isEnded: fc.boolean(),
      decimalComma: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(monthlyFile, fc.infiniteStream(names), variant, async (file, name, how) => {
        const rows = file.map(([id = '', ...rest], index) => [
          id,
          index === 0 ? 'name' : take(name),
          ...rest,
        ]);
        const others = how.decimalComma
          ? rows.map((row) => row.map((cell) => cell.replace(/^(\d+)\.(\d+)$/, '$1,$2')))
          : rows;
        const style = { delimiter: DELIMITERS[how.delimiter], newline: NEWLINES[how.newline] };
        const text = csvText(others, style);
        const cut = how.isEnded ? text : text.slice(0, -style.newline.length);
        const mess = await createSmall([]);
        const twin = await copyMess(mess);
        const report = await importRows(mess, rows, '--partial');
        const bytes = ENCODINGS[how.encoding](cut);
        const other = await importBytes(twin, 'attendance', bytes, '--partial');
        expect(other.readAs).toMatchObject({
          encoding: how.encoding.replace(' with mark', ''),
          delimiter: how.delimiter,
        });
        expect(countsOf(other)).toEqual(countsOf(report));
        const places = ({ errors }: Imported) =>
          errors.map(({ line, column, code }) => ({ line, column, code }));
        expect(places(other)).toEqual(places(report));
        expect(recordedIn(twin)).toEqual(recordedIn(mess));
      }),
      runs(60),
    );
  });
});
