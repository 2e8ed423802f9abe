import { type Static, Type } from 'typebox';
import { COUNTS_AS } from '../../domain/charges/charge.ts';
import { CHARGE_KIND } from '../charges.ts';
import { schemaOfFields } from './parts/fields.ts';
import { listOf, Money, Month, nullable, Time, Warnings } from './parts/values.ts';

export const ChargeKind = schemaOfFields('ChargeKind', CHARGE_KIND);

const CountsAs = Type.Enum([...COUNTS_AS]);

const ofRate = { description: 'null where the amount was given' };

export const Charge = Type.Object(
  {
    no: Type.Integer(),
    month: Month,
    studentId: Type.String(),
    name: Type.String(),
    kind: Type.String(),
    countsAs: CountsAs,
    quantity: nullable(Type.Number(), ofRate),
    rate: nullable(Money, ofRate),
    amount: Money,
    note: nullable(Type.String()),
    by: nullable(Type.String()),
    at: Time,
    status: Type.Enum(['counted', 'void']),
    voidReason: nullable(Type.String()),
  },
  { $id: 'Charge', description: 'what it adds to a share: less than 0 for a discount' },
);
export type ChargeDocument = Static<typeof Charge>;

export const ChargesOfMonth = Type.Object(
  {
    month: Month,
    charges: listOf(Charge),
    kinds: listOf(
      Type.Object({
        kind: Type.String(),
        countsAs: CountsAs,
        charges: Type.Integer(),
        amount: Money,
      }),
    ),
    total: Money,
  },
  { $id: 'ChargesOfMonth' },
);
export type ChargesOfMonthDocument = Static<typeof ChargesOfMonth>;

/** Those that were added, or taken back. */
export const ChangedCharges = Type.Object(
  { charges: listOf(Charge), total: Money, warnings: Warnings },
  { $id: 'ChangedCharges' },
);
export type ChangedChargesDocument = Static<typeof ChangedCharges>;
