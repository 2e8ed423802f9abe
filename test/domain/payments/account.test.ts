import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AccountLine,
  allocateAccount,
  type BilledShare,
  balanceLines,
  findPaidOn,
  listBillLines,
} from '../../../src/domain/payments/account.ts';
import { dueDay } from '../../../src/domain/payments/dues/late-fee.ts';

const dueOf = (month: string) => dueDay({ due: { monthsAfter: 1, day: 10 } }, month);

function share(
  revision: number,
  amountMinor: bigint,
  more: Partial<BilledShare> = {},
): BilledShare {
  const madeOn = `2025-06-0${revision}`;
  return {
    month: '2025-05',
    revision,
    status: 'live',
    amountMinor,
    madeOn,
    endedOn: null,
    ...more,
  };
}

function line(
  kind: AccountLine['kind'],
  date: string,
  amountMinor: bigint,
  month: string | null = null,
): AccountLine {
  return { kind, date, month, amountMinor };
}

describe('the lines of bills', () => {
  test('a revision is its difference, dated when it was made', () => {
    const revised = [share(1, 10_000n, { status: 'superseded' }), share(2, 9_000n)];
    expect(listBillLines(revised)).toEqual([
      line('bill', '2025-06-01', 10_000n, '2025-05'),
      line('revision', '2025-06-02', -1_000n, '2025-05'),
    ]);
  });

  test('a void takes its bill back, and a bill after it is one of its own', () => {
    const again = [
      share(1, 10_000n, { status: 'void', endedOn: '2025-06-05' }),
      share(2, 8_000n, { madeOn: '2025-06-06' }),
    ];
    expect(listBillLines(again)).toEqual([
      line('bill', '2025-06-01', 10_000n, '2025-05'),
      line('void', '2025-06-05', -10_000n, '2025-05'),
      line('bill', '2025-06-06', 8_000n, '2025-05'),
    ]);
  });

  test('who comes in by a revision, and who goes', () => {
    const without = [share(1, 0n, { status: 'superseded' }), share(2, 500n)];
    expect(listBillLines(without)).toEqual([line('revision', '2025-06-02', 500n, '2025-05')]);
  });

  test('what stands is their sum, whatever was done', () => {
    const step = fc.record({ isVoid: fc.boolean(), amountMinor: fc.bigInt(0n, 100_000n) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const shares = steps.map(({ isVoid, amountMinor }, index) =>
          share(index + 1, amountMinor, {
            status: isVoid ? 'void' : index === steps.length - 1 ? 'live' : 'superseded',
            endedOn: isVoid ? '2025-07-01' : null,
          }),
        );
        const last = shares.at(-1);
        const stands = last?.status === 'live' ? last.amountMinor : 0n;
        const sum = listBillLines([...shares].reverse()).reduce((a, b) => a + b.amountMinor, 0n);
        expect(sum).toBe(stands);
      }),
    );
  });
});

const MAY = line('bill', '2025-06-01', 10_000n, '2025-05');
const JUNE = line('bill', '2025-07-01', 20_000n, '2025-06');

test('the running balance, by day, and as of one', () => {
  const lines = [JUNE, line('payment', '2025-06-05', -15_000n), MAY];
  expect(balanceLines(lines).map(({ balanceMinor }) => balanceMinor)).toEqual([
    10_000n,
    -5_000n,
    15_000n,
  ]);
  expect(balanceLines(lines, '2025-06-30').at(-1)?.balanceMinor).toBe(-5_000n);
});

test('a waiver lowers the late fee of its bill, and a reversal the payment for its month', () => {
  const lines = [
    MAY,
    JUNE,
    line('late fee', '2025-06-11', 5_000n, '2025-05'),
    line('waiver', '2025-06-12', -2_000n, '2025-05'),
    line('payment', '2025-07-02', -20_000n, '2025-06'),
    line('reversal', '2025-07-03', 20_000n, '2025-06'),
    line('payment', '2025-07-04', -11_000n),
  ];
  const { debts, creditMinor } = allocateAccount(lines, dueOf);
  const outstanding = debts.map((debt) => [debt.kind, debt.month, debt.outstandingMinor]);
  expect(outstanding).toEqual([
    ['bill', '2025-05', 0n],
    ['late fee', '2025-05', 2_000n],
    ['bill', '2025-06', 20_000n],
  ]);
  expect(creditMinor).toBe(0n);
});

describe('the day on which a bill was paid', () => {
  test.each<[string, AccountLine[], string | null]>([
    ['not yet', [line('payment', '2025-06-14', -9_999n)], null],
    [
      'in two parts',
      ['12', '14'].map((day) => line('payment', `2025-06-${day}`, -5_000n)),
      '2025-06-14',
    ],
    ['before the bill', [line('payment', '2025-05-20', -10_000n)], '2025-05-20'],
    [
      'taken back',
      [line('payment', '2025-06-14', -10_000n), line('reversal', '2025-06-20', 10_000n)],
      null,
    ],
    [
      'and paid again',
      [
        line('payment', '2025-06-14', -10_000n),
        line('reversal', '2025-06-20', 10_000n),
        line('payment', '2025-06-25', -10_000n),
      ],
      '2025-06-25',
    ],
    [
      'all that a revision left of it',
      [line('payment', '2025-06-05', -8_000n), line('revision', '2025-06-13', -2_000n, '2025-05')],
      '2025-06-05',
    ],
    [
      'before the late fee of an older bill',
      [line('late fee', '2025-06-02', 50n, '2025-04'), line('payment', '2025-06-05', -10_000n)],
      '2025-06-05',
    ],
  ])('%s', (_, others, paidOn) => {
    expect(findPaidOn([MAY, ...others], '2025-05', dueOf)).toBe(paidOn);
  });
});
