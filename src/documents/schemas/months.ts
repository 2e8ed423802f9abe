import { type Static, Type } from 'typebox';
import { Changed } from './billing.ts';
import { Anchor } from './mess.ts';
import { listOf, Money, Month, nullable, Time, Warnings } from './parts/values.ts';

export const MonthState = Type.Object(
  {
    month: Month,
    status: Type.Enum(['open', 'closed']),
    students: Type.Integer(),
    unrecorded: Type.Integer(),
    purchases: Money,
    billed: nullable(Money),
    revision: nullable(Type.Integer()),
    stale: Type.Boolean(),
    changed: Changed,
    closedAt: nullable(Time),
    closedBy: nullable(Type.String()),
    reason: nullable(Type.String()),
    missing: listOf(Type.Enum(['end', 'attendance', 'bill', 'revision', 'purchases', 'closing'])),
  },
  { $id: 'MonthState' },
);
export type MonthStateDocument = Static<typeof MonthState>;

export const ChangedMonth = Type.Object(
  { ...MonthState.properties, warnings: Warnings },
  { $id: 'ChangedMonth' },
);
export type ChangedMonthDocument = Static<typeof ChangedMonth>;

export const ClosedMonth = Type.Object(
  {
    ...ChangedMonth.properties,
    record: Anchor,
    unpaid: nullable(Type.Object({ students: Type.Integer(), amount: Money }), {
      description: 'of its bill; null where that is owed by nobody',
    }),
  },
  { $id: 'ClosedMonth' },
);
export type ClosedMonthDocument = Static<typeof ClosedMonth>;
