import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMinor } from '../../../src/domain/values/money.ts';
import { moneyFormat } from '../../../src/domain/values/money-format.ts';

test('amounts are grouped as Intl groups them, whatever their size', () => {
  const amount = fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n });
  const anyStyle = fc.constantFrom('en-IN', 'en');
  fc.assert(
    fc.property(amount, anyStyle, fc.constantFrom(0, 2, 3), (minor, locale, currencyDecimals) => {
      const money = moneyFormat({ currency: 'INR', currencyDecimals, locale });
      const digits = { minimumFractionDigits: currencyDecimals, maximumFractionDigits: 3 };
      const intl = new Intl.NumberFormat(locale, digits);
      const plain = formatMinor(minor, currencyDecimals) as Intl.StringNumericLiteral;
      expect(money(minor)).toBe(intl.format(plain));
    }),
    { numRuns: 500 },
  );
});
