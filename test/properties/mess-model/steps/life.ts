import fc from 'fast-check';
import { unpaidOf } from '../accounts.ts';
import { billSummary, monthDocument } from '../documents.ts';
import { lookAtAll } from '../look.ts';
import { isStale, liveBill, type Model, THIS_MONTH } from '../mess-model.ts';
import {
  billedMonth,
  type Command,
  type Real,
  type SomeBilled,
  someBilled,
  someMonth,
  step,
} from './step.ts';

export function voidBill(billed: SomeBilled): Command {
  return step((model) => {
    const month = billedMonth(model, billed);
    const bill = liveBill(model, month);
    return {
      words: ['bill', 'void', '--month', month, '--reason', 'mistyped', '--yes'],
      refusals: [...(bill ? [] : [3]), ...(model.closed.has(month) ? [8] : [])],
      apply: () => {
        if (bill === undefined) throw new Error('no bill');
        bill.status = 'void';
        bill.ended = { at: model.now, reason: 'mistyped' };
        return { changes: true, document: billSummary(model, bill) };
      },
    };
  });
}

export const voiding: fc.Arbitrary<Command> = someBilled.map(voidBill);

export function close(billed: SomeBilled, asIs: boolean): Command {
  return step((model) => {
    const month = billedMonth(model, billed);
    const bill = liveBill(model, month);
    const isFinished = bill !== undefined && !isStale(model, bill);
    const isClosed = model.closed.has(month);
    return {
      words: [
        'month',
        'close',
        '--month',
        month,
        ...(asIs ? ['--as-is', '--reason', 'vacation'] : []),
      ],
      refusals: (isFinished && month < THIS_MONTH) || isClosed || asIs ? [] : [8],
      apply: () => {
        const reason = asIs ? 'vacation' : null;
        if (!isClosed) model.closed.set(month, { at: model.now, reason });
        const document = { ...monthDocument(model, month), unpaid: unpaidOf(model, month) };
        return { changes: !isClosed, document };
      },
    };
  });
}

export const closing: fc.Arbitrary<Command> = fc
  .record({ billed: someBilled, asIs: fc.constantFrom(false, false, true) })
  .map(({ billed, asIs }) => close(billed, asIs));

export const reopening: fc.Arbitrary<Command> = someMonth.map((month) =>
  step((model) => {
    return {
      words: ['month', 'reopen', '--month', month, '--reason', 'late'],
      refusals: [],
      apply: () => {
        const changes = model.closed.delete(month);
        return { changes, document: monthDocument(model, month) };
      },
    };
  }),
);

export const looking: fc.Arbitrary<fc.AsyncCommand<Model, Real>> = fc.constant({
  check: () => true,
  run: (model, { mess }) => lookAtAll(model, mess),
  toString: () => '\n  (look at all)',
});
