import { type Static, Type } from 'typebox';
import { HEAD_KINDS } from '../../domain/purchases/purchase.ts';
import { HEAD } from '../purchases.ts';
import { schemaOfFields } from './parts/fields.ts';
import { Day, listOf, Money, Month, nullable, Time, Warnings } from './parts/values.ts';

export const Head = schemaOfFields('Head', HEAD);

export const Purchase = Type.Object(
  {
    no: Type.Integer(),
    date: Day,
    amount: Money,
    head: Type.String(),
    kind: Type.Enum(HEAD_KINDS),
    note: nullable(Type.String()),
    by: nullable(Type.String()),
    at: Time,
    status: Type.Enum(['counted', 'void']),
    voidReason: nullable(Type.String()),
  },
  { $id: 'Purchase' },
);
export type PurchaseDocument = Static<typeof Purchase>;

export const PurchasesOfMonth = Type.Object(
  {
    month: Month,
    purchases: listOf(Purchase),
    heads: listOf(
      Type.Object({
        name: Type.String(),
        kind: Type.Enum(HEAD_KINDS),
        purchases: Type.Integer(),
        amount: Money,
      }),
    ),
    dividing: Money,
    fixed: Money,
    total: Money,
  },
  { $id: 'PurchasesOfMonth' },
);
export type PurchasesOfMonthDocument = Static<typeof PurchasesOfMonth>;

export const AddedPurchase = Type.Object(
  { ...Purchase.properties, warnings: Warnings },
  { $id: 'AddedPurchase' },
);
export type AddedPurchaseDocument = Static<typeof AddedPurchase>;

export const EditedPurchase = Type.Object(
  {
    ...AddedPurchase.properties,
    replaces: nullable(Type.Integer(), { description: 'null where nothing changed' }),
  },
  { $id: 'EditedPurchase' },
);
export type EditedPurchaseDocument = Static<typeof EditedPurchase>;

export const VoidedPurchases = Type.Object(
  { purchases: listOf(Purchase), total: Money, warnings: Warnings },
  { $id: 'VoidedPurchases' },
);
export type VoidedPurchasesDocument = Static<typeof VoidedPurchases>;
