import fc from 'fast-check';
import type { TestMess } from '../support/mess.ts';
import { csvText } from './csv-text.ts';

/** Rows of cells, the header first. */
export type Rows = readonly (readonly string[])[];

export const MONTHS = ['2025-04', '2025-05'] as const;
export const calendarDays = (month: string) => (month === '2025-04' ? 30 : 31);

/** Any student that can be on a roll, and some that trouble spreadsheets. */
const student = fc.record({
  id: fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,7}$/),
    fc.stringMatching(/^0{1,2}[1-9]{1,3}$/),
  ),
  name: fc.constantFrom(
    'Asha Rao',
    'सीता देवी',
    'Zoë "Zo" Müller',
    'Rao, Asha',
    'a;b|c',
    '=1+1',
    "'tis",
    '-',
    '007',
  ),
  joined: fc.constantFrom('', '2020-07-15'),
});

export type Student = { readonly id: string; readonly name: string; readonly joined: string };

export const rollOf = (minLength: number, maxLength: number) =>
  fc.uniqueArray(student, {
    minLength,
    maxLength,
    selector: ({ id }) => id.toLowerCase(),
  });

export async function enroll(mess: TestMess, roll: readonly Student[]): Promise<void> {
  const rows = roll.map(({ id, name, joined }) => [id, name, 'CSE', '9876543210', joined]);
  const stdin = csvText([['id', 'name', 'branch', 'phone', 'joined'], ...rows]);
  const { code, stderr } = await mess.with({ stdin })('student', 'import', '-');
  if (code !== 0) throw new Error(stderr);
}

/** Days present in hundredths, as many as every month has at most. */
export const hundredths = fc.oneof(
  fc.integer({ min: 0, max: 3000 }),
  fc.integer({ min: 0, max: 30 }).map((days) => days * 100),
);

export const daysText = (amount: number) => String(amount / 100);

/** At most one figure for a student, by their place on the roll, and month. */
export const figures = fc.uniqueArray(
  fc.record({ place: fc.nat(), month: fc.constantFrom(...MONTHS), days: hundredths }),
  { maxLength: 16, selector: ({ place, month }) => `${place % 8} ${month}` },
);

export const MONTHLY = ['student_id', 'month', 'days_present'] as const;

export function monthlyRows(
  roll: readonly Student[],
  of: readonly { readonly place: number; readonly month: string; readonly days: number }[],
): string[][] {
  const rows = new Map<string, string[]>();
  for (const { place, month, days } of of) {
    const id = roll[place % roll.length]?.id ?? '';
    rows.set(`${id} ${month}`, [id, month, daysText(days)]);
  }
  return [[...MONTHLY], ...rows.values()];
}

/** One day of a register. */
const WHOLE = ['P', 'p', '1', ' P ', 'A', 'a', '0', ''] as const;
const HALF = ['H', 'h', '½', '0.5', '.5', '0,5'] as const;

export const hundredthsOfMark = (mark: string) =>
  /^[p1]$/i.test(mark.trim()) ? 100 : (HALF as readonly string[]).includes(mark) ? 50 : 0;

export const wholeMark = fc.constantFrom(...WHOLE);
export const anyMark = fc.constantFrom(...WHOLE, ...HALF);

export const DAYS = Array.from({ length: 31 }, (_, index) => String(index + 1));

const pad = (n: number) => String(n).padStart(2, '0');

/** A moment on a day in India, written in one of the ways that devices write it. */
export const moment = fc.record({
  // A log most of which is at midnight is one of dates, and refused.
  minute: fc.integer({ min: 1, max: 24 * 60 - 1 }),
  form: fc.constantFrom('local', 'seconds', 'offset', 'utc'),
});

export function timestamp(
  date: string,
  { minute, form }: { readonly minute: number; readonly form: string },
): string {
  const time = `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
  if (form === 'local') return `${date} ${time}`;
  if (form === 'seconds') return `${date}T${time}:59`;
  if (form === 'offset') return `${date}T${time}:00+05:30`;
  return new Date(`${date}T${time}:00+05:30`).toISOString();
}

export const dateOf = (month: string, day: number) => `${month}-${pad(day)}`;

/** Rows of the three layouts with every kind of fault, about three students at most. */
export const ROLL: readonly Student[] = [
  { id: 'S1', name: 'Asha Rao', joined: '' },
  { id: 'S2', name: 'Dev Anand', joined: '2020-05-20' },
  { id: '007', name: 'James', joined: '' },
];

const anyId = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('S1', 's2', ' S2', '007') },
  { weight: 1, arbitrary: fc.constantFrom('', 'S9', '7', 'S 1', 'GONE') },
);

const anyMonth = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('2025-05', 'May 2025', '04/2025', 'Apr-25') },
  { weight: 1, arbitrary: fc.constantFrom('', '2025-13', 'Mai 2025') },
);

const anyDays = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('0', '12', '12.5', '12.50', '30', '') },
  { weight: 2, arbitrary: fc.constantFrom('31', '32', '-1', 'x', '1.234') },
);

/** Now and then a row with too few cells, or too many. */
const ragged = (row: fc.Arbitrary<string[]>) =>
  fc
    .tuple(row, fc.constantFrom('', '', '', '', '', '', '', '', 'short', 'long'))
    .map(([cells, how]) =>
      how === 'short' ? cells.slice(0, -1) : how === 'long' ? [...cells, 'x'] : cells,
    );

export const monthlyFile = fc
  .array(ragged(fc.tuple(anyId, anyMonth, anyDays)), { minLength: 1, maxLength: 14 })
  .map((rows) => [[...MONTHLY], ...rows]);

const registerFile = fc
  .constantFrom(['1', '8', '15', '22', '29', '31'], ['10', '11', '12', '13'], ['1', '2', '3', '29'])
  .chain((days) => {
    const mark = fc.oneof(
      { weight: 30, arbitrary: anyMark },
      { weight: 1, arbitrary: fc.constant('X') },
    );
    const marks = fc.array(mark, { minLength: days.length, maxLength: days.length });
    const row = fc.tuple(anyId, anyMonth, marks).map(([id, month, cells]) => [id, month, ...cells]);
    const header = ['student_id', 'month', ...days];
    return fc.array(ragged(row), { minLength: 1, maxLength: 10 }).map((rows) => [header, ...rows]);
  });

const punchesFile = fc
  .array(
    ragged(
      fc.tuple(
        anyId,
        fc.oneof(
          {
            weight: 12,
            arbitrary: fc
              .tuple(fc.constantFrom(...MONTHS), fc.constantFrom(1, 8, 15, 22, 29), moment)
              .map(([month, day, when]) => timestamp(dateOf(month, day), when)),
          },
          { weight: 1, arbitrary: fc.constantFrom('', '31/05/2025', '2025-04-31 08:00') },
        ),
      ),
    ),
    { minLength: 1, maxLength: 20 },
  )
  .map((rows) => [['student_id', 'timestamp'], ...rows]);

export const FILES = {
  monthly: monthlyFile,
  register: registerFile,
  punches: punchesFile,
} as const;

export const flagsOfAny = fc
  .tuple(fc.boolean(), fc.constantFrom([], ['--replace'], ['--month', '2025-05'], ['--again']))
  .map(([partial, more]) => [...(partial ? ['--partial'] : []), ...more]);

export const someRecorded = fc.uniqueArray(
  fc.record({ place: fc.nat(2), month: fc.constantFrom(...MONTHS), days: hundredths }),
  { maxLength: 4, selector: ({ place, month }) => `${place} ${month}` },
);

export const take = <T>(stream: fc.Stream<T>): T => stream.next().value;
