import { ENTRY_KINDS, METHODS } from '../domain/payments/entry.ts';
import type { Fields, RecordOf } from './fields.ts';

/** What was entered on a student's accounts beside payments, and how they stand after it. */
export const ACCOUNT_CHANGE = {
  studentId: 'word',
  name: 'text',
  kind: { kind: 'word', oneOf: ENTRY_KINDS },
  receipt: 'word?',
  date: 'day',
  month: 'month?',
  method: { kind: 'word?', oneOf: METHODS },
  amount: { kind: 'money', from: 'amountMinor' },
  reference: 'text?',
  note: 'text?',
  balance: { kind: 'money', from: 'balanceMinor' },
  deposit: { kind: 'money', from: 'depositMinor' },
} as const satisfies Fields;

export type AccountChangeRecord = RecordOf<typeof ACCOUNT_CHANGE>;

export const DEPOSIT = {
  studentId: 'word',
  name: 'text',
  branch: 'text',
  left: 'day?',
  received: { kind: 'money', from: 'receivedMinor' },
  used: { kind: 'money', from: 'usedMinor' },
  refunded: { kind: 'money', from: 'refundedMinor' },
  held: { kind: 'money', from: 'heldMinor' },
} as const satisfies Fields;

export type DepositRecord = RecordOf<typeof DEPOSIT>;
