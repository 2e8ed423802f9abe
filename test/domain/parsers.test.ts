import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findRegion, REGIONS, usualDateForm } from '../../src/domain/mess/region.ts';
import { isOnRoll, parseName } from '../../src/domain/students/student.ts';
import { currencyDecimals, parseCurrency } from '../../src/domain/values/currency.ts';
import { dateIn, parseDate } from '../../src/domain/values/date.ts';
import {
  DATE_FORMS,
  parseDateForm,
  parseWrittenDate,
  readDate,
  writeDate,
} from '../../src/domain/values/date-form.ts';
import { formatDays, parseDays } from '../../src/domain/values/days.ts';
import { parseId } from '../../src/domain/values/id.ts';
import { decimalToMinor, formatMinor, parseDecimal } from '../../src/domain/values/money.ts';
import {
  addMonths,
  calendarDays,
  parseMonth,
  parseMonthReference,
  resolveMonth,
} from '../../src/domain/values/month.ts';
import { parsePhone } from '../../src/domain/values/phone.ts';
import { currentName, parseTimeZone } from '../../src/domain/values/time-zone.ts';
import { ValueError } from '../../src/errors.ts';

/** The code of the fault that a parser finds. */
function faultOf(parse: () => unknown): string {
  try {
    return `no fault: ${String(parse())}`;
  } catch (error) {
    if (error instanceof ValueError) return error.code;
    throw error;
  }
}

describe('months', () => {
  test.each([
    ['2025-05', '2025-05'],
    ['05/2025', '2025-05'],
    ['May 2025', '2025-05'],
    ['may  2025', '2025-05'],
    ['JUNE 2025', '2025-06'],
    ['Jun 2025', '2025-06'],
    [' September 2024 ', '2024-09'],
  ])('%s', (text, month) => expect(parseMonth(text)).toBe(month));

  test.each(['2025-13', '2025-00', '13/2025', 'Mayy 2025', 'M 2025', '2025', '2025-5', 'this'])(
    '%s is no month',
    (text) => expect(faultOf(() => parseMonth(text))).toBe('bad_month'),
  );

  test('this and previous, in the time zone of the mess', () => {
    const newYear = new Date('2025-01-01T01:00:00Z');
    const resolve = (word: string, zone: string) =>
      resolveMonth(parseMonthReference(word), () => dateIn(zone, newYear));
    expect(resolve('this', 'Asia/Kolkata')).toBe('2025-01');
    expect(resolve('Previous', 'Asia/Kolkata')).toBe('2024-12');
    expect(resolve('this', 'America/New_York')).toBe('2024-12');
  });

  test('calendar', () => {
    expect(['2024-02', '2025-02', '2025-04', '2025-12'].map(calendarDays)).toEqual([
      29, 28, 30, 31,
    ]);
    expect([addMonths('2025-01', -1), addMonths('2025-12', 1), addMonths('2025-05', -17)]).toEqual([
      '2024-12',
      '2026-01',
      '2023-12',
    ]);
  });
});

describe('money', () => {
  test.each([
    ['74000', 7400000n],
    ['74,000.50', 7400050n],
    ['12,34,567.5', 123456750n],
    ['1,234,567', 123456700n],
    ['0.01', 1n],
    ['90071992547409.91', 9007199254740991n],
  ])('%s', (text, minor) => expect(decimalToMinor(parseDecimal(text), 2)).toBe(minor));

  test.each(['0', '0.00', '-5', '1e3', '12,34', '1,2,3', '.', 'abc', '५००', '1.2.3', '0x10'])(
    '%s is no amount',
    (text) => expect(faultOf(() => parseDecimal(text))).toBe('bad_amount'),
  );

  test('decimals and size depend on the currency', () => {
    expect(faultOf(() => decimalToMinor(parseDecimal('1.005'), 2))).toBe('bad_amount');
    expect(faultOf(() => decimalToMinor(parseDecimal('1.5'), 0))).toBe('bad_amount');
    expect(faultOf(() => decimalToMinor(parseDecimal('90071992547409.92'), 2))).toBe('bad_amount');
    expect(['INR', 'JPY', 'KWD'].map(currencyDecimals)).toEqual([2, 0, 3]);
    expect(faultOf(() => parseCurrency('XQZ'))).toBe('bad_currency');
    expect(parseCurrency('npr')).toBe('NPR');
  });

  test('what is formatted is parsed back', () => {
    const amounts = fc.bigInt({ min: 1n, max: 9_007_199_254_740_991n });
    fc.assert(
      fc.property(amounts, fc.constantFrom(0, 2, 3), (minor, decimals) => {
        expect(decimalToMinor(parseDecimal(formatMinor(minor, decimals)), decimals)).toBe(minor);
      }),
    );
    expect([formatMinor(-5n, 2), formatMinor(0n, 2), formatMinor(7n, 0)]).toEqual([
      '-0.05',
      '0.00',
      '7',
    ]);
  });
});

