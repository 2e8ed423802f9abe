import {
  groupByHead,
  HEAD_KINDS,
  type Purchase,
  sumHeads,
  sumPurchases,
} from '../domain/purchases/purchase.ts';
import { formatMinor } from '../domain/values/money.ts';
import type { Month } from '../domain/values/month.ts';
import type { Fields } from './fields.ts';
import type {
  AddedPurchaseDocument,
  EditedPurchaseDocument,
  PurchaseDocument,
  PurchasesOfMonthDocument,
  VoidedPurchasesDocument,
} from './schemas/purchases.ts';
import { type Columns, type Sheet, toSheet } from './sheet.ts';

export const HEAD = {
  name: 'text',
  kind: { kind: 'word', oneOf: HEAD_KINDS },
  hidden: 'flag',
} as const satisfies Fields;

export function purchaseDocument(purchase: Purchase, currencyDecimals: number): PurchaseDocument {
  return {
    no: purchase.no,
    date: purchase.date,
    amount: formatMinor(purchase.amountMinor, currencyDecimals),
    head: purchase.head.name,
    kind: purchase.head.kind,
    note: purchase.note,
    by: purchase.by,
    at: purchase.at,
    status: purchase.status,
    voidReason: purchase.voidReason,
  };
}

/** @param purchases in the order of their numbers */
export function purchasesOfMonthDocument(
  month: Month,
  purchases: readonly Purchase[],
  currencyDecimals: number,
): PurchasesOfMonthDocument {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  const heads = groupByHead(purchases).filter((group) => group.purchases > 0);
  const { totalMinor, fixedMinor } = sumHeads(heads);
  const [dividing, fixed] = [totalMinor ?? 0n, fixedMinor ?? 0n];
  return {
    month,
    purchases: purchases.map((each) => purchaseDocument(each, currencyDecimals)),
    heads: heads.map(({ head, purchases: count, amountMinor }) => ({
      name: head.name,
      kind: head.kind,
      purchases: count,
      amount: money(amountMinor),
    })),
    dividing: money(dividing),
    fixed: money(fixed),
    total: money(dividing + fixed),
  };
}

export function addedPurchaseDocument(
  purchase: Purchase,
  warnings: readonly string[],
  currencyDecimals: number,
): AddedPurchaseDocument {
  return { ...purchaseDocument(purchase, currencyDecimals), warnings };
}

/** @param replaces the number that it had; null where nothing changed */
export function editedPurchaseDocument(
  {
    purchase,
    replaces,
    warnings,
  }: {
    readonly purchase: Purchase;
    readonly replaces: number | null;
    readonly warnings: readonly string[];
  },
  currencyDecimals: number,
): EditedPurchaseDocument {
  return { ...addedPurchaseDocument(purchase, warnings, currencyDecimals), replaces };
}

export function voidedPurchasesDocument(
  purchases: readonly Purchase[],
  warnings: readonly string[],
  currencyDecimals: number,
): VoidedPurchasesDocument {
  return {
    purchases: purchases.map((each) => purchaseDocument(each, currencyDecimals)),
    total: formatMinor(sumPurchases(purchases), currencyDecimals),
    warnings,
  };
}

/** The amount has words behind it: a number there could be taken for a part of it when it is read. */
const COLUMNS: Columns<PurchaseDocument> = {
  no: 'no',
  date: 'date',
  head: 'head',
  note: 'note',
  amount: 'amount',
  kind: 'kind',
  by: 'by',
  at: 'at',
  status: 'status',
  void_reason: 'voidReason',
};

export function purchaseSheet(purchases: readonly PurchaseDocument[]): Sheet {
  return toSheet(COLUMNS, purchases);
}
