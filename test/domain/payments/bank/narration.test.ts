import { expect, test } from 'vitest';
import { createNameFinder } from '../../../../src/domain/payments/bank/named-students.ts';
import {
  foldReference,
  isCutPayer,
  tracePayment,
} from '../../../../src/domain/payments/bank/narration.ts';
import { statementRow } from './bank-vectors.ts';

test.each([
  ['UPI-RAVI-9822011111-2@YBL-YESB0YBLUPI-515512345602-MESS', '9822011111-2@ybl'],
  ['UPI-MESS NITH-MESS.NITH-1@OKAXIS-UTIB0000001-515512345602-x', 'mess.nith-1@okaxis'],
  ['UPI/515512345602/may/mess.nith-1@okaxis/YES', 'mess.nith-1@okaxis'],
  ['UPI/515512345602/may', undefined],
])('the payer of %s', (narration, payer) => {
  expect(tracePayment(statementRow({ narration })).payer).toBe(payer);
});

test('a UPI id is cut where its end is the beginning of one that there is', () => {
  expect(['a@okax', 'a@', 'a@ok'].map(isCutPayer)).toEqual([true, true, true]);
  expect(['a@okaxis', 'a@ybl', 'a@somebank'].map(isCutPayer)).toEqual([false, false, false]);
});

test('a reference is the same with zeros before its 12 digits', () => {
  expect(foldReference(' 0000515412345601 ')).toBe('515412345601');
  expect(foldReference('000501')).toBe('000501');
  expect(foldReference('hdfcn52025060512345678')).toBe('HDFCN52025060512345678');
});

test('of several numbers of 12 digits the one of that day of the year is the reference', () => {
  const narration = 'UPI/900000000001/515412345601/x';
  expect(tracePayment(statementRow({ narration })).references).toEqual(['515412345601']);
});

test.each<[string, readonly string[], readonly string[]]>([
  ['MESS 7 MAY25', ['7'], []],
  ['MESS 7 DAYS', [], []],
  ['MESS 2025-05', [], []],
  ['roll 12345 may', [], ['12345']],
  ['on 030625', [], []],
  ['MESS 21CS014 A 2025-05', ['21CS014', '21CS014-A'], ['21CS014', '21CS014-A']],
  ['MESS 21CS014-A 2025-05', ['21CS014-A'], ['21CS014-A']],
  ['21cs014.a', [], ['21CS014', '21CS014-A']],
])('whom %s names', (text, byCode, byId) => {
  const find = createNameFinder(['7', '2025', '12345', '030625', '21CS014', '21CS014-A']);
  const named = find(text);
  expect([named.byCode, named.byId]).toEqual([byCode, byId]);
});
