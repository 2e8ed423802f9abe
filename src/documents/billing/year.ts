import type { BillSummary } from '../../domain/billing/bill.ts';
import type { HeadTotal } from '../../domain/purchases/purchase.ts';
import { formatMinor } from '../../domain/values/money.ts';
import type { Month } from '../../domain/values/month.ts';
import { billSummaryDocument } from './bill.ts';

/** A month of a year: its bill, where it has one, and what was bought. */
export interface YearMonthDocument {
  readonly month: Month;
  readonly bill: ReturnType<typeof billSummaryDocument> | null;
  readonly bought: string;
}

/** What was bought for one head, in each month of a year; null where nothing was. */
export interface YearHeadDocument {
  readonly head: string;
  readonly kind: string;
  readonly amounts: readonly (string | null)[];
  readonly total: string;
}

/** What a year came to, by months and by heads. */
export interface YearDocument {
  readonly months: readonly YearMonthDocument[];
  readonly billed: string;
  readonly heads: readonly YearHeadDocument[];
  readonly bought: string;
}

/**
 * @param bills those that count, of any months
 * @param totals by month, of all of these
 */
export function yearDocument(
  months: readonly Month[],
  bills: readonly BillSummary[],
  totals: ReadonlyMap<Month, readonly HeadTotal[]>,
  currencyDecimals: number,
): YearDocument {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  const billOf = new Map(bills.map((bill) => [bill.month, bill]));
  const ofYear = months.flatMap((month) => billOf.get(month) ?? []);
  const all = months.flatMap((month) => totals.get(month) ?? []);
  const heads = new Map(all.map(({ head }) => [head.no, head]));
  const amountOf = (month: Month, no: number) =>
    totals.get(month)?.find(({ head }) => head.no === no)?.amountMinor ?? null;
  return {
    months: months.map((month) => {
      const bill = billOf.get(month);
      return {
        month,
        bill: bill === undefined ? null : billSummaryDocument(bill, currencyDecimals),
        bought: money(sum((totals.get(month) ?? []).map(({ amountMinor }) => amountMinor))),
      };
    }),
    billed: money(sum(ofYear.map(({ billedMinor }) => billedMinor))),
    heads: [...heads.values()]
      .sort((a, b) => (a.kind === b.kind ? a.no - b.no : a.kind < b.kind ? -1 : 1))
      .map(({ no, name, kind }) => {
        const amounts = months.map((month) => amountOf(month, no));
        return {
          head: name,
          kind,
          amounts: amounts.map((minor) => (minor === null ? null : money(minor))),
          total: money(sum(amounts.map((minor) => minor ?? 0n))),
        };
      }),
    bought: money(sum(all.map(({ amountMinor }) => amountMinor))),
  };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((all, each) => all + each, 0n);
}
