import { type Static, Type } from 'typebox';
import { ACCOUNT_CHANGE, DEPOSIT } from '../account-changes.ts';
import { LATE_FEE } from '../late-fees.ts';
import { schemaOfFields } from './fields.ts';
import { Day, listOf, Money, Month, nullable } from './values.ts';

export const AccountChange = schemaOfFields('AccountChange', ACCOUNT_CHANGE);

export const Deposit = schemaOfFields('Deposit', DEPOSIT);

export const LateFees = Type.Object(
  {
    month: Month,
    asOf: Day,
    dryRun: Type.Boolean(),
    fees: listOf(schemaOfFields('LateFee', LATE_FEE)),
    total: Money,
  },
  { $id: 'LateFees' },
);

export interface LateFeesDocument {
  readonly month: string;
  readonly asOf: string;
  readonly dryRun: boolean;
  readonly fees: readonly Readonly<Record<string, unknown>>[];
  readonly total: string;
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
