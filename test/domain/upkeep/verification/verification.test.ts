import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftBill } from '../../../../src/domain/billing/share-bill.ts';
import { type Books, toBooks, verify } from '../../../support/books/bill-books.ts';

type PartName = 'dividing_minor' | 'per_head_minor' | 'fixed_minor';

const PARTS: readonly PartName[] = ['dividing_minor', 'per_head_minor', 'fixed_minor'];

const amount = fc.option(fc.bigInt({ min: 1n, max: 9_007_199_254_740_991n }), { freq: 2 });
const drafts = fc.record({
  month: fc
    .record({ year: fc.integer({ min: 1990, max: 2050 }), number: fc.integer({ min: 1, max: 12 }) })
    .map(({ year, number }) => `${year}-${String(number).padStart(2, '0')}`),
  totalMinor: amount,
  perHeadMinor: amount,
  fixedMinor: amount,
  // None has more days than any month.
  roll: fc.uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,5}$/),
      name: fc.constant('N'),
      daysHundredths: fc.option(fc.integer({ min: 0, max: 2800 })),
    }),
    { minLength: 1, maxLength: 30, selector: ({ id }) => id.toLowerCase() },
  ),
});

/** A mess with one bill, stored as the program stores what it drafted. */
const books = drafts
  .filter(({ totalMinor, perHeadMinor, fixedMinor, roll }) => {
    const isPresent = roll.some(({ daysHundredths }) => (daysHundredths ?? 0) > 0);
    return totalMinor === null && perHeadMinor === null ? fixedMinor !== null : isPresent;
  })
  .map(({ month, roll, ...amounts }) => toBooks(month, amounts, roll));

/** The same books with more, or less, in columns of one share. */
function moved(rows: Books, index: number, by: bigint, columns: readonly string[]): Books {
  const shares = (rows.shares ?? []).map((share, place) => {
    if (place !== index) return share;
    const more = columns.map((name) => [name, String(BigInt(share[name] ?? 0) + by)] as const);
    return { ...share, ...Object.fromEntries(more) };
  });
  return { ...rows, shares };
}

/** The parts that the bill of the books has. */
function partsOf(rows: Books): PartName[] {
  return PARTS.filter((name) => rows.shares?.[0]?.[name] !== null);
}

const by = fc.constantFrom(1n, -1n);
const place = fc.nat();

describe('a bill that was drafted by the rule', () => {
  test('is in order, whatever the roll and the amounts', () => {
    fc.assert(
      fc.property(books, (rows) => {
        expect(verify(rows)).toEqual([]);
      }),
    );
  });

  test('a unit more or less in a share is found', () => {
    fc.assert(
      fc.property(books, place, by, (rows, at, unit) => {
        const changed = moved(rows, at % (rows.shares?.length ?? 1), unit, ['amount_minor']);
        expect(verify(changed).map(({ check, table }) => `${table} ${check}`)).toEqual([
          'shares sum',
          'bills sum',
        ]);
      }),
    );
  });

  test('so it is in a share and its part', () => {
    fc.assert(
      fc.property(books, place, place, by, (rows, at, which, unit) => {
        const parts = partsOf(rows);
        const part = parts[which % parts.length] ?? 'fixed_minor';
        const index = at % (rows.shares?.length ?? 1);
        const changed = moved(rows, index, unit, [part, 'amount_minor']);
        const { id_then: id } = rows.shares?.[index] ?? {};
        const rule = verify(changed).filter(({ check }) => check === 'rule');
        expect(rule.map(({ message }) => message)).toEqual([`not what the rule gives: ${id}`]);
      }),
    );
  });

  test('so it is where one has it from another, and all sums are right', () => {
    fc.assert(
      fc.property(books, place, place, place, (rows, from, to, which) => {
        const count = rows.shares?.length ?? 1;
        fc.pre(count > 1 && from % count !== to % count);
        const parts = partsOf(rows);
        const columns = [parts[which % parts.length] ?? 'fixed_minor', 'amount_minor'];
        const changed = moved(moved(rows, from % count, -1n, columns), to % count, 1n, columns);
        const checks = new Set(verify(changed).map(({ check }) => check));
        // Who had nothing has less than nothing then.
        checks.delete('money');
        expect([...checks]).toEqual(['rule']);
      }),
    );
  });

  test('so it is in an amount of the bill', () => {
    const columns = ['total_minor', 'per_head_minor', 'fixed_minor', 'billed_minor'];
    fc.assert(
      fc.property(books, fc.constantFrom(...columns), by, (rows, column, unit) => {
        const [bill] = rows.bills ?? [];
        fc.pre(bill?.[column] !== null);
        const value = String(BigInt(bill?.[column] ?? 0) + unit);
        const changed = { ...rows, bills: [{ ...bill, [column]: value }] };
        // A unit of what each would pay for a full month may be too little to change a share.
        const isSame = column === 'per_head_minor' && sharesOf(changed) === sharesOf(rows);
        if (!isSame) expect(verify(changed)).not.toEqual([]);
      }),
    );
  });
});

/** What the rule would give for the bill and the days of the books. */
function sharesOf(rows: Books): string {
  const [bill] = rows.bills ?? [];
  const minor = (name: string) => {
    const value = bill?.[name];
    return value === null || value === undefined ? null : BigInt(value);
  };
  const perHeadMinor = minor('per_head_minor');
  if (perHeadMinor === null || perHeadMinor <= 0n) return '';
  const roll = (rows.shares ?? []).map((share) => ({
    id: String(share.id_then),
    name: '',
    daysHundredths: Number(share.days_hundredths),
  }));
  const amounts = { totalMinor: null, perHeadMinor, fixedMinor: null };
  const { shares } = draftBill(String(bill?.month), Number(bill?.days_in_month), amounts, roll);
  return shares.map(({ amountMinor }) => amountMinor).join(' ');
}

test('many bills: each is checked by itself, and a month may have one that is live', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(books, { minLength: 2, maxLength: 4, selector: monthOf }),
      place,
      by,
      (several, which, unit) => {
        const inOrder = several.toSorted((a, b) => (monthOf(a) < monthOf(b) ? -1 : 1));
        expect(verify(together(inOrder))).toEqual([]);
        const index = which % inOrder.length;
        const changed = inOrder.map((rows, at) =>
          at === index ? moved(rows, 0, unit, ['amount_minor']) : rows,
        );
        const months = verify(together(changed)).map(({ key }) => key.slice(0, 7));
        expect(new Set(months)).toEqual(new Set([monthOf(inOrder[index] ?? {})]));
      },
    ),
    { numRuns: 30 },
  );
});

function monthOf(rows: Books): string {
  return String(rows.bills?.[0]?.month);
}

/** Students are numbered alike in all of them; which of them it was is in the share. */
function together(several: readonly Books[]): Books {
  const longest = several.toSorted((a, b) => (b.students?.length ?? 0) - (a.students?.length ?? 0));
  return {
    ...longest[0],
    bills: several.flatMap(({ bills = [] }) => bills),
    shares: several.flatMap(({ shares = [] }) => shares),
  };
}
