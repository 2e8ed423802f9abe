import fc from 'fast-check';
import { expect } from 'vitest';
import { money, nameOf } from '../documents.ts';
import {
  balanceOf,
  depositOf,
  type Entry,
  type Model,
  openingOf,
  type Student,
} from '../mess-model.ts';
import {
  type Command,
  type Document,
  refer,
  type SomeStudent,
  someAmount,
  someStudent,
  step,
} from './step.ts';

const methods = ['cash', 'upi'] as const;

interface SomePayment {
  readonly whom: SomeStudent;
  readonly minor: bigint;
  readonly method: (typeof methods)[number];
}

const somePayment: fc.Arbitrary<SomePayment> = fc.record({
  whom: someStudent,
  minor: someAmount,
  method: fc.constantFrom(...methods),
});

/** In the order of a series: of payments, or of deposits. */
function receiptOf({ entries }: Model, kind: 'payment' | 'deposit'): string {
  const number = entries.filter((each) => each.kind === kind).length + 1;
  return `${kind === 'deposit' ? 'D/' : ''}2025-26/${String(number).padStart(4, '0')}`;
}

export const paying: fc.Arbitrary<Command> = somePayment.map(({ whom, minor, method }) =>
  step((model) => {
    const { id, student } = refer(model, whom);
    return {
      words: ['payment', 'record', id, '--amount', money(minor), '--method', method],
      refusals: student === undefined ? [3] : [],
      apply: ({ date }) => {
        if (student === undefined) throw new Error('nobody');
        const before = balanceOf(model, student);
        const receipt = receiptOf(model, 'payment');
        const moved = { owed: -minor, held: 0n, taken: minor };
        enter(model, { kind: 'payment', number: receipt, student: student.no, method, ...moved });
        const document = {
          receipt,
          studentId: student.id,
          amount: money(minor),
          date,
          method,
          reference: null,
          month: null,
          balanceBefore: money(before),
          balance: money(before - minor),
        };
        return { changes: true, document };
      },
    };
  }),
);

function enter(model: Model, entry: Omit<Entry, 'isReversed'>): void {
  model.entries.push({ ...entry, isReversed: false });
}

interface Move {
  readonly kind: Exclude<Entry['kind'], 'payment'>;
  readonly words: readonly string[];
  /** Whether the money is named by a method. */
  readonly isOfMoney: boolean;
  /** What it adds, for each unit. */
  readonly adds: Readonly<Record<'owed' | 'held' | 'taken', bigint>>;
  /** The most that it may be; undefined where all is taken. */
  readonly most: (model: Model, student: Student) => bigint | undefined;
}

const smaller = (one: bigint, other: bigint) => (one < other ? one : other);

const MOVES: readonly Move[] = [
  {
    kind: 'refund',
    words: ['payment', 'refund'],
    isOfMoney: true,
    adds: { owed: 1n, held: 0n, taken: -1n },
    most: (model, student) => -balanceOf(model, student),
  },
  {
    kind: 'write-off',
    words: ['dues', 'write-off', '--reason', 'mistyped'],
    isOfMoney: false,
    adds: { owed: -1n, held: 0n, taken: 0n },
    most: balanceOf,
  },
  {
    kind: 'deposit',
    words: ['deposit', 'receive'],
    isOfMoney: true,
    adds: { owed: 0n, held: 1n, taken: 1n },
    most: () => undefined,
  },
  {
    kind: 'deposit used',
    words: ['deposit', 'use'],
    isOfMoney: false,
    adds: { owed: -1n, held: -1n, taken: 0n },
    most: (model, student) => smaller(balanceOf(model, student), depositOf(model, student)),
  },
  {
    kind: 'deposit refund',
    words: ['deposit', 'refund'],
    isOfMoney: true,
    adds: { owed: 0n, held: -1n, taken: -1n },
    most: depositOf,
  },
];

export const moving: fc.Arbitrary<Command> = fc
  .record({ move: fc.constantFrom(...MOVES), some: somePayment, isMost: fc.boolean() })
  .map(({ move, some, isMost }) => moveMoney(move, some, isMost));

/** Of an amount that is said, whatever there is. */
export const movingSome: fc.Arbitrary<Command> = fc
  .record({ move: fc.constantFrom(...MOVES), some: somePayment })
  .map(({ move, some }) => moveMoney(move, some, false));

