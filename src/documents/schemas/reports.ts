import { type Static, Type } from 'typebox';
import { HEAD_KINDS } from '../../domain/purchases/purchase.ts';
import { BilledHead, BillSummary, Expenses } from './billing.ts';
import { Anchor } from './mess.ts';
import { Day, Days, listOf, Money, Month, nullable, Warnings } from './parts/values.ts';
import { Account, Dues, MethodTotal } from './payments/payments.ts';

/** How what all students owe together came to what it is; what lessens it is below 0. */
export const DuesMovement = Type.Object(
  {
    opening: Money,
    stated: Money,
    billed: Money,
    revised: Money,
    lateFees: Money,
    received: Money,
    reversed: Money,
    depositsUsed: Money,
    paidBack: Money,
    writtenOff: Money,
    closing: Money,
  },
  { $id: 'DuesMovement' },
);
export type DuesMovementDocument = Static<typeof DuesMovement>;

/** Of all methods together. */
const moneyTotals = {
  count: Type.Integer({ description: 'payments' }),
  payments: Money,
  deposits: Money,
  givenBack: Money,
  inAll: Money,
};

/** What makes the dues other than what was billed and collected. */
const since = {
  lateBills: listOf(Type.Object({ month: Month, madeOn: Day }), {
    description: 'made after the last day, and so not in the dues',
  }),
  takenBackLater: nullable(Money, {
    description:
      'payments that were taken back after the last day: in the dues, and not in what was collected; null while no accounts are kept',
  }),
};

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
    billMadeOn: nullable(Day, { description: 'a later one is not in the dues' }),
    costs: Type.Object({ aDay: Rate, aStudentDay: Rate }),
    collected: Type.Object({ methods: listOf(MethodTotal), ...moneyTotals }),
    dues: nullable(DuesMovement, { description: 'null while no accounts are kept' }),
    ...since,
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

export const YearReport = Type.Object(
  {
    year: Type.String({ description: '`2025-26`, a financial year, or `2025`' }),
    from: Month,
    to: Month,
    asOf: Day,
    outstandingOn: nullable(Day, {
      description: 'the day of what is not paid; null while no accounts are kept',
    }),
    months: listOf(
      Type.Object({
        month: Month,
        spent: Money,
        billed: nullable(Money, { description: 'null where the month has no bill' }),
        billMadeOn: nullable(Day, { description: 'a later one is not in the dues' }),
        paid: nullable(Money, { description: 'of its bill, by now' }),
        outstanding: nullable(Money, { description: 'of its bill, by now' }),
        students: nullable(Type.Integer()),
        studentDays: nullable(Days),
        aStudentDay: Rate,
        collected: Money,
        paidBack: Money,
        closing: nullable(Money, { description: 'what all students owe at its end' }),
      }),
    ),
    heads: listOf(
      Type.Object({
        head: Type.String(),
        kind: Type.Enum(HEAD_KINDS),
        purchases: Type.Integer(),
        amount: Money,
        months: listOf(Money, { description: 'in the order of the months' }),
      }),
    ),
    totals: Type.Object({
      spent: Money,
      billed: Money,
      outstanding: nullable(Money),
      collected: Money,
      paidBack: Money,
    }),
    dues: nullable(DuesMovement, { description: 'null while no accounts are kept' }),
    ...since,
    record: Anchor,
  },
  { $id: 'YearReport' },
);
export type YearReportDocument = Static<typeof YearReport>;

export const CollectionReport = Type.Object(
  {
    from: Day,
    to: Day,
    days: listOf(Type.Object({ date: Day, methods: listOf(MethodTotal), inAll: Money })),
    methods: listOf(MethodTotal),
    ...moneyTotals,
    record: Anchor,
  },
  { $id: 'CollectionReport' },
);
export type CollectionReportDocument = Static<typeof CollectionReport>;

export const DefaultersReport = Type.Object(
  {
    asOf: Day,
    over: nullable(Money, { description: 'only who owes more than this' }),
    students: listOf(Dues),
    branches: listOf(
      Type.Object({
        branch: Type.String(),
        students: Type.Integer(),
        balance: Money,
        overdue: Money,
      }),
    ),
    balance: Money,
    overdue: Money,
    record: Anchor,
  },
  { $id: 'DefaultersReport' },
);
export type DefaultersReportDocument = Static<typeof DefaultersReport>;

const Owed = nullable(Money, { description: 'null where the bill is not owed' });

export const Notice = Type.Object(
  {
    month: Month,
    asOf: Day,
    dueOn: nullable(Day),
    daysInMonth: nullable(Type.Integer()),
    rows: listOf(
      Type.Object({
        studentId: Type.String(),
        name: nullable(Type.String(), { description: 'null where ids alone are shown' }),
        days: Days,
        amount: Money,
        previous: Owed,
        lateFees: Owed,
        paid: Owed,
        total: Owed,
      }),
    ),
    totals: Type.Object({
      ...{ days: Days, amount: Money, previous: Owed, lateFees: Owed, paid: Owed, total: Owed },
    }),
    record: Anchor,
  },
  { $id: 'Notice' },
);
export type NoticeDocument = Static<typeof Notice>;

export const Statement = Type.Object(
  {
    month: Month,
    asOf: Day,
    dueOn: nullable(Day, { description: 'null where the bill is not owed' }),
    student: Type.Object({ id: Type.String(), name: Type.String(), branch: Type.String() }),
    bill: Type.Object({
      revision: Type.Integer(),
      days: Days,
      daysInMonth: nullable(Type.Integer()),
      amount: Money,
      why: listOf(
        Type.Object({
          part: Type.Enum(['dividing', 'perHead', 'fixed', 'charge']),
          text: Type.String({ description: 'what it is of, for people' }),
          amount: Money,
        }),
      ),
    }),
    account: nullable(Account, { description: 'from the first day of the month on' }),
    upi: nullable(
      Type.Object({
        payee: Type.String(),
        name: Type.String(),
        amount: Money,
        note: Type.String(),
        link: Type.String(),
      }),
      { description: 'null where nothing is owed, or the mess is not paid by UPI' },
    ),
    record: Anchor,
  },
  { $id: 'Statement' },
);
export type StatementDocument = Static<typeof Statement>;

export const StudentReport = Type.Object(
  {
    asOf: Day,
    ...Expenses.properties,
    paid: nullable(Money, { description: 'of all bills; null while no accounts are kept' }),
    outstanding: nullable(Money, { description: 'of all bills; null while no accounts are kept' }),
    account: nullable(Account, { description: 'null while no accounts are kept' }),
    record: Anchor,
  },
  { $id: 'StudentReport' },
);
export type StudentReportDocument = Static<typeof StudentReport>;

export const AuditPack = Type.Object(
  {
    year: Type.String(),
    folder: Type.String(),
    findings: Type.Integer({ description: 'of a check of all books' }),
    record: Anchor,
  },
  { $id: 'AuditPack' },
);
export type AuditPackDocument = Static<typeof AuditPack>;
