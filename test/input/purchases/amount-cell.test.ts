import { describe, expect, test } from 'vitest';
import { ValueError } from '../../../src/errors.ts';
import { amountParser, mayBeSplitAmount } from '../../../src/input/purchases/amount-cell.ts';

function read(text: string, delimiter = ',', currency = 'INR', currencyDecimals = 2): string {
  try {
    return String(amountParser({ currency, currencyDecimals, delimiter })(text));
  } catch (error) {
    if (error instanceof ValueError) return error.message;
    throw error;
  }
}

const NONE = 'not an amount of money; write it like 74000 or 74,000.50';

describe('an amount of a file', () => {
  test.each([
    ['1234', '123400'],
    [' 1,234 ', '123400'],
    ['12,34,567.5', '123456750'],
    ['₹ 1,250.50', '125050'],
    ['Rs. 500/-', '50000'],
    ['rs500', '50000'],
    ['INR 500.00', '50000'],
    ['500/=', '50000'],
    ['90071992547409.91', '9007199254740991'],
    ['-5', '-500'],
    ['\u22125', '-500'],
    ['(5.00)', '-500'],
    ['(Rs. 5/-)', '-500'],
    ['-₹5', '-500'],
    ['₹-5', '-500'],
  ])('%s', (text, minor) => {
    expect(read(text)).toBe(minor);
    expect(read(text, '\t')).toBe(minor);
  });

  test.each([
    ['12,50', 'a comma groups thousands; is it 12.50?'],
    ['1234,5', 'a comma groups thousands; is it 1234.5?'],
    ['1.234,50', NONE],
    ['1,2345', NONE],
    ['1.234', 'the currency has 2 decimals, not 3'],
    ['1 234', NONE],
    ['1\u00a0234,50', NONE],
    ['--5', 'an amount must be more than 0'],
    ['(-5.00)', 'an amount must be more than 0'],
    ['-0', 'an amount must be more than 0'],
    ['$5', NONE],
    ['₹', 'the amount is missing'],
    ['Rs.', 'the amount is missing'],
    ['₹₹5', NONE],
    ['1.2E+05', NONE],
    ['१२', NONE],
    ['NaN', NONE],
    ['0x10', NONE],
    ['5 kg', NONE],
    ['', 'the amount is missing'],
    ['0.00', 'an amount must be more than 0'],
    ['90071992547409.92', 'the largest amount is 90071992547409.91'],
  ])('%s is none', (text, sentence) => {
    expect(read(text)).toBe(sentence);
  });

  test.each([
    ['12,50', '1250'],
    ['1234,5', '123450'],
    ['1234.50', '123450'],
    ['12,34,567', '123456700'],
    ['1,234.50', '123450'],
    ['1,234', 'may be 1234 or 1.234; write it without the comma'],
    ['0,125', 'may be 0125 or 0.125; write it without the comma'],
    ['1.234,50', NONE],
    ['1.234', 'the currency has 2 decimals, not 3'],
  ])('%s between semicolons', (text, read_) => {
    expect(read(text, ';')).toBe(read_);
  });

  test('in the mess’s own currency', () => {
    expect(read('$5', ',', 'USD')).toBe('500');
    expect(read('€ 5,50', ';', 'EUR')).toBe('550');
    expect(read('Rs 5', ',', 'NPR')).toBe('500');
    expect(read('₹5', ',', 'NPR')).toBe(NONE);
    expect(read('¥1,234', ';', 'JPY', 0)).toBe('1234');
    expect(read('12,50', ';', 'JPY', 0)).toBe('a comma groups thousands; is it 12.50?');
    expect(read('1,234', ',', 'KWD', 3)).toBe('1234000');
    expect(read('1,234', ';', 'KWD', 3)).toBe('may be 1234 or 1.234; write it without the comma');
  });
});

test('two cells that may be one amount', () => {
  const pairs = ['1 234', '12 345.50', 'Rs.1 234', '1234 50', '1234 5', '12 34', '₹1234 50/-'];
  const others = ['1234 567', '1.00 234', '1 note', '1 ', ' 234', '1 2345', '1234.5 50', 'x 234'];
  const split = (pair: string) => {
    const [first = '', second = ''] = pair.split(' ');
    return mayBeSplitAmount(first, second);
  };
  expect(pairs.filter((pair) => !split(pair))).toEqual([]);
  expect(others.filter(split)).toEqual([]);
});
