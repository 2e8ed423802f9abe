import { type Static, Type } from 'typebox';
import { COUNTS_AS } from '../../domain/charges/charge.ts';
import { HEAD_KINDS } from '../../domain/purchases/purchase.ts';
import { Anchor } from './mess.ts';
import { Days, listOf, Money, Month, nullable, Time, Warnings } from './parts/values.ts';

const noSuchPart = { description: 'null where the bill has no such part' };

const Part = nullable(Money, noSuchPart);

const Status = Type.Enum(['live', 'superseded', 'void']);

const Origin = Type.Enum(['computed', 'recorded'], {
  description: 'the latter where it was taken over',
});

/** Whom and what a bill is stale about. */
export const Changed = Type.Object({
  students: listOf(Type.String()),
  charges: listOf(Type.String(), { description: 'ids of students' }),
  heads: listOf(Type.String()),
});

export const BillSummary = Type.Object(
  {
    month: Month,
    daysInMonth: nullable(Type.Integer()),
    total: Part,
    perHead: Part,
    fixed: Part,
    charges: Part,
    billed: Money,
    revision: Type.Integer(),
    status: Status,
    stale: Type.Boolean(),
    changed: Changed,
    origin: Origin,
  },
  { $id: 'BillSummary' },
);
export type BillSummaryDocument = Static<typeof BillSummary>;

export const ListedBill = Type.Object(
  {
    ...BillSummary.properties,
    reason: nullable(Type.String(), { description: 'why it was ended' }),
  },
  { $id: 'ListedBill' },
);
export type ListedBillDocument = Static<typeof ListedBill>;

export const BillRevision = Type.Object(
  {
    ...BillSummary.properties,
    madeAt: Time,
    madeBy: nullable(Type.String()),
    endedAt: nullable(Time),
    endedBy: nullable(Type.String()),
    reason: nullable(Type.String()),
  },
  { $id: 'BillRevision' },
);
export type BillRevisionDocument = Static<typeof BillRevision>;

export const BilledHead = Type.Object(
  {
    head: Type.String(),
    kind: Type.Enum(HEAD_KINDS),
    purchases: Type.Integer(),
    amount: Money,
  },
  { $id: 'BilledHead' },
);
export type BilledHeadDocument = Static<typeof BilledHead>;

const BilledHeads = nullable(listOf(BilledHead), {
  description: 'null where the amounts were given',
});

export const Share = Type.Object(
  {
    studentId: Type.String(),
    name: Type.String(),
    branch: Type.String(),
    days: Days,
    dividing: Part,
    perHead: Part,
    fixed: Part,
    charges: Part,
    amount: Money,
  },
  { $id: 'Share' },
);
export type ShareDocument = Static<typeof Share>;

export const Bill = Type.Object(
  {
    ...BillSummary.properties,
    dryRun: Type.Boolean(),
    purchases: BilledHeads,
    divided: nullable(Money, {
      description: 'the total, less what guests paid for it, and with the discounts that all bear',
    }),
    surplus: nullable(Money, {
      description: 'what guests paid beside the cost; null where there is none',
    }),
    shortfall: nullable(Money, {
      description: 'discounts that the mess bears; null where there are none',
    }),
    shares: listOf(Share),
    warnings: Warnings,
  },
  { $id: 'Bill' },
);
export type BillDocument = Static<typeof Bill>;

export const ShownBill = Type.Object({ ...Bill.properties, record: Anchor }, { $id: 'ShownBill' });
export type ShownBillDocument = Static<typeof ShownBill>;

export const RegisteredBill = nullable(Bill, {
  $id: 'RegisteredBill',
  description: 'null for a month that was closed without a bill and is left alone',
});