/** @param isMost all that may be moved, where there is any */
function moveMoney(move: Move, some: SomePayment, isMost: boolean): Command {
  return step((model) => {
    const { id, student } = refer(model, some.whom);
    const most = student && move.most(model, student);
    const minor = isMost && most !== undefined && most > 0n ? most : some.minor;
    const method = move.isOfMoney ? some.method : null;
    const of = method === null ? [] : ['--method', method];
    return {
      words: [...move.words, id, '--amount', money(minor), ...of],
      refusals: [
        ...(student === undefined ? [3] : []),
        ...(most !== undefined && minor > most ? [8] : []),
      ],
      apply: (said) => {
        if (student === undefined) throw new Error('nobody');
        return { changes: true, document: take(model, { minor, method, move, student, said }) };
      },
    };
  });
}

function take(
  model: Model,
  given: {
    readonly minor: bigint;
    readonly method: Entry['method'];
    readonly move: Move;
    readonly student: Student;
    readonly said: Document;
  },
): Document {
  const { move, student, minor, method, said } = given;
  const { kind, adds } = move;
  const receipt = kind === 'deposit' ? receiptOf(model, kind) : null;
  // Of the numbers of the ledger it is one that is higher than those before.
  const number = receipt ?? String(said.voucher);
  const moved = { owed: adds.owed * minor, held: adds.held * minor, taken: adds.taken * minor };
  const voucher = receipt === null ? expect.stringMatching(/^V[1-9]\d*$/) : null;
  expect(model.entries.map((each) => each.number)).not.toContain(number);
  enter(model, { kind, number, student: student.no, method, ...moved });
  return {
    ...said,
    studentId: student.id,
    name: nameOf(student),
    kind,
    receipt,
    voucher,
    month: null,
    method,
    amount: money(minor),
    balance: money(balanceOf(model, student)),
    deposit: money(depositOf(model, student)),
  };
}

const NOBODYS = '2025-26/9999';

/** One that was made, or none; now and then a number that is of another entry. */
export const reversing: fc.Arbitrary<Command> = fc
  .nat({ max: 12 })
  .map((pick) => reverse(({ entries }) => entries[pick % (entries.length + 1)]?.number ?? NOBODYS));

/** @param choose the number of a receipt or a voucher */
export function reverse(choose: (model: Model) => string): Command {
  return step((model) => {
    const number = choose(model);
    const entry = model.entries.find((each) => each.number === number);
    const student = model.students.find(({ no }) => no === entry?.student);
    return {
      words: ['payment', 'reverse', number, '--reason', 'mistyped'],
      refusals: [
        ...(entry === undefined ? [3] : []),
        ...(entry?.isReversed || isUsed(model, entry, student) ? [8] : []),
      ],
      apply: (said) => {
        if (entry === undefined || student === undefined) throw new Error('no entry');
        entry.isReversed = true;
        const balance = money(balanceOf(model, student));
        return { changes: true, document: { ...said, balance } };
      },
    };
  });
}

/** A deposit of which a part is not held any more. */
function isUsed(model: Model, entry?: Entry, student?: Student): boolean {
  if (entry?.kind !== 'deposit' || student === undefined) return false;
  return depositOf(model, student) < entry.held;
}

export const opening: fc.Arbitrary<Command> = fc
  .record({
    whom: someStudent,
    minor: fc.oneof(
      someAmount,
      someAmount.map((minor) => -minor),
      fc.constant(0n),
    ),
  })
  .map(({ whom, minor }) =>
    step((model) => {
      const { id, student } = refer(model, whom);
      return {
        words: ['opening', 'set', id, `--amount=${money(minor)}`],
        refusals: student === undefined ? [3] : [],
        apply: () => {
          if (student === undefined) throw new Error('nobody');
          const before = openingOf(model, student);
          // What stands at nothing is taken back, and stated no more.
          if (minor === 0n) model.openings.delete(student.no);
          else model.openings.set(student.no, minor);
          const document = {
            studentId: student.id,
            amount: money(minor),
            before: before === undefined ? null : money(before),
            balance: money(balanceOf(model, student)),
          };
          return { changes: (before ?? 0n) !== minor, document };
        },
      };
    }),
  );
