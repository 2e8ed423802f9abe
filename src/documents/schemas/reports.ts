import { type Static, Type } from 'typebox';
import { BilledHead, BillSummary } from './billing.ts';
import { Anchor } from './mess.ts';
import { Dues, MethodTotal } from './payments/payments.ts';
import { Day, Days, listOf, Money, Month, nullable, Warnings } from './values.ts';

/** How what all students owe together came to what it is; what lessens it is below 0. */
export const DuesMovement = Type.Object(
  {
    opening: Money,
    stated: Money,
    billed: Money,
    revised: Money,
    lateFees: Money,
    received: Money,
    depositsUsed: Money,
    paidBack: Money,
    writtenOff: Money,
    closing: Money,
  },
  { $id: 'DuesMovement' },
);
export type DuesMovementDocument = Static<typeof DuesMovement>;

const Rate = nullable(Money, {
  description: 'rounded, for people to compare by: no share is made of it',
});

export const MonthReport = Type.Object(
  {
    month: Month,
    asOf: Day,
    students: nullable(Type.Integer(), { description: 'in its bill' }),
    studentDays: nullable(Days),
    spent: Type.Object({
      dividing: Money,
      fixed: Money,
      total: Money,
      heads: listOf(BilledHead),
    }),
    bill: nullable(BillSummary),
    costs: Type.Object({ aDay: Rate, aStudentDay: Rate }),
    collected: Type.Object({ methods: listOf(MethodTotal), payments: Money, inAll: Money }),
    dues: nullable(DuesMovement, { description: 'null while no accounts are kept' }),
    topDues: listOf(Dues),
    proof: nullable(
      Type.Object({
        shares: Type.Integer(),
        sum: Money,
        bill: Money,
        isEqual: Type.Boolean(),
      }),
    ),
    warnings: Warnings,
    record: Anchor,
  },
  { $id: 'MonthReport' },
);
export type MonthReportDocument = Static<typeof MonthReport>;