export const RevisedBill = Type.Object(
  {
    ...BillSummary.properties,
    dryRun: Type.Boolean(),
    revised: Type.Boolean(),
    previous: BillSummary,
    purchases: BilledHeads,
    shares: listOf(
      Type.Object({
        ...Share.properties,
        before: nullable(Money, { description: 'null of who had no share' }),
        difference: Money,
      }),
    ),
    removed: listOf(
      Type.Object({
        studentId: Type.String(),
        name: Type.String(),
        branch: Type.String(),
        before: Money,
      }),
    ),
    warnings: Warnings,
  },
  { $id: 'RevisedBill' },
);
export type RevisedBillDocument = Static<typeof RevisedBill>;

const InMinorUnits = Type.String({
  pattern: '^\\d+$',
  description: 'text, in minor units, since it may be more than a number holds',
});

const Quota = Type.Object({ numerator: InMinorUnits, denominator: InMinorUnits });

const sharedPart = {
  quota: Quota,
  floor: Money,
  remainder: InMinorUnits,
  leftOver: Type.Integer(),
  larger: Type.Integer(),
  equal: Type.Integer(),
  turn: nullable(Type.Object({ place: Type.Integer(), of: Type.Integer() }), {
    description: 'null where no turn decides',
  }),
  reason: Type.Enum([
    'none left over',
    'takes no part',
    'remainder too small',
    'remainder large enough',
    'turn',
  ]),
  oddUnit: Money,
  amount: Money,
};

export const SharedPart = Type.Object(sharedPart);
export type SharedPartDocument = Static<typeof SharedPart>;

export const PerHeadPart = Type.Object({
  perHead: Money,
  days: Days,
  daysInMonth: Type.Integer(),
  quota: Quota,
  roundedUp: Type.Boolean(),
  amount: Money,
});
export type PerHeadPartDocument = Static<typeof PerHeadPart>;

export const BilledCharge = Type.Object(
  {
    no: Type.Integer(),
    kind: Type.String(),
    countsAs: Type.Enum([...COUNTS_AS]),
    quantity: nullable(Type.Number()),
    rate: nullable(Money),
    amount: Money,
    note: nullable(Type.String()),
  },
  { $id: 'BilledCharge' },
);
export type BilledChargeDocument = Static<typeof BilledCharge>;

export const ShareExplanation = Type.Object(
  {
    month: Month,
    revision: Type.Integer(),
    status: Status,
    origin: Origin,
    student: Type.Object({ id: Type.String(), name: Type.String(), branch: Type.String() }),
    days: Days,
    daysInMonth: nullable(Type.Integer()),
    dividing: nullable(
      Type.Object({
        total: Money,
        lowered: nullable(Money, {
          description: 'what guests paid of the cost, taken off the total',
        }),
        raised: nullable(Money, { description: 'discounts, put on the total' }),
        days: Days,
        daysOfEverybody: Days,
        ...sharedPart,
      }),
      noSuchPart,
    ),
    perHead: nullable(PerHeadPart, noSuchPart),
    fixed: nullable(
      Type.Object({ fixed: Money, students: Type.Integer(), ...sharedPart }),
      noSuchPart,
    ),
    charges: listOf(BilledCharge),
    amount: Money,
    purchases: BilledHeads,
    stale: Type.Boolean(),
    warnings: Warnings,
  },
  { $id: 'ShareExplanation' },
);
export type ShareExplanationDocument = Static<typeof ShareExplanation>;

const expense = { month: Month, days: Days, amount: Money, revision: Type.Integer() };

const EndedExpense = Type.Object({ ...expense, status: Status });
export type EndedExpenseDocument = Static<typeof EndedExpense>;

export const Expenses = Type.Object(
  {
    student: Type.Object({ id: Type.String(), name: Type.String(), branch: Type.String() }),
    expenses: listOf(
      Type.Object({
        ...expense,
        paid: nullable(Money),
        outstanding: nullable(Money),
        earlier: listOf(EndedExpense, { description: 'owed no more' }),
      }),
    ),
    ended: listOf(EndedExpense, { description: 'owed no more' }),
    total: Money,
  },
  { $id: 'Expenses' },
);
export type ExpensesDocument = Static<typeof Expenses>;
