import { expect, test } from 'vitest';
import { isLostReference, tracePayment } from '../../../src/domain/payments/bank/narration.ts';
import type { Statement, StatementRow } from '../../../src/domain/payments/bank/statement.ts';
import { bank } from '../../domain/payments/bank/bank-vectors.ts';
import { toText } from '../../domain/payments/vectors.ts';
import { readText } from './read-text.ts';

/** As the vectors call the forms of dates. */
const FORMS: Readonly<Record<string, string>> = {
  'DD/MM/YY': 'dmy',
  'DD/MM/YYYY': 'dmy',
  'DD-MM-YYYY': 'dmy',
  'MM/DD/YYYY': 'mdy',
  'D MMM YYYY': 'dmon',
};

function orderOf({ order, isSwapped }: Statement): string | null {
  if (isSwapped) return 'swapped';
  return order === 'oldest first' ? 'file' : order;
}

function show(row: StatementRow) {
  const { mode, references, payer, settlement } = tracePayment(row);
  const { line, date, amountMinor, balanceMinor, gateway } = row;
  const isIn = amountMinor > 0n;
  const optional = {
    mode: mode === 'gateway' ? undefined : mode,
    rrn: references.find((each) => /^\d{12}$/.test(each)),
    utr: gateway ? undefined : references.find((each) => /^[A-Z]{4}/.test(each)),
    vpa: payer,
    other: gateway?.paymentId || undefined,
    settlement: gateway?.settlement || settlement || undefined,
    fee: gateway?.feeMinor ? toText(gateway.feeMinor) : undefined,
    referenceLost: isLostReference(row.reference) || undefined,
  };
  return {
    line,
    date,
    credit: isIn ? toText(amountMinor) : null,
    debit: isIn ? null : toText(-amountMinor),
    ...(gateway ? {} : { balance: balanceMinor === null ? null : toText(balanceMinor) }),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}

test.each(bank.files)('$file', async ({ file, text, expect: expected }) => {
  // It has neither signs nor a balance, so somebody must say what its amounts are.
  const amounts = file === 'ambiguous-date.csv' ? 'credit' : undefined;
  const statement = await readText(text, { amounts });
  const { readAs, provedByBalance, mistakes, rows, dateForm, notPaid } = statement;
  const isBank = expected.layout === 'statement';
  expect({
    layout: readAs.layout,
    headerLine: readAs.headerLine ?? 1,
    delimiter: readAs.delimiter,
    order: orderOf(statement),
    dateForm: isBank ? FORMS[dateForm ?? ''] : null,
    provedByBalance,
    notPaid,
    mistakes: mistakes.map(({ line, code }) => ({ line, code })),
    rows: rows.map(show),
  }).toEqual({
    layout: expected.layout,
    headerLine: expected.headerLine,
    delimiter: { ',': 'comma', ';': 'semicolon' }[expected.delimiter] ?? expected.delimiter,
    order: expected.order,
    dateForm: expected.dateForm,
    provedByBalance: expected.provedByBalance,
    notPaid: expected.notPaid ?? 0,
    mistakes: expected.mistakes,
    rows: expected.rows,
  });
});
