import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftBill } from '../../../src/domain/billing/share-bill.ts';
import { parseDays } from '../../../src/domain/values/days.ts';
import { decimalToMinor, formatMinor, parseDecimal } from '../../../src/domain/values/money.ts';
import { InvalidInputError } from '../../../src/errors.ts';

interface VectorCase {
  readonly id: string;
  readonly month: string;
  readonly total?: string;
  readonly perHead?: string;
  readonly fixed?: string;
  readonly daysInMonth: number;
  readonly students: readonly { readonly id: string; readonly days: number }[];
  readonly shares?: readonly string[];
  readonly sharesSorted?: readonly string[];
  readonly error?: boolean;
}

const vectors: { cases: VectorCase[] } = JSON.parse(
  readFileSync(new URL('vectors.json', import.meta.url), 'utf8'),
);

const minor = (text: string | undefined) =>
  text === undefined ? null : decimalToMinor(parseDecimal(text), 2);

function shareVector(each: VectorCase): string[] {
  const amounts = {
    totalMinor: minor(each.total),
    perHeadMinor: minor(each.perHead),
    fixedMinor: minor(each.fixed),
  };
  const roll = each.students.map(({ id, days }) => ({
    id,
    name: id,
    daysHundredths: parseDays(String(days)),
  }));
  const { shares } = draftBill(each.month, each.daysInMonth, amounts, roll);
  return shares.map(({ amountMinor }) => formatMinor(amountMinor, 2));
}

describe('worked examples', () => {
  test.each(vectors.cases)('$id', (each) => {
    if (each.error) {
      expect(() => shareVector(each)).toThrow(InvalidInputError);
    } else if (each.shares) {
      expect(shareVector(each)).toEqual(each.shares);
    } else {
      expect(shareVector(each).sort()).toEqual(each.sharesSorted);
    }
  });

  test('the odd paisa moves on from month to month', () => {
    const students = ['A', 'B', 'C'].map((id) => ({ id, days: 10 }));
    const winner = (month: string) => {
      const shares = shareVector({ id: '', month, total: '1.00', daysInMonth: 28, students });
      return 'ABC'[shares.indexOf('0.34')];
    };
    expect(['2025-01', '2025-02', '2025-03', '2025-04'].map(winner)).toEqual(['B', 'C', 'A', 'B']);
  });
});

const roll = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,5}$/),
    name: fc.constant('N'),
    daysHundredths: fc.option(fc.integer({ min: 0, max: 3100 })),
  }),
  { minLength: 1, maxLength: 60, selector: ({ id }) => id },
);
const amount = fc.bigInt({ min: 1n, max: 9_007_199_254_740_991n });
const month = fc
  .record({ year: fc.integer({ min: 1990, max: 2050 }), number: fc.integer({ min: 1, max: 12 }) })
  .map(({ year, number }) => `${year}-${String(number).padStart(2, '0')}`);

describe('laws of a bill', () => {
  test('a share is the sum of its parts, and the parts add up to the amounts', () => {
    fc.assert(
      fc.property(roll, amount, amount, amount, month, (students, total, perHead, fixed, when) => {
        fc.pre(students.some(({ daysHundredths }) => (daysHundredths ?? 0) > 0));
        const amounts = { totalMinor: total, perHeadMinor: perHead, fixedMinor: fixed };
        const bill = draftBill(when, 31, amounts, students);
        const sum = (values: (bigint | null)[]) =>
          values.reduce<bigint>((all, each) => all + (each ?? 0n), 0n);
        expect(sum(bill.shares.map((each) => each.dividingMinor))).toBe(total);
        expect(sum(bill.shares.map((each) => each.fixedMinor))).toBe(fixed);
        expect(sum(bill.shares.map((each) => each.amountMinor))).toBe(bill.billedMinor);
        for (const share of bill.shares) {
          const { dividingMinor, perHeadMinor, fixedMinor } = share;
          expect(share.amountMinor).toBe(sum([dividingMinor, perHeadMinor, fixedMinor]));
        }
      }),
    );
  });

  test('a per-head share is the exact one rounded half up, whoever else there is', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 3100 }), (perHead, days) => {
        const student = { id: 'A', name: 'A', daysHundredths: days };
        const amounts = { totalMinor: null, perHeadMinor: perHead, fixedMinor: null };
        const { shares } = draftBill('2025-05', 31, amounts, [student]);
        // |share − exact| ≤ ½ and exact half goes up, over the common denominator.
        const twice = 2n * ((shares[0]?.amountMinor ?? 0n) * 3100n - perHead * BigInt(days));
        expect(twice > -3100n && twice <= 3100n).toBe(true);
      }),
    );
  });
});

describe('what cannot be billed', () => {
  const total = { totalMinor: 100n, perHeadMinor: null, fixedMinor: null };

  test('nobody on the roll', () => {
    expect(() => draftBill('2025-05', 31, total, [])).toThrow('Nobody is on the roll in May 2025');
  });

  test('a fixed part needs no attendance', () => {
    const fixed = { totalMinor: null, perHeadMinor: null, fixedMinor: 100n };
    const { shares } = draftBill('2025-05', 31, fixed, [
      { id: 'A', name: 'A', daysHundredths: null },
    ]);
    expect(shares[0]?.amountMinor).toBe(100n);
  });

  test('present more days than the bill has, when it has a per-head part', () => {
    const present = [{ id: 'S1', name: 'Asha', daysHundredths: 2850 }];
    const perHead = { totalMinor: null, perHeadMinor: 100n, fixedMinor: null };
    expect(() => draftBill('2025-05', 28, perHead, present)).toThrow(
      'Present more than the 28 days of the bill: S1 Asha (28.5).',
    );
    expect(draftBill('2025-05', 28, total, present).billedMinor).toBe(100n);
  });
});
