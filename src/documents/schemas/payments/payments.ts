import { type Static, Type } from 'typebox';
import { LINE_KINDS } from '../../../domain/payments/account.ts';
import { DEBT_KINDS } from '../../../domain/payments/dues/allocation.ts';
import { METHODS } from '../../../domain/payments/entry.ts';
import type { DocumentOf } from '../../fields.ts';
import { ACCOUNT_CHANGE, DEPOSIT, LATE_FEE } from '../../payments/dues.ts';
import { PAYMENT, STATED_OPENING } from '../../payments/payments.ts';
import { Anchor } from '../mess.ts';
import { schemaOfFields } from '../parts/fields.ts';
import { Day, listOf, Money, Month, nullable, Time, Warnings } from '../parts/values.ts';

export const Payment = schemaOfFields('Payment', PAYMENT);

const Receipt = Type.String({ description: 'as `2025-26/0001`' });

export const MethodTotal = Type.Object({
  method: Type.Enum([...METHODS]),
  payments: Type.Integer(),
  amount: Money,
  deposits: Money,
  givenBack: Money,
  others: Money,
  inAll: Money,
});
export type MethodTotalDocument = Static<typeof MethodTotal>;

export const Payments = Type.Object(
  {
    payments: listOf(Payment),
    totals: listOf(MethodTotal),
    total: Money,
    inAll: Money,
  },
  { $id: 'Payments' },
);
export interface PaymentsDocument {
  readonly payments: readonly DocumentOf<typeof PAYMENT>[];
  readonly totals: readonly MethodTotalDocument[];
  readonly total: string;
  readonly inAll: string;
}

export const RecordedPayment = Type.Object(
  {
    receipt: Receipt,
    studentId: Type.String(),
    amount: Money,
    date: Day,
    method: Type.Enum([...METHODS]),
    reference: nullable(Type.String()),
    month: nullable(Month),
    balanceBefore: Money,
    balance: Money,
    warnings: Warnings,
  },
  { $id: 'RecordedPayment' },
);
export type RecordedPaymentDocument = Static<typeof RecordedPayment>;

export const ReversedPayment = Type.Object(
  {
    payment: Payment,
    balance: nullable(Money),
    suspense: nullable(Type.Integer(), {
      description: "the line of the bank's file whose money is in suspense by it",
    }),
  },
  { $id: 'ReversedPayment' },
);
export interface ReversedPaymentDocument {
  readonly payment: Readonly<Record<string, unknown>>;
  readonly balance: string | null;
  readonly suspense: number | null;
}

export const PrintedReceipt = Type.Object(
  {
    mess: Type.String(),
    receipt: Receipt,
    date: Day,
    studentId: Type.String(),
    name: Type.String(),
    amount: Money,
    words: Type.String(),
    method: nullable(Type.Enum([...METHODS])),
    reference: nullable(Type.String()),
    month: nullable(Month),
    note: nullable(Type.String()),
    balanceBefore: Money,
    balance: Money,
    by: nullable(Type.String()),
    at: Time,
    reversed: nullable(Type.Object({ date: Day, reason: nullable(Type.String()) })),
    record: Anchor,
  },
  { $id: 'PrintedReceipt' },
);
export type PrintedReceiptDocument = Static<typeof PrintedReceipt>;

export const Opening = Type.Object(
  {
    studentId: Type.String(),
    amount: Money,
    before: nullable(Money),
    balance: Money,
  },
  { $id: 'Opening' },
);
export type OpeningDocument = Static<typeof Opening>;

export const StatedOpening = schemaOfFields('StatedOpening', STATED_OPENING);

export const Dues = Type.Object(
  {
    studentId: Type.String(),
    name: Type.String(),
    branch: Type.String(),
    left: nullable(Day),
    billed: Money,
    paid: Money,
    balance: Money,
    credit: Money,
    overdue: Money,
    oldestDue: nullable(Day),
    buckets: Type.Object({
      notDue: Money,
      days1to30: Money,
      days31to60: Money,
      days61to90: Money,
      over90: Money,
    }),
  },
  { $id: 'Dues' },
);
export type DuesDocument = Static<typeof Dues>;

export const Account = Type.Object(
  {
    student: Type.Object({ id: Type.String(), name: Type.String(), branch: Type.String() }),
    opening: Money,
    lines: listOf(
      Type.Object({
        date: Day,
        kind: Type.Enum([...LINE_KINDS]),
        month: nullable(Month),
        receipt: nullable(Receipt),
        text: Type.String(),
        debit: nullable(Money),
        credit: nullable(Money),
        balance: Money,
        voucher: nullable(Type.String({ description: 'as `V12`' })),
      }),
    ),
    balance: Money,
    outstanding: listOf(
      Type.Object({
        kind: Type.Enum([...DEBT_KINDS]),
        month: nullable(Month),
        amount: Money,
        due: Day,
        daysLate: Type.Integer(),
      }),
    ),
    deposit: Money,
  },
  { $id: 'Account' },
);
export type AccountDocument = Static<typeof Account>;

export const AccountChange = schemaOfFields('AccountChange', ACCOUNT_CHANGE);

export const Deposit = schemaOfFields('Deposit', DEPOSIT);

export const LateFees = Type.Object(
  {
    month: Month,
    asOf: Day,
    dryRun: Type.Boolean(),
    fees: listOf(schemaOfFields('LateFee', LATE_FEE)),
    total: Money,
    tooMuch: listOf(Type.Object({ studentId: Type.String(), amount: Money }), {
      description: 'what was entered, and is too much by now',
    }),
  },
  { $id: 'LateFees' },
);

export interface LateFeesDocument {
  readonly month: string;
  readonly asOf: string;
  readonly dryRun: boolean;
  readonly fees: readonly Readonly<Record<string, unknown>>[];
  readonly total: string;
  readonly tooMuch: readonly { readonly studentId: string; readonly amount: string }[];
}

export const Settlement = Type.Object(
  {
    student: Type.Object({ id: Type.String(), name: Type.String(), branch: Type.String() }),
    left: nullable(Day),
    lastBill: nullable(Type.Object({ month: Month, amount: Money })),
    unbilled: listOf(Month, { description: 'months whose share is still to come' }),
    balance: Money,
    deposit: Money,
    fromDeposit: Money,
    toCollect: Money,
    depositBack: Money,
    creditBack: Money,
  },
  { $id: 'Settlement' },
);
export type SettlementDocument = Static<typeof Settlement>;
