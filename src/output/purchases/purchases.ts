import {
  groupByHead,
  type HeadGroup,
  type Purchase,
  sumHeads,
} from '../../domain/purchases/purchase.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { type MoneyFormat, type MoneyStyle, moneyFormat } from '../page/money.ts';
import { style } from '../page/style.ts';
import { type Column, renderTable } from '../page/table.ts';
import { visible } from '../page/terminal-text.ts';
import type { Cell, Page, Sheet, View } from '../page/view.ts';

/** @param purchases in the order of their numbers */
export function purchaseListView(
  month: Month,
  purchases: readonly Purchase[],
  moneyStyle: MoneyStyle,
): View {
  const money = moneyFormat(moneyStyle);
  const groups = groupByHead(purchases);
  const counted = groups.filter((group) => group.purchases > 0);
  const sums = sumHeads(counted);
  const [dividing, fixed] = [sums.totalMinor ?? 0n, sums.fixedMinor ?? 0n];
  return {
    json: () => ({
      month,
      purchases: purchases.map((each) => document(each, money)),
      heads: counted.map(({ head, purchases: count, amountMinor }) => ({
        name: head.name,
        kind: head.kind,
        purchases: count,
        amount: money.plain(amountMinor),
      })),
      dividing: money.plain(dividing),
      fixed: money.plain(fixed),
      total: money.plain(dividing + fixed),
    }),
    csv: () => sheet(purchases, money),
    text: function* (page) {
      yield `${style(page).bold(`Purchases in ${monthName(month)}`)} (${moneyStyle.currency})\n\n`;
      if (purchases.length === 0) {
        yield 'No purchases.\n';
        return;
      }
      yield* groupsText(groups, dividing + fixed, money, page);
      yield `\n${money.grouped(dividing)} to be divided by days, ${money.grouped(fixed)} fixed\n`;
    },
  };
}

function groupsText(
  groups: readonly HeadGroup[],
  totalMinor: bigint,
  money: MoneyFormat,
  page: Page,
): Iterable<string> {
  const all = groups.flatMap(({ list }) => list);
  const hasVoid = all.some(({ status }) => status === 'void');
  const right = (title: string): Column => ({ title, align: 'right' });
  const rows = groups.flatMap(({ head, list, amountMinor }) =>
    list.map((each, index) => [
      index === 0 ? head.name : '',
      String(each.no),
      each.date,
      each.note ?? '',
      ...(hasVoid ? [each.status === 'void' ? `void: ${each.voidReason}` : ''] : []),
      money.grouped(each.amountMinor),
      index === list.length - 1 ? money.grouped(amountMinor) : '',
    ]),
  );
  const count = groups.reduce((sum, { purchases }) => sum + purchases, 0);
  const total = money.grouped(totalMinor);
  return renderTable(
    {
      columns: [
        { title: 'Head', flexible: true },
        right('No'),
        { title: 'Date' },
        { title: 'Note', flexible: true },
        ...(hasVoid ? [{ title: 'Status', flexible: true }] : []),
        right('Amount'),
        right('Head total'),
      ],
      rows,
      footer: [
        'Total',
        '',
        '',
        `${count} ${count === 1 ? 'purchase' : 'purchases'}`,
        ...(hasVoid ? [''] : []),
        '',
        total,
      ],
    },
    page,
  );
}

/** The purchase that was recorded. */
export function addedPurchaseView(
  purchase: Purchase,
  warnings: readonly string[],
  moneyStyle: MoneyStyle,
): View {
  const money = moneyFormat(moneyStyle);
  const sentence = `Recorded purchase ${purchase.no}: ${describePurchase(purchase, moneyStyle)}.`;
  return {
    json: () => ({ ...document(purchase, money), warnings }),
    csv: () => sheet([purchase], money),
    text: () => [`${visible(sentence)}\n`],
  };
}

/** The purchases that were taken back. */
export function voidedPurchasesView(
  purchases: readonly Purchase[],
  warnings: readonly string[],
  moneyStyle: MoneyStyle,
): View {
  const money = moneyFormat(moneyStyle);
  return {
    json: () => ({
      purchases: purchases.map((each) => document(each, money)),
      total: money.plain(sum(purchases)),
      warnings,
    }),
    csv: () => sheet(purchases, money),
    text: () => [`${visible(`Voided ${describePurchases(purchases, moneyStyle)}.`)}\n`],
  };
}

/** For a question or a sentence: which purchases, and how much. */
export function describePurchases(purchases: readonly Purchase[], moneyStyle: MoneyStyle): string {
  const [only] = purchases;
  if (only !== undefined && purchases.length === 1) {
    return `purchase ${only.no}: ${describePurchase(only, moneyStyle)}`;
  }
  const total = moneyFormat(moneyStyle).grouped(sum(purchases));
  return `${purchases.length} purchases, ${total} in all`;
}

function describePurchase({ date, head, amountMinor, note }: Purchase, moneyStyle: MoneyStyle) {
  const amount = moneyFormat(moneyStyle).grouped(amountMinor);
  return `${date}, ${head.name}, ${amount}${note === null ? '' : ` (${note})`}`;
}

function sum(purchases: readonly Purchase[]): bigint {
  return purchases.reduce((total, { amountMinor }) => total + amountMinor, 0n);
}

/** The amount has words behind it: a number there could be taken for a part of it when it is read. */
const HEADER = [
  'no',
  'date',
  'head',
  'note',
  'amount',
  'kind',
  'by',
  'at',
  'status',
  'void_reason',
];

function sheet(purchases: readonly Purchase[], money: MoneyFormat): Sheet {
  return {
    header: HEADER,
    rows: purchases.map((each): Cell[] => [
      each.no,
      each.date,
      each.head.name,
      each.note,
      money.plain(each.amountMinor),
      each.head.kind,
      each.by,
      each.at,
      each.status,
      each.voidReason,
    ]),
  };
}

function document(purchase: Purchase, money: MoneyFormat) {
  const { no, date, amountMinor, head, note, by, at, status, voidReason } = purchase;
  const amount = money.plain(amountMinor);
  return { no, date, amount, head: head.name, kind: head.kind, note, by, at, status, voidReason };
}
