import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftBill } from '../../../src/domain/billing/share-bill.ts';
import {
  COUNTS_AS,
  type CountsAs,
  parseQuantity,
  reckonCharge,
} from '../../../src/domain/charges/charge.ts';
import { changeDivision, leftOver } from '../../../src/domain/charges/division.ts';
import {
  DISCOUNT_BEARERS,
  type DiscountBearer,
  GUEST_INCOMES,
  type GuestIncome,
} from '../../../src/domain/mess/charge-policy.ts';
import { decimalToMinor, formatMinor, parseDecimal } from '../../../src/domain/values/money.ts';
import { ValueError } from '../../../src/errors.ts';
import vectors from './vectors.json' with { type: 'json' };

interface Written {
  readonly id: string;
  readonly spent?: string;
  readonly guestIncome?: string;
  readonly discounts?: string | readonly (readonly [string, string])[];
  readonly setting?: GuestIncome;
  readonly borneBy?: DiscountBearer;
  readonly divided?: string;
  readonly billed?: string;
  readonly surplus?: string;
  readonly shortfall?: string;
  readonly dividing?: string;
  readonly fixed?: string;
  readonly share?: string;
  readonly charges?: readonly (readonly [string, string, string?, (string | { error: string })?])[];
}

const CASES = vectors.charges.cases as unknown as readonly Written[];
const toMinor = (text: string) => decimalToMinor(parseDecimal(text), 2);
const toText = (minor: bigint) => formatMinor(minor, 2);

function byId(id: string): Written {
  const found = CASES.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no case ${id}`);
  return found;
}

/** The bill of one student, who is charged. */
function billOf(
  totalMinor: bigint | null,
  fixedMinor: bigint | null,
  charges: readonly { readonly countsAs: CountsAs; readonly amountMinor: bigint }[],
  policy: { readonly guestIncome: GuestIncome; readonly discountsBy: DiscountBearer },
) {
  const change = changeDivision(totalMinor, charges, policy);
  const chargesMinor = charges.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const student = { id: 'S1', name: 'A', daysHundredths: 100, chargesMinor };
  const amounts = { totalMinor, perHeadMinor: null, fixedMinor };
  return { bill: draftBill('2025-05', 31, amounts, [student], change), change };
}

const usual = { guestIncome: 'lowers', discountsBy: 'pool' } as const;
const ofKind = (countsAs: CountsAs, amount: string) =>
  reckonCharge({ countsAs, rateMinor: null }, { amountMinor: toMinor(amount) });

describe('the vectors', () => {
  test('are these; whole rupees are a setting that there is not yet', () => {
    expect(CASES.map(({ id }) => id)).toEqual([
      ...['parts', 'count-x-each', 'guest-income-lowers', 'guest-income-surplus'],
      ...['discount-pool', 'discount-mess', 'income-over-cost', 'whole-rupees'],
    ]);
  });

  test('the parts of a share', () => {
    const { dividing = '', fixed = '', charges = [], discounts = [], share } = byId('parts');
    const all = [...charges, ...(discounts as readonly (readonly [string, string])[])].map(
      ([kind, amount]) => ({
        countsAs: kind as CountsAs,
        ...ofKind(kind as CountsAs, amount),
      }),
    );
    // Its parts are those of a share after the division.
    const apart = { guestIncome: 'surplus', discountsBy: 'mess' } as const;
    const { bill } = billOf(toMinor(dividing), toMinor(fixed), all, apart);
    expect(toText(bill.shares[0]?.amountMinor ?? 0n)).toBe(share);
  });

  test('so many at a rate', () => {
    const found = (byId('count-x-each').charges ?? []).map(([kind, count, each = '', expected]) => {
      try {
        const { amountMinor } = reckonCharge(
          { countsAs: kind as CountsAs, rateMinor: null },
          { quantityHundredths: parseQuantity(count), rateMinor: toMinor(each) },
        );
        return [toText(amountMinor), expected];
      } catch (error) {
        if (!(error instanceof ValueError)) throw error;
        return [{ error: error.code }, expected];
      }
    });
    expect(found.map(([is]) => is)).toEqual(found.map(([, expected]) => expected));
    expect(found).toHaveLength(3);
  });

  test.each(CASES.filter(({ spent }) => spent !== undefined))('$id', (each) => {
    const charges = [
      ...(each.guestIncome === undefined ? [] : [['guest', each.guestIncome] as const]),
      ...(typeof each.discounts === 'string' ? [['discount', each.discounts] as const] : []),
    ].map(([countsAs, amount]) => ({ countsAs, ...ofKind(countsAs, amount) }));
    const policy = {
      guestIncome: each.setting ?? usual.guestIncome,
      discountsBy: each.borneBy ?? usual.discountsBy,
    };
    const totalMinor = toMinor(each.spent ?? '');
    const { bill, change } = billOf(totalMinor, null, charges, policy);
    const { surplusMinor, shortfallMinor } = leftOver(charges, change);
    expect({
      divided: toText(totalMinor - change.loweredMinor + change.raisedMinor),
      billed: toText(bill.billedMinor),
      surplus: toText(surplusMinor),
      shortfall: toText(shortfallMinor),
    }).toEqual({
      divided: each.divided,
      billed: each.billed,
      surplus: each.surplus ?? '0.00',
      shortfall: each.shortfall ?? '0.00',
    });
  });
});

test('whatever is charged, the shares are the cost and what is named beside it', () => {
  const charge = fc.record({
    student: fc.nat(4),
    countsAs: fc.constantFrom(...COUNTS_AS),
    size: fc.bigInt(1n, 5000n),
  });
  const given = fc.record({
    totalMinor: fc.bigInt(1n, 100_000n),
    // So much that no discount is more than a share.
    fixedMinor: fc.constant(1_000_000n),
    charges: fc.array(charge, { maxLength: 12 }),
    guestIncome: fc.constantFrom(...GUEST_INCOMES),
    discountsBy: fc.constantFrom(...DISCOUNT_BEARERS),
  });
  fc.assert(
    fc.property(given, ({ totalMinor, fixedMinor, charges: drawn, ...policy }) => {
      const charges = drawn.map(({ student, countsAs, size }) => {
        const amountMinor = countsAs === 'discount' ? -size : size;
        return { student, countsAs, amountMinor };
      });
      const roll = [0, 1, 2, 3, 4].map((no) => {
        const own = charges.filter(({ student }) => student === no);
        const chargesMinor =
          own.length === 0 ? undefined : own.reduce((sum, each) => sum + each.amountMinor, 0n);
        return { id: `S${no}`, name: '', daysHundredths: no * 100, chargesMinor, isOutside: false };
      });
      const change = changeDivision(totalMinor, charges, policy);
      const amounts = { totalMinor, perHeadMinor: null, fixedMinor };
      const bill = draftBill('2025-05', 31, amounts, roll, change);
      const { surplusMinor, shortfallMinor } = leftOver(charges, change);
      const divided = totalMinor - change.loweredMinor + change.raisedMinor;
      expect(divided >= 0n && surplusMinor >= 0n && shortfallMinor >= 0n).toBe(true);
      const beside = charges
        .filter(({ countsAs }) => !['guest', 'discount'].includes(countsAs))
        .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
      expect(bill.billedMinor).toBe(
        totalMinor + fixedMinor + beside + surplusMinor - shortfallMinor,
      );
      expect(bill.shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(
        bill.billedMinor,
      );
    }),
  );
});
