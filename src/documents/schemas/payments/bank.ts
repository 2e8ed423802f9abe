import { type Static, Type } from 'typebox';
import { CLAIM, PAYER, PAYMENT_IMPORT, SUSPENDED } from '../../payments/bank.ts';
import { ImportReport } from '../imports.ts';
import { schemaOfFields } from '../parts/fields.ts';
import { Day, listOf, Money, nullable } from '../parts/values.ts';

const LineSum = Type.Object({ lines: Type.Integer(), amount: Money });

const Receipt = Type.String({ description: 'as `2025-26/0001`' });

/** What a bank's file has beside every other; nothing of it where the file has mistakes. */
export const STATEMENT_KEYS = {
  account: Type.String(),
  from: nullable(Day),
  to: nullable(Day),
  provedByBalance: nullable(Type.Boolean(), { description: 'null where it has no balance' }),
  credits: LineSum,
  debits: LineSum,
  known: LineSum,
  notPaid: Type.Integer({ description: 'payments of a gateway that did not succeed' }),
  posted: listOf(
    Type.Object({
      line: Type.Integer(),
      date: Day,
      studentId: Type.String(),
      receipt: nullable(Receipt, { description: 'null in a dry run' }),
      rule: Type.String({ description: '`code`, `id`, `payer` or `phone`' }),
      why: Type.String(),
      amount: Money,
      balanceBefore: Money,
      balance: Money,
    }),
  ),
  suspense: listOf(
    Type.Object({
      no: nullable(Type.Integer(), { description: 'null in a dry run' }),
      line: Type.Integer(),
      date: Day,
      amount: Money,
      narration: Type.String(),
      reason: Type.String(),
      suggestion: nullable(Type.String()),
    }),
  ),
  others: listOf(
    Type.Object({
      line: Type.Integer(),
      date: Day,
      amount: Money,
      what: Type.String({ description: '`settlement`, `interest` or `own cash`' }),
    }),
  ),
  returned: listOf(
    Type.Object({ line: Type.Integer(), date: Day, amount: Money, receipt: nullable(Receipt) }),
  ),
  missing: listOf(Type.Object({ date: Day, amount: Money, narration: Type.String() })),
};

const Statement = Type.Object(STATEMENT_KEYS);
export type StatementDocument = Static<typeof Statement>;

const optional = Object.fromEntries(
  Object.entries(STATEMENT_KEYS).map(([key, schema]) => [key, Type.Optional(schema)]),
);

export const PaymentImportReport = Type.Object(
  { ...ImportReport.properties, ...optional },
  { $id: 'PaymentImportReport' },
);

export const Suspended = schemaOfFields('Suspended', SUSPENDED);

export const IgnoredLine = Type.Object(
  { no: Type.Integer(), date: Day, amount: Money },
  { $id: 'IgnoredLine' },
);
export type IgnoredLineDocument = Static<typeof IgnoredLine>;

export const ReopenedLine = Type.Object(
  { no: Type.Integer(), date: Day, amount: Money },
  { $id: 'ReopenedLine' },
);

export const Payer = schemaOfFields('Payer', PAYER);

export const Claim = schemaOfFields('Claim', CLAIM);

export const PaymentImport = schemaOfFields('PaymentImport', PAYMENT_IMPORT);

export const UndonePayments = Type.Object(
  {
    import: Type.Integer(),
    file: Type.String(),
    payments: Type.Integer({ description: 'receipts that are reversed' }),
    others: Type.Integer({ description: 'lines that were of no student' }),
  },
  { $id: 'UndonePayments' },
);
export type UndonePaymentsDocument = Static<typeof UndonePayments>;

export const AssignedLine = Type.Object(
  {
    no: Type.Integer(),
    date: Day,
    amount: Money,
    parts: listOf(
      Type.Object({ receipt: Receipt, studentId: Type.String(), amount: Money, balance: Money }),
    ),
    learned: nullable(Type.String(), {
      description: 'the UPI id that is known from now on; null where none is',
    }),
    others: listOf(Type.Integer(), { description: 'lines in suspense of the same payer' }),
    warnings: listOf(Type.String()),
  },
  { $id: 'AssignedLine' },
);
export type AssignedLineDocument = Static<typeof AssignedLine>;
