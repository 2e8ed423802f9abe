import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountInWords } from '../../../src/domain/payments/amount-in-words.ts';

const INR = { currency: 'INR', currencyDecimals: 2, locale: 'en-IN' };

test.each([
  [100n, 'Rupees One Only'],
  [315_000n, 'Rupees Three Thousand One Hundred Fifty Only'],
  [
    1_234_567_50n,
    'Rupees Twelve Lakh Thirty-Four Thousand Five Hundred Sixty-Seven and Fifty Paise Only',
  ],
  [10_00_00_000_00n, 'Rupees Ten Crore Only'],
  [1_00_00_00_00_000_00n, 'Rupees Ten Thousand Crore Only'],
  [7n, 'Seven Paise Only'],
  [0n, 'Rupees Zero Only'],
])('%d paise are %s', (minor, words) => {
  expect(amountInWords(minor, INR)).toBe(words);
});

test('of other currencies the code is said, and thousands are counted as they do', () => {
  const style = { currency: 'USD', currencyDecimals: 2, locale: 'en' };
  expect(amountInWords(1_234_567_05n, style)).toBe(
    'USD One Million Two Hundred Thirty-Four Thousand Five Hundred Sixty-Seven and 5/100 Only',
  );
  expect(amountInWords(5n, { ...style, currency: 'JPY', currencyDecimals: 0 })).toBe(
    'JPY Five Only',
  );
});

const NUMBERS = new Map(
  [
    ...['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'],
    ...['Eleven', 'Twelve', 'Thirteen', 'Fourteen', 'Fifteen', 'Sixteen', 'Seventeen'],
    ...['Eighteen', 'Nineteen'],
  ].map((word, index) => [word, BigInt(index)]),
);
for (const [index, word] of 'Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety'
  .split(' ')
  .entries()) {
  NUMBERS.set(word, BigInt(index + 2) * 10n);
}
const SIZES: readonly (readonly [string, bigint])[] = [
  ['Crore', 10_000_000n],
  ['Lakh', 100_000n],
  ['Thousand', 1000n],
  ['Hundred', 100n],
];

/** As a person reads it: what stands before the last of the largest words, times that, and the rest. */
function readWords(words: readonly string[]): bigint {
  for (const [name, size] of SIZES) {
    const place = words.lastIndexOf(name);
    if (place !== -1)
      return readWords(words.slice(0, place)) * size + readWords(words.slice(place + 1));
  }
  return words.reduce((sum, word) => sum + (NUMBERS.get(word) ?? -1n), 0n);
}

test('whoever reads the words has the amount again', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 100n, max: BigInt(Number.MAX_SAFE_INTEGER) }), (minor) => {
      const words = amountInWords(minor, INR).replaceAll('-', ' ');
      const [, rupees = '', paise = 'Zero'] =
        /^Rupees (.*?)(?: and (.*) Paise)? Only$/.exec(words) ?? [];
      expect(readWords(rupees.split(' ')) * 100n + readWords(paise.split(' '))).toBe(minor);
    }),
  );
});
