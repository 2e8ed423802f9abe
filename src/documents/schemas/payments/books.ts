import { type Static, Type } from 'typebox';
import { RECORDED_COUNT } from '../../payments/books.ts';
import { Anchor } from '../mess.ts';
import { schemaOfFields } from '../parts/fields.ts';
import { Day, listOf, Money, nullable, Time } from '../parts/values.ts';

export const ClosedBooks = Type.Object(
  {
    through: Day,
    accounts: listOf(
      Type.Object({ account: Type.String(), debit: nullable(Money), credit: nullable(Money) }),
    ),
    sum: Money,
    record: Anchor,
  },
  { $id: 'ClosedBooks' },
);
export type ClosedBooksDocument = Static<typeof ClosedBooks>;

export const ReopenedBooks = Type.Object(
  { closedThrough: nullable(Day, { description: 'before; null where they were open' }) },
  { $id: 'ReopenedBooks' },
);
export type ReopenedBooksDocument = Static<typeof ReopenedBooks>;

export const AccountsStatus = Type.Object(
  {
    owed: Money,
    overdue: Money,
    credit: Money,
    suspense: Money,
    cashSinceCount: Money,
    lastCountAt: nullable(Time),
    lastCountBy: nullable(Type.String()),
    closedThrough: nullable(Day),
  },
  { $id: 'AccountsStatus' },
);
export type AccountsStatusDocument = Static<typeof AccountsStatus>;

export const RecordedCount = schemaOfFields('RecordedCount', RECORDED_COUNT);

export const CashCount = Type.Object(
  {
    date: Day,
    counted: Money,
    recorded: Money,
    difference: Money,
    takenOut: Money,
    lastAt: nullable(Time),
    lastBy: nullable(Type.String()),
    voucher: nullable(Type.String({ description: 'as `V12`' })),
  },
  { $id: 'CashCount' },
);
export type CashCountDocument = Static<typeof CashCount>;