describe('days', () => {
  test.each([
    ['28', 2800, '28'],
    ['28.5', 2850, '28.5'],
    ['0.25', 25, '0.25'],
    ['.5', 50, '0.5'],
    ['0', 0, '0'],
    ['31.00', 3100, '31'],
  ])('%s', (text, hundredths, formatted) => {
    expect(parseDays(text)).toBe(hundredths);
    expect(formatDays(hundredths)).toBe(formatted);
  });

  test.each(['-1', '28.555', 'many', '1e1', '28,5', '.', 'NaN'])(
    '%s is no number of days',
    (text) => expect(faultOf(() => parseDays(text))).toBe('bad_days'),
  );
});

describe('students', () => {
  test.each(['S001', 'a/b.c-d_e', '9', 'A'.repeat(32)])('%s is an id', (id) =>
    expect(parseId(` ${id} `)).toBe(id),
  );

  test.each(['-S1', 'S 1', 'A'.repeat(33), 'S\u0000', 'é', '__proto__'])('%j is no id', (id) =>
    expect(faultOf(() => parseId(id))).toBe('bad_id'),
  );

  test.each([
    ['9876543210', '9876543210'],
    ['98765-43210', '9876543210'],
    ['+977 981 234 5678', '+9779812345678'],
    ['098765 43210', '9876543210'],
    ['0091 98765 43210', '+919876543210'],
    ['00 9876543210', '+9876543210'],
    ['0098', 'bad_phone'],
    ['(040) 123', 'bad_phone'],
    ['98765', 'bad_phone'],
    ['0876543210', 'bad_phone'],
    ['+1234567', 'bad_phone'],
    ['phone', 'bad_phone'],
  ])('phone %s', (text, expected) => {
    const parsed = /^[+\d]/.test(expected) ? parsePhone(text) : faultOf(() => parsePhone(text));
    expect(parsed).toBe(expected);
  });

  test('names are trimmed and normalised, and have no control characters', () => {
    expect(parseName('  Re\u0301mi ')).toBe('R\u00e9mi');
    expect(faultOf(() => parseName('a\u0007b'))).toBe('control_characters');
    expect(faultOf(() => parseName('a\ud800b'))).toBe('control_characters');
    expect(faultOf(() => parseName('   '))).toBe('missing');
    expect(faultOf(() => parseName('n'.repeat(101)))).toBe('too_long');
  });

  test.each([
    [null, null, null, true],
    ['2025-05-31', null, null, true],
    ['2025-06-01', null, null, false],
    ['2025-06-01', null, 100, true],
    ['2025-06-01', null, 0, false],
    [null, '2025-05-01', null, true],
    [null, '2025-04-30', null, false],
    [null, '2025-04-30', 50, true],
  ])('joined %s, left %s, days %s: on the roll of May 2025 is %s', (joined, left, days, on) => {
    expect(isOnRoll({ joined, left }, '2025-05', days)).toBe(on);
  });
});

test('dates and time zones', () => {
  expect(parseDate('2024-02-29')).toBe('2024-02-29');
  expect(
    ['2025-02-29', '2025-2-1', '31-05-2025', '2025-13-01'].map((d) => faultOf(() => parseDate(d))),
  ).toEqual(Array(4).fill('bad_date'));
  expect(parseTimeZone('Asia/Kolkata')).toBe('Asia/Kolkata');
  expect(['Mars/Phobos', '+05:30', ''].map((z) => faultOf(() => parseTimeZone(z)))).toEqual(
    Array(3).fill('bad_time_zone'),
  );
  const near = {
    Kolkata: 'Asia/Kolkata',
    calcutta: 'Asia/Kolkata',
    'Asia/Kolkatta': 'Asia/Kolkata',
    'new york': 'America/New_York',
    '': undefined,
    'Mars/Phobos': undefined,
  };
  for (const [text, zone] of Object.entries(near)) {
    const how = zone === undefined ? 'write it like Asia/Kolkata' : `did you mean ${zone}?`;
    expect(() => parseTimeZone(text)).toThrow(`not a time zone; ${how}`);
  }
  const spelled = {
    'asia/kolkata': 'Asia/Kolkata',
    'ASIA/CALCUTTA': 'Asia/Calcutta',
    'america/port_of_spain': 'America/Port_of_Spain',
    'america/argentina/buenos_aires': 'America/Argentina/Buenos_Aires',
    utc: 'UTC',
    gmt: 'GMT',
    'US/Eastern': 'US/Eastern',
  };
  for (const [text, zone] of Object.entries(spelled)) expect(parseTimeZone(text)).toBe(zone);
  expect(currentName('Asia/Calcutta')).toBe('Asia/Kolkata');
  expect(currentName('Europe/Paris')).toBe('Europe/Paris');
});

