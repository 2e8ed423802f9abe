import { expect, test } from 'vitest';
import { bankLineRow, ledgerRow, postingRow } from '../../../src/domain/mess/digests.ts';

const TEXTS = [
  '',
  'UPI/CR/5153',
  'a "b"',
  'c \\ d',
  'tab\t',
  '\u007f',
  'हिन्दी',
  '\ud83d',
  '\u2028',
  null,
];

test.each(TEXTS)('rows that are digested are JSON, whatever a bank wrote: %j', (text) => {
  const entry = { no: 7, date: '2025-06-02', moneyDate: '2025-06-01', kind: 'payment' };
  const receipt = { series: '2025-26', number: 12 };
  const more = { month: '2025-05', method: 'upi', reference: text, note: text, reverses: null };
  expect(ledgerRow({ ...entry, receipt, ...more })).toBe(
    JSON.stringify([
      ...[7, '2025-06-02', '2025-06-01', 'payment', '2025-26', 12, '2025-05', 'upi'],
      ...[text, text, null],
    ]),
  );
  expect(ledgerRow({ ...entry, receipt: null, ...more, month: null, reverses: 3 })).toBe(
    JSON.stringify([
      ...[7, '2025-06-02', '2025-06-01', 'payment', null, null, null, 'upi'],
      ...[text, text, 3],
    ]),
  );
  const posting = { entryNo: 7, line: 2, account: 'dues', studentNo: null, amountMinor: -1n };
  expect(postingRow(posting)).toBe(JSON.stringify([7, 2, 'dues', null, '-1']));
  const line = { no: 1, importNo: 2, line: 5, account: 'bank', accountDigits: text };
  const told = { date: '2025-06-02', amountMinor: 2n ** 60n, narration: text ?? '', rule: text };
  const ids = { reference: text ?? '', otherReference: text, payer: text, entryNo: 9 };
  expect(bankLineRow({ ...line, ...told, ...ids })).toBe(
    JSON.stringify([
      ...[1, 2, 5, 'bank', text, '2025-06-02', '1152921504606846976'],
      ...[text ?? '', text ?? '', text, text, text, 9],
    ]),
  );
});
