import fc from 'fast-check';
import { money } from '../documents.ts';
import { balanceOf, openingOf } from '../mess-model.ts';
import { type Command, refer, type SomeStudent, someAmount, someStudent, step } from './step.ts';

const methods = ['cash', 'upi'] as const;

interface SomePayment {
  readonly whom: SomeStudent;
  readonly minor: bigint;
  readonly method: (typeof methods)[number];
}

const receiptOf = (number: number) => `2025-26/${String(number).padStart(4, '0')}`;

export function pay({ whom, minor, method }: SomePayment): Command {
  return step((model) => {
    const { id, student } = refer(model, whom);
    return {
      words: ['payment', 'record', id, '--amount', money(minor), '--method', method],
      refusals: student === undefined ? [3] : [],
      apply: ({ date }) => {
        if (student === undefined) throw new Error('nobody');
        const before = balanceOf(model, student);
        model.payments.push({ student: student.no, minor, method, isReversed: false });
        const document = {
          receipt: receiptOf(model.payments.length),
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
  });
}

export const paying: fc.Arbitrary<Command> = fc
  .record({ whom: someStudent, minor: someAmount, method: fc.constantFrom(...methods) })
  .map(pay);

/** One that was given, or the next that will be. */
export const reversing: fc.Arbitrary<Command> = fc.nat({ max: 8 }).map((pick) =>
  step((model) => {
    const number = (pick % (model.payments.length + 1)) + 1;
    const payment = model.payments[number - 1];
    return {
      words: ['payment', 'reverse', receiptOf(number), '--reason', 'mistyped'],
      refusals: payment === undefined ? [3] : payment.isReversed ? [8] : [],
      apply: (said) => {
        const student = model.students.find(({ no }) => no === payment?.student);
        if (payment === undefined || student === undefined) throw new Error('no payment');
        payment.isReversed = true;
        const balance = money(balanceOf(model, student));
        return { changes: true, document: { ...said, balance } };
      },
    };
  }),
);

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
