import { expect, test } from 'vitest';
import { quoteFormula, unquoteFormula } from '../../../src/domain/values/spreadsheet.ts';

test('what a spreadsheet would run is quoted, also where its first sign is a wide one', () => {
  for (const sign of ['=', '+', '-', '@', '\uff1d', '\uff0b', '\uff0d', '\uff20']) {
    const text = `${sign}SUM(A1)`;
    expect(quoteFormula(text)).toBe(`'${text}`);
    expect(unquoteFormula(quoteFormula(text))).toBe(text);
    expect(unquoteFormula(quoteFormula(`'${text}`))).toBe(`'${text}`);
  }
  for (const plain of ['Asha', '-5', '+919876543210', "'tis"])
    expect(quoteFormula(plain)).toBe(plain);
});
