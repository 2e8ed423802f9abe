import { expect, test } from 'vitest';
import {
  financialYear,
  findReceiptNumber,
  writeReceipt,
} from '../../../src/domain/payments/receipt.ts';
import { vectors } from './vectors.ts';

const { cases, numbers, januaryYear } = vectors.receiptSeries;

test('the series of a receipt is the financial year of the money', () => {
  for (const [date, series] of cases)
    expect([date, financialYear(date, 4)]).toEqual([date, series]);
  for (const [date, series] of januaryYear) {
    expect([date, financialYear(date, 1)]).toEqual([date, series]);
  }
});

test('a receipt is written with four digits or more, and read back', () => {
  for (const [series, number, text] of numbers) {
    expect(writeReceipt({ series, number })).toBe(text);
    expect(findReceiptNumber(text)).toEqual({ series, number });
  }
  expect(findReceiptNumber(' d/2025-26/12 ')).toEqual({ series: 'D/2025-26', number: 12 });
  for (const text of ['', '12', '2025-26', '2025-26/0', '2025-26/x', '25-26/0001']) {
    expect([text, findReceiptNumber(text)]).toEqual([text, undefined]);
  }
});
