import { expect, test } from 'vitest';
import {
  createAmountReader,
  createMonthReader,
  parseBcryptHash,
  parseYear,
  plainNumber,
  shortestSingle,
} from '../../../src/domain/original/values.ts';
import { ValueError } from '../../../src/errors.ts';

/** What a parser makes of a text: its value, or the code of its refusal. */
function outcome(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    if (error instanceof ValueError) return error.code;
    throw error;
  }
}

test.each([
  ['28', '28'],
  [' 28.5000 ', '28.50'],
  ['28.000', '28.00'],
  ['28.5', '28.5'],
  ['0.1250', '0.125'],
  ['00012', '00012'],
  ['1e5', '100000'],
  ['1.25e+3', '1250'],
  ['1.23456e2', '123.456'],
  ['1e-7', '0.0000001'],
  ['2.5E-1', '0.25'],
  ['-3.0', '-3.0'],
  ['28 days', '28 days'],
  ['1,200.500', '1,200.500'],
  ['', ''],
])('the number %j is %j', (text, plain) => {
  expect(plainNumber(text)).toBe(plain);
});

test.each([
  ['12345.669921875', '12345.67'],
  ['0.10000000149011612', '0.1'],
  ['28.5', '28.5'],
  ['3733.330078125', '3733.33'],
  ['16777216', '16777216'],
  ['100', '100'],
  ['0', '0'],
  ['-1.2000000476837158', '-1.2'],
])('the single-precision number %s was %s', (stored, short) => {
  expect(shortestSingle(stored)).toBe(short);
});

test('every amount of paise below a lakh comes through single precision', () => {
  for (let paise = 0n; paise < 8_388_608n; paise += 997n) {
    const text = `${paise / 100n}.${String(paise % 100n).padStart(2, '0')}`;
    const stored = String(Math.fround(Number(text)));
    expect(createAmountReader(2).read(shortestSingle(stored), '0 or more'), text).toBe(paise);
  }
});

test.each([
  ['3720.00', 372000n],
  ['3720', 372000n],
  ['0', 0n],
  ['0.00', 0n],
  ['0.000', 0n],
  ['74,000.50', 7400050n],
  ['2322.5806', 232258n],
  ['2322.585', 232259n],
  ['2322.58499999', 232258n],
  ['0.004', 0n],
  ['0.005', 1n],
  ['1e3', 100000n],
  ['90071992547409.91', 9007199254740991n],
  ['90071992547409.92', 'bad_amount'],
  ['1e300', 'bad_amount'],
  ['-1', 'bad_amount'],
  ['-0.01', 'bad_amount'],
  ['free', 'bad_amount'],
  ['12,34', 'bad_amount'],
  ['', 'missing'],
])('the share %j is %s paise', (text, minor) => {
  expect(outcome(() => createAmountReader(2).read(text, '0 or more'))).toBe(minor);
});

test.each([
  ['0.005', 1n],
  ['0', 'bad_amount'],
  ['0.004', 'bad_amount'],
  ['0.00', 'bad_amount'],
])('a bill of %j is %s paise', (text, minor) => {
  expect(outcome(() => createAmountReader(2).read(text, 'more than 0'))).toBe(minor);
});

test('those that have to be rounded are counted, by the decimals of the currency', () => {
  const rounded = (decimals: number, ...texts: string[]) => {
    const reader = createAmountReader(decimals);
    for (const text of texts) reader.read(text, '0 or more');
    return reader.countRounded();
  };
  expect(rounded(2, '1', '1.50', '1.500000', '1.505', '0.001')).toBe(2);
  expect(rounded(0, '100.00', '100.5')).toBe(1);
  expect(rounded(3, '1.505', '1.5055')).toBe(1);
  expect(createAmountReader(0).read('100.50', '0 or more')).toBe(101n);
});

test.each([
  ['2025-05', undefined, '2025-05'],
  ['May 2025', undefined, '2025-05'],
  ['05/2025', 2020, '2025-05'],
  ['May', 2024, '2024-05'],
  [' may ', 2024, '2024-05'],
  ['SEP', 2024, '2024-09'],
  ['May', undefined, 'bad_month'],
  ['Mai', 2024, 'bad_month'],
  ['Mai', undefined, 'bad_month'],
  ['13/2025', undefined, 'bad_month'],
  ['2025-05-01', undefined, 'bad_month'],
  ['', 2024, 'missing'],
])('the month %j of the year %s is %s', (text, year, month) => {
  expect(outcome(() => createMonthReader(year).read(text))).toBe(month);
});

test('a name without a year says what to do, and what is no name does not', () => {
  const read = (text: string) => () => createMonthReader(undefined).read(text);
  expect(read('May')).toThrow(
    expect.objectContaining({ message: 'a month without its year', remedy: { offer: 'year' } }),
  );
  expect(read('Mai')).toThrow('not a month; write it like 2025-05');
});

test('a month that is written in several ways is named once', () => {
  const months = createMonthReader(2025);
  for (const text of ['2025-06', 'May 2025', '2025-05', 'May', ' May 2025', '2025-06']) {
    months.read(text);
  }
  expect(months.warnAboutSpellings('attendance').map(({ message }) => message)).toEqual([
    'attendance: May 2025 is written May 2025 and 2025-05 and May.',
  ]);
});

const REST = 'WVMc2eBBHnqzV6PbkVvtwewbXJvV/jqOCbL7EyfAASCiU7nEVCERG';

test.each([
  [`$2b$10$${REST}`.slice(0, 60), `$2b$10$${REST}`.slice(0, 60)],
  [`$2a$12$${REST}`.slice(0, 60), `$2a$12$${REST}`.slice(0, 60)],
  [`$2y$10$${REST}`.slice(0, 60), `$2b$10$${REST}`.slice(0, 60)],
  [`$2x$10$${REST}`.slice(0, 60), 'bad_hash'],
  [`$2b$10$${REST}`.slice(0, 59), 'bad_hash'],
  [`$2b$03$${REST}`.slice(0, 60), 'bad_hash'],
  [`$2b$32$${REST}`.slice(0, 60), 'bad_hash'],
  ['hunter2', 'bad_hash'],
  ['', 'missing'],
])('the hash %s is %s', (text, hash) => {
  expect(outcome(() => parseBcryptHash(text))).toBe(hash);
});

test.each([
  ['2025', 2025],
  ['1899', 'bad_year'],
  ['3000', 'bad_year'],
  ['25', 'bad_year'],
])('the year %s is %s', (text, year) => {
  expect(outcome(() => parseYear(text))).toBe(year);
});