test('a day that a month does not have is said with the days that it has', () => {
  const says = (read: () => unknown) => {
    try {
      return read();
    } catch (error) {
      return error instanceof Error ? error.message : error;
    }
  };
  for (const text of ['2026-11-31', '31/11/2026', '11/31/2026', '31.11.2026']) {
    expect(says(() => parseWrittenDate(text))).toBe('November 2026 has 30 days');
  }
  expect(says(() => readDate('31/11/2026', 'DD/MM/YYYY'))).toBe('November 2026 has 30 days');
  expect(says(() => parseDate('2024-02-30'))).toBe('February 2024 has 29 days');
  // In no form at all: what to write is known when the form of the mess is.
  for (const text of ['32/11/2026', '2026-13-31', '31/11/26']) {
    expect(says(() => readDate(text, 'DD/MM/YYYY'))).toBe(
      'not a date; write it like 31/05/2025 or 2025-05-31',
    );
  }
});

test('at the keyboard a date is read in the form of the mess, and in no other order', () => {
  const read = (text: string) =>
    DATE_FORMS.map((form) => {
      try {
        return readDate(text, form);
      } catch (error) {
        return error instanceof ValueError ? error.code : error;
      }
    });
  const bad = 'bad_date';
  const april = '2025-04-05';
  // YYYY-MM-DD, YYYY/MM/DD, DD/MM/YYYY, DD-MM-YYYY, DD.MM.YYYY, MM/DD/YYYY
  expect(read('05/04/2025')).toEqual([bad, bad, april, april, april, '2025-05-04']);
  expect(read(' 5.4.2025 ')).toEqual([bad, bad, april, april, april, '2025-05-04']);
  expect(read('31-05-2025')).toEqual([bad, bad, ...Array(3).fill('2025-05-31'), bad]);
  expect(read('05/31/2025')).toEqual([...Array(5).fill(bad), '2025-05-31']);
  for (const text of ['2025-05-31', '2025/5/31', '2025.05.31']) {
    expect(read(text)).toEqual(Array(6).fill('2025-05-31'));
  }
  for (const text of ['29/02/2025', '05/04/25', '31/05-2025', '1/1/1', '31 May', '2025-05']) {
    expect(read(text)).toEqual(Array(6).fill(bad));
  }
  expect(read('')).toEqual(Array(6).fill('missing'));
  for (const form of DATE_FORMS) expect(readDate(writeDate(april, form), form)).toBe(april);
  for (const text of ['05/31/2025', '31/05/2025']) expect(parseWrittenDate(text)).toEqual({ text });
  expect(parseDateForm(' dd/mm/yyyy ')).toBe('DD/MM/YYYY');
  expect(faultOf(() => parseDateForm('DD/MM/YY'))).toBe('bad_date_form');
});

test('what is usual where a mess is', () => {
  expect(findRegion('Asia/Kolkata')).toEqual({ currency: 'INR', dateForm: 'DD/MM/YYYY' });
  expect(findRegion('America/New_York')).toEqual({ currency: 'USD', dateForm: 'MM/DD/YYYY' });
  // Nothing is guessed.
  expect(findRegion('Antarctica/Troll')).toBeUndefined();
  expect(usualDateForm('Antarctica/Troll')).toBe('YYYY-MM-DD');
});

test('the list of regions names places, currencies and forms that there are', () => {
  for (const [currency, , timeZones] of REGIONS) {
    expect(parseCurrency(currency)).toBe(currency);
    for (const zone of timeZones.split(' ')) expect(parseTimeZone(zone)).toBe(zone);
  }
});

test('at the keyboard a month may be a name or a number: the latest that is not in the future', () => {
  const resolve = (text: string, today: string) =>
    resolveMonth(parseMonthReference(text), () => today);
  for (const [text, today, month] of [
    ['Oct', '2025-11-03', '2025-10'],
    ['october', '2025-10-01', '2025-10'],
    ['10', '2025-09-30', '2024-10'],
    ['Sept', '2026-01-01', '2025-09'],
    ['1', '2026-01-01', '2026-01'],
    ['last', '2026-01-31', '2025-12'],
    ['Sept 2024', '2026-01-31', '2024-09'],
  ] as const) {
    expect([text, today, resolve(text, today)]).toEqual([text, today, month]);
  }
  for (const text of ['13', '0', 'Octo', 'septe', '2025', '']) {
    expect(() => parseMonthReference(text), text).toThrow();
  }
});
