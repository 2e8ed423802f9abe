import { expect, test } from 'vitest';
import { foldReference, tracePayment } from '../../../../src/domain/payments/bank/narration.ts';
import {
  compareStatement,
  traceRows,
} from '../../../../src/domain/payments/bank/statement-comparison.ts';
import { toMinor } from '../vectors.ts';
import { bank, rowOfCase } from './bank-vectors.ts';

test.each(bank.duplicates.cases)('which lines are new: $id', (each) => {
  const have = (each.have ?? []).map(rowOfCase);
  const recorded = have.flatMap((row) =>
    tracePayment(row).references.map((reference) => ({ reference, amountMinor: row.amountMinor })),
  );
  const byHand = (each.receipts ?? []).map(([, amount, reference]) => ({
    reference: foldReference(reference),
    amountMinor: toMinor(amount),
  }));
  const { fresh, mistakes, returned } = compareStatement(
    traceRows(each.file.map(rowOfCase)),
    each.otherAccount ? [] : have,
    [...recorded, ...byHand],
    String,
  );
  const { expectNew = 0, expectMistake, expectReturned = 0 } = each;
  expect({
    fresh: fresh.length,
    returned: returned.length,
    mistakes: mistakes.map(({ code }) => code),
  }).toEqual({
    fresh: expectNew,
    returned: expectReturned,
    mistakes: expectMistake === undefined ? [] : [expectMistake],
  });
});
