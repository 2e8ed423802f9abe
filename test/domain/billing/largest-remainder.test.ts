import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apportion, divide, rankMembers } from '../../../src/domain/billing/largest-remainder.ts';

const pool = fc
  .uniqueArray(
    fc.record({
      id: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
      weight: fc.oneof(fc.integer({ min: 0, max: 3100 }), fc.constantFrom(0, 1, 2800, 3000)),
    }),
    { minLength: 1, maxLength: 80, selector: ({ id }) => id },
  )
  .filter((members) => members.some(({ weight }) => weight > 0));
const weightOf = ({ weight }: { readonly weight: number }) => weight;
const amount = fc.oneof(
  fc.bigInt({ min: 0n, max: 9_007_199_254_740_991n }),
  fc.bigInt({ min: 0n, max: 200n }),
);
const month = fc
  .tuple(fc.integer({ min: 1990, max: 2050 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`);

describe('laws of sharing an amount', () => {
  test('adds up, and each share is less than a unit from the exact one', () => {
    fc.assert(
      fc.property(amount, pool, month, (total, members, when) => {
        const shares = apportion(total, members, weightOf, when);
        const weights = members.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
        expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(total);
        members.forEach(({ weight }, index) => {
          const off = (shares[index] ?? 0n) * weights - total * BigInt(weight);
          expect(off < weights && -off < weights).toBe(true);
        });
      }),
    );
  });

  test('the order of the pool does not matter, and the same twice gives the same', () => {
    fc.assert(
      fc.property(
        amount,
        pool,
        month,
        fc.infiniteStream(fc.nat()),
        (total, members, when, keys) => {
          const byId = (list: typeof members) => {
            const shares = apportion(total, list, weightOf, when);
            return new Map(list.map(({ id }, index) => [id, shares[index]]));
          };
          const shuffled = members
            .map((member) => ({ member, key: keys.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ member }) => member);
          const expected = byId(members);
          for (const [id, share] of byId(shuffled)) expect(share).toBe(expected.get(id));
          expect(byId(members)).toEqual(expected);
        },
      ),
    );
  });

  test('weight 0 gets 0, more weight never gets less, equal weights differ by at most 1', () => {
    fc.assert(
      fc.property(amount, pool, month, (total, members, when) => {
        const shares = apportion(total, members, weightOf, when);
        const sorted = members
          .map(({ weight }, index) => ({ weight, share: shares[index] ?? 0n }))
          .sort((a, b) => a.weight - b.weight || (a.share < b.share ? -1 : 1));
        sorted.forEach((each, index) => {
          if (each.weight === 0) expect(each.share).toBe(0n);
          const before = sorted[index - 1];
          if (before === undefined) return;
          if (before.weight < each.weight) expect(before.share <= each.share).toBe(true);
          else expect(each.share - before.share <= 1n).toBe(true);
        });
      }),
    );
  });
});

describe('ranks', () => {
  test('ids are sorted by code point, and the start moves on with the month', () => {
    // U+1F600 is above U+FF21 by code point, but below it in UTF-16.
    const members = ['b', '\u{1f600}', 'B', '\uff21'].map((id) => ({ id, weight: 1 }));
    // 2025 × 12 + 4 = 24304, and 24304 mod 4 = 0: ranks are the places in the sorted list.
    expect(rankMembers(members, weightOf, '2025-04')).toEqual([1, 3, 0, 2]);
    expect(rankMembers(members, weightOf, '2025-05')).toEqual([0, 2, 3, 1]);
  });

  test('who was not there has no rank', () => {
    const members = [
      { id: 'a', weight: 0 },
      { id: 'b', weight: 5 },
    ];
    expect(rankMembers(members, weightOf, '2025-04')).toEqual([-1, 0]);
  });
});

test('nobody to share with, and weights that are no integers, are refused', () => {
  expect(() => apportion(1n, [], weightOf, '2025-04')).toThrow(RangeError);
  expect(() => apportion(1n, [{ id: 'a', weight: 0 }], weightOf, '2025-04')).toThrow(RangeError);
  expect(() => apportion(1n, [{ id: 'a', weight: 0.5 }], weightOf, '2025-04')).toThrow(RangeError);
  expect(() => apportion(1n, [{ id: 'a', weight: -1 }], weightOf, '2025-04')).toThrow(RangeError);
  expect(() => divide(1n, 0n)).toThrow(RangeError);
});
