import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageDebts } from '../../../../src/domain/payments/dues/ageing.ts';
import {
  allocate,
  type Debt,
  type Favour,
} from '../../../../src/domain/payments/dues/allocation.ts';
import { toMinor, toText, vectors } from '../vectors.ts';

interface Line {
  readonly kind: string;
  readonly amount: string;
  readonly month?: string;
  readonly due?: string;
  readonly date?: string;
  readonly for?: string;
}

interface Case {
  readonly id: string;
  readonly lines: readonly Line[];
  readonly expect: {
    readonly outstanding?: Readonly<Record<string, string>>;
    readonly credit?: string;
    readonly error?: string;
  };
}

/** A revision, or a void, changes the bill of its month. */
function toDebts(lines: readonly Line[]): Debt[] {
  const kinds = new Map<string, Debt['kind']>([
    ['opening', 'opening'],
    ['bill', 'bill'],
    ['fine', 'late fee'],
  ]);
  return lines.flatMap(({ kind, month = null, due = '', amount }) => {
    const of = kinds.get(kind);
    if (of === undefined) return [];
    const changes = lines.filter(
      (line) => of === 'bill' && ['revision', 'void'].includes(line.kind) && line.month === month,
    );
    const amountMinor = [amount, ...changes.map((line) => line.amount)]
      .map(toMinor)
      .reduce((a, b) => a + b);
    return [{ kind: of, month, due, amountMinor }];
  });
}

const SIGNS: Readonly<Record<string, bigint>> = {
  payment: 1n,
  'deposit to dues': 1n,
  'write-off': 1n,
  reversal: -1n,
  refund: -1n,
};

function toFavours(lines: readonly Line[]): Favour[] {
  return lines.flatMap(({ kind, amount, date = '', for: month = null }) => {
    const sign = SIGNS[kind];
    return sign === undefined ? [] : [{ month, date, amountMinor: sign * toMinor(amount) }];
  });
}

function nameOf({ kind, month }: Pick<Debt, 'kind' | 'month'>): string {
  if (kind === 'late fee') return `fine ${month}`;
  return month ?? kind;
}

const cases: readonly Case[] = vectors.allocation.cases;

describe('how payments meet bills', () => {
  test.each(cases.filter(({ expect: { error } }) => error === undefined))('$id', (each) => {
    const { debts, creditMinor } = allocate(toDebts(each.lines), toFavours(each.lines));
    const outstanding = Object.fromEntries(
      debts.map((debt) => [nameOf(debt), toText(debt.outstandingMinor)]),
    );
    expect({ outstanding, credit: toText(creditMinor) }).toEqual({
      outstanding: each.expect.outstanding ?? {},
      credit: each.expect.credit,
    });
  });
});

const MONTHS = ['2025-05', '2025-06', '2025-07', '2025-08'] as const;
const month = fc.constantFrom(...MONTHS);
const debts: fc.Arbitrary<Debt[]> = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom<Debt['kind']>('opening', 'bill', 'late fee'),
    month,
    due: month.map((of) => `${of}-10`),
    amountMinor: fc.bigInt(-20_000n, 300_000n),
  }),
  { selector: nameOf },
);
const favours: fc.Arbitrary<Favour[]> = fc.array(
  fc.record({
    month: fc.option(month, { nil: null }),
    date: month.map((of) => `${of}-20`),
    amountMinor: fc.bigInt(-100_000n, 200_000n),
  }),
);

test('outstanding less credit is the balance, nothing is paid twice, and no credit stands beside a debt', () => {
  fc.assert(
    fc.property(debts, favours, (owed, given) => {
      const { debts: met, creditMinor } = allocate(owed, given);
      const sum = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n);
      const outstanding = sum(met.map((debt) => debt.outstandingMinor));
      const balance =
        sum(owed.map((debt) => debt.amountMinor)) - sum(given.map((each) => each.amountMinor));
      expect(outstanding - creditMinor).toBe(balance);
      expect(outstanding === 0n || creditMinor === 0n).toBe(true);
      for (const { amountMinor, outstandingMinor } of met) {
        expect(outstandingMinor >= 0n).toBe(true);
        expect(outstandingMinor <= (amountMinor > 0n ? amountMinor : 0n)).toBe(true);
      }
      // In whatever order they are told.
      expect(allocate([...owed].reverse(), [...given].reverse())).toEqual({
        debts: met,
        creditMinor,
      });
    }),
  );
});

test.each<{ id: string; bills: [string, string, string][]; paid: string; expect: string[] }>(
  vectors.ageing.cases,
)('ageing: $id', ({ bills, paid, expect: expected }) => {
  const owed = bills.map(
    ([of, amount, due]): Debt => ({ kind: 'bill', month: of, due, amountMinor: toMinor(amount) }),
  );
  const given = [{ month: null, date: '2025-09-01', amountMinor: toMinor(paid) }];
  const { asOf } = vectors.ageing;
  const ageing = ageDebts(allocate(owed, given).debts, asOf);
  expect(Object.values(ageing).map(toText)).toEqual(expected);
});
