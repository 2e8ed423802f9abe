import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_AMOUNT_MINOR, refuseBeyondSums } from '../../../src/domain/values/money.ts';

const BIGINT_MAX = 2n ** 63n - 1n;

function isTaken(standing: readonly bigint[], added: readonly bigint[]): boolean {
  try {
    refuseBeyondSums('the accounts', standing, added);
    return true;
  } catch {
    return false;
  }
}

test('whatever is taken can be added up, in any order and each side for itself', () => {
  const amount = fc.oneof(
    fc.bigInt({ min: -MAX_AMOUNT_MINOR, max: MAX_AMOUNT_MINOR }),
    fc.constantFrom(MAX_AMOUNT_MINOR, -MAX_AMOUNT_MINOR, 2n ** 31n, 2n ** 31n + 1n, 1n),
  );
  const amounts = fc.array(amount, { maxLength: 2000, size: 'max' });
  let [taken, refused] = [0, 0];
  fc.assert(
    fc.property(amounts, amounts, (standing, added) => {
      const all = [...standing, ...added];
      const above = all.reduce((sum, each) => (each > 0n ? sum + each : sum), 0n);
      const below = all.reduce((sum, each) => (each < 0n ? sum - each : sum), 0n);
      if (!isTaken(standing, added)) {
        refused += 1;
        expect(above > 2n ** 61n || below > 2n ** 61n).toBe(true);
        return;
      }
      taken += 1;
      // With as much again of small amounts, of which no table has so many.
      expect(above + 2n ** 61n <= BIGINT_MAX && below + 2n ** 61n <= BIGINT_MAX).toBe(true);
    }),
    { numRuns: 200 },
  );
  expect(taken).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
});

test('the bound is exact, and each sign is for itself', () => {
  const most = (count: number, each = MAX_AMOUNT_MINOR) => Array<bigint>(count).fill(each);
  expect([256, 257].map((count) => isTaken([], most(count)))).toEqual([true, false]);
  expect(isTaken(most(256), [1n])).toBe(true);
  expect(isTaken(most(256), most(1))).toBe(false);
  expect(isTaken(most(256), most(256, -MAX_AMOUNT_MINOR))).toBe(true);
  expect(isTaken(most(200), most(57, -MAX_AMOUNT_MINOR))).toBe(true);
  expect(isTaken([], most(257, -MAX_AMOUNT_MINOR))).toBe(false);
});
