import fc from 'fast-check';
import { type ChargePolicy, countedCharges, KINDS, type Kind, sumOf } from '../charges.ts';
import { chargeDocument, money } from '../documents.ts';
import type { Model } from '../mess-model.ts';
import {
  type Command,
  leftBehind,
  refer,
  type SomeStudent,
  someMonth,
  someStudent,
  step,
} from './step.ts';

/** What somebody says of how much: an amount, or how many at which rate. */
interface Said {
  readonly amount: bigint | null;
  /** Hundredths. */
  readonly quantity: number | null;
  readonly rate: bigint | null;
}

interface SomeCharge {
  readonly whom: SomeStudent;
  readonly month: string;
  readonly kind: Kind;
  readonly said: Said;
  readonly note: string | null;
}

/** Mostly little beside a share. */
const someMinor = fc.constantFrom(5n, 100n, 700n, 2500n, 29_999n);

const someSaid: fc.Arbitrary<Said> = fc.oneof(
  someMinor.map((amount) => ({ amount, quantity: null, rate: null })),
  fc.record({
    amount: fc.constant(null),
    quantity: fc.option(fc.constantFrom(100, 300, 250, 50, 1)),
    rate: fc.option(fc.constantFrom(6000n, 25n, 3333n)),
  }),
);

const someUsual: fc.Arbitrary<SomeCharge> = fc.record({
  whom: someStudent,
  month: someMonth,
  kind: fc.constantFrom(...KINDS),
  said: someSaid,
  note: fc.option(fc.constantFrom('her parents', 'a plate'), { freq: 1 }),
});

/** Guests who pay more than everything cost. */
const someFeast = someUsual.map((usual): SomeCharge => {
  return { ...usual, kind: KINDS[0], said: { amount: 9_000_000n, quantity: null, rate: null } };
});

const someCharge = fc.oneof(
  { weight: 9, arbitrary: someUsual },
  { weight: 1, arbitrary: someFeast },
);

/** Undefined where it cannot be: not said, or no whole number of the smallest coin. */
function reckon({ rate: usual }: Kind, { amount, quantity, rate }: Said) {
  if (amount !== null) return { quantity: null, rate: null, minor: amount };
  const each = rate ?? usual;
  if (each === null) return undefined;
  const many = quantity ?? 100;
  const hundredths = BigInt(many) * each;
  if (hundredths % 100n !== 0n) return undefined;
  return { quantity: many, rate: each, minor: hundredths / 100n };
}

function toWords({ amount, quantity, rate }: Said): string[] {
  return [
    ...(amount === null ? [] : ['--amount', money(amount)]),
    ...(quantity === null ? [] : ['--quantity', String(quantity / 100)]),
    ...(rate === null ? [] : ['--rate', money(rate)]),
  ];
}

export const charging: fc.Arbitrary<Command> = someCharge.map(charge);

export function charge({ whom, month, kind, said, note }: SomeCharge): Command {
  return step((model) => {
    const { id, student } = refer(model, whom);
    const reckoned = reckon(kind, said);
    const words = ['charge', 'add', id, '--month', month, '--kind', kind.name, ...toWords(said)];
    return {
      words: [...words, ...(note === null ? [] : ['--note', note])],
      refusals: [
        ...(reckoned === undefined ? [2] : []),
        ...(student === undefined ? [3] : []),
        ...(model.closed.has(month) ? [8] : []),
      ],
      apply: () => {
        if (student === undefined || reckoned === undefined) throw new Error('no charge');
        const no = model.charges.length + 1;
        const minor = kind.countsAs === 'discount' ? -reckoned.minor : reckoned.minor;
        // One that is the same but for its note: the last, where there are more.
        const same = countedCharges(model, month).findLast(
          (each) => each.student === student.no && each.kind === kind && each.minor === minor,
        );
        const who = { month, student: student.no, kind };
        const made = { no, at: model.now, ...who, ...reckoned, minor, note, voidReason: null };
        model.charges.push(made);
        return {
          changes: true,
          document: { charges: [chargeDocument(model, made)], total: money(minor) },
          warnings: [
            ...(same === undefined ? [] : [`Charge ${same.no} is the same already`]),
            ...leftBehind(model, [month]),
          ],
        };
      },
    };
  });
}

/** One more than there are, for one that is not. */
export const voidingCharges: fc.Arbitrary<Command> = fc
  .oneof(fc.tuple(fc.nat({ max: 11 })), fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 11 })))
  .map((picks) => voidCharges(({ length }) => picks.map((pick) => (pick % (length + 1)) + 1)));

/** @param choose by those that there are */
export function voidCharges(choose: (charges: Model['charges']) => readonly number[]): Command {
  return step((model) => {
    const numbers = [...new Set(choose(model.charges))].sort((a, b) => a - b);
    const found = model.charges.filter(({ no }) => numbers.includes(no));
    return {
      words: ['charge', 'void', ...numbers.map(String), '--reason', 'mistyped', '--yes'],
      refusals: [
        ...(found.length < numbers.length ? [3] : []),
        ...(found.some(({ voidReason }) => voidReason !== null) ? [8] : []),
        ...(found.some(({ month }) => model.closed.has(month)) ? [8] : []),
      ],
      apply: () => {
        for (const each of found) each.voidReason = 'mistyped';
        const charges = found.map((each) => chargeDocument(model, each));
        const months = found.map(({ month }) => month);
        return {
          changes: true,
          document: { charges, total: money(sumOf(found)) },
          warnings: leftBehind(model, months),
        };
      },
    };
  });
}

/** Bills that were made stay as they are. */
export const changingPolicy: fc.Arbitrary<Command> = fc
  .record<ChargePolicy>({
    guestIncome: fc.constantFrom('lowers', 'surplus'),
    discountsBy: fc.constantFrom('pool', 'mess'),
  })
  .map((policy) =>
    step((model) => {
      const { guestIncome, discountsBy } = policy;
      return {
        words: ['settings', '--guest-income', guestIncome, '--discounts-by', discountsBy],
        refusals: [],
        apply: (said) => {
          const changes = JSON.stringify(model.policy) !== JSON.stringify(policy);
          model.policy = policy;
          return { changes, document: { ...said, ...policy } };
        },
      };
    }),
  );
