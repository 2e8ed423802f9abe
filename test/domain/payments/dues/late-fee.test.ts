import { describe, expect, test } from 'vitest';
import type { LateFeeStep } from '../../../../src/domain/mess/late-fee-terms.ts';
import {
  computeLateFee,
  dueDay,
  type LateFeePolicy,
} from '../../../../src/domain/payments/dues/late-fee.ts';
import { toMinor, toText, vectors } from '../vectors.ts';

interface WrittenStep {
  readonly monthsAfter: number;
  readonly day: number;
  readonly total?: string;
  readonly add?: string;
  readonly perDay?: string;
  readonly percent?: string;
}

interface WrittenPolicy {
  readonly due: { readonly monthsAfter: number; readonly day: number };
  readonly threshold?: string;
  readonly cap?: string;
  readonly steps: readonly WrittenStep[];
}

interface Case {
  readonly id: string;
  readonly policy: string;
  readonly month: string;
  readonly outstanding: string;
  readonly paidOn: string | null;
  readonly posted: string;
  readonly asOf: string;
  readonly expect: { readonly fine: string; readonly post: string; readonly excess?: string };
}

function readStep({ monthsAfter, day, total, add, perDay, percent }: WrittenStep): LateFeeStep {
  return {
    monthsAfter,
    day,
    ...(total === undefined ? {} : { totalMinor: toMinor(total) }),
    ...(add === undefined ? {} : { addMinor: toMinor(add) }),
    ...(perDay === undefined ? {} : { perDayMinor: toMinor(perDay) }),
    ...(percent === undefined ? {} : { percentHundredths: Number(percent) * 100 }),
  };
}

function readPolicy({ due, threshold, cap, steps }: WrittenPolicy): LateFeePolicy {
  return {
    due,
    thresholdMinor: threshold === undefined ? 0n : toMinor(threshold),
    capMinor: cap === undefined ? null : toMinor(cap),
    steps: steps.map(readStep),
  };
}

const cases: readonly Case[] = vectors.lateFees.cases;

describe('late fees by policy', () => {
  test.each(cases)('$id', (each) => {
    const policy = readPolicy(vectors.lateFees.policies[each.policy]);
    const bill = {
      month: each.month,
      outstandingMinor: toMinor(each.outstanding),
      paidOn: each.paidOn,
      postedMinor: toMinor(each.posted),
    };
    const { feeMinor, toPostMinor, excessMinor } = computeLateFee(policy, bill, each.asOf);
    expect({
      fine: toText(feeMinor),
      post: toText(toPostMinor),
      excess: toText(excessMinor),
    }).toEqual({ excess: '0.00', ...each.expect });
  });
});

test('a due day that a month does not have is its last', () => {
  const due = (day: number, month: string) => dueDay({ due: { monthsAfter: 1, day } }, month);
  expect([due(10, '2025-05'), due(31, '2025-05'), due(30, '2027-01'), due(31, '2025-12')]).toEqual([
    '2025-06-10',
    '2025-06-30',
    '2027-02-28',
    '2026-01-31',
  ]);
});
