import {
  addedPurchaseDocument,
  editedPurchaseDocument,
  purchaseDocument,
  purchaseSheet,
  purchasesOfMonthDocument,
  voidedPurchasesDocument,
} from '../../documents/purchases.ts';
import {
  groupByHead,
  type HeadGroup,
  type Purchase,
  sumHeads,
  sumPurchases,
} from '../../domain/purchases/purchase.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { type MoneyFormat, moneyFormat } from '../../domain/values/money-format.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { sayCount } from '../../domain/values/text.ts';
import { sentenceView } from '../page/sentence.ts';
import { style } from '../page/style.ts';
import { renderTable } from '../page/table.ts';
import type { Column } from '../page/table-layout.ts';
import type { Page, View } from '../page/view.ts';

interface EditedPurchase {
  readonly purchase: Purchase;
  readonly replaces: number | null;
  readonly warnings: readonly string[];
}

/** @param purchases in the order of their numbers */
export function purchaseListView(
  month: Month,
  purchases: readonly Purchase[],
  moneyStyle: MoneyStyle,
): View {
  const { currencyDecimals } = moneyStyle;
  return {
    json: () => purchasesOfMonthDocument(month, purchases, currencyDecimals),
    csv: () => purchaseSheet(purchases.map((each) => purchaseDocument(each, currencyDecimals))),
    names: { rows: 'purchases' },
    amounts: { style: moneyStyle, totals: () => ({ amount: sumAll(groupByHead(purchases)) }) },
    text: function* (page) {
      yield `${style(page).bold(`Purchases in ${monthName(month)}`)} (${moneyStyle.currency})\n\n`;
      if (purchases.length === 0) {
        yield 'No purchases.\n';
        return;
      }
      const money = moneyFormat(moneyStyle);
      const groups = groupByHead(purchases);
      const { totalMinor, fixedMinor } = sumHeads(groups);
      const [dividing, fixed] = [totalMinor ?? 0n, fixedMinor ?? 0n];
      yield* groupsText(groups, money, page);
      yield `\n${money(dividing)} to be divided by days, ${money(fixed)} fixed\n`;
    },
  };
}

/** Without those that are void. */
function sumAll(groups: readonly HeadGroup[]): bigint {
  return groups.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

function groupsText(
  groups: readonly HeadGroup[],
  money: MoneyFormat,
  page: Page,
): Iterable<string> {
  const all = groups.flatMap(({ list }) => list);
  const hasVoid = all.some(({ status }) => status === 'void');
  const right = (title: string, drop?: number): Column => ({ title, align: 'right', drop });
  const rows = groups.flatMap(({ head, list, amountMinor }) =>
    list.map((each, index) => [
      index === 0 ? head.name : '',
      String(each.no),
      each.date,
      each.note ?? '',
      ...(hasVoid ? [each.status === 'void' ? `void: ${each.voidReason}` : ''] : []),
      money(each.amountMinor),
      index === list.length - 1 ? money(amountMinor) : '',
    ]),
  );
  const count = groups.reduce((sum, { purchases }) => sum + purchases, 0);
  return renderTable(
    {
      columns: [
        { title: 'Head', flexible: true },
        right('No'),
        { title: 'Date' },
        { title: 'Note', flexible: true, drop: 2 },
        ...(hasVoid ? [{ title: 'Status', flexible: true, drop: 3 }] : []),
        right('Amount'),
        right('Head total', 1),
      ],
      rows,
      footer: [
        'Total',
        '',
        '',
        sayCount(count, 'purchase'),
        ...(hasVoid ? [''] : []),
        money(sumAll(groups)),
        '',
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
  const sentence = `Recorded purchase ${purchase.no}: ${describePurchase(purchase, moneyStyle)}.`;
  const document = addedPurchaseDocument(purchase, warnings, moneyStyle.currencyDecimals);
  return sentenceView(document, () => purchaseSheet([document]), sentence);
}

/** A purchase that was corrected. */
export function editedPurchaseView(edited: EditedPurchase, moneyStyle: MoneyStyle): View {
  const { purchase, replaces } = edited;
  const { no } = purchase;
  const sentence =
    replaces === null
      ? `Nothing changed: purchase ${no} is recorded like that already.`
      : `Purchase ${replaces} is now purchase ${no}: ${describePurchase(purchase, moneyStyle)}.`;
  const document = editedPurchaseDocument(edited, moneyStyle.currencyDecimals);
  return sentenceView(document, () => purchaseSheet([document]), sentence);
}

/** The purchases that were taken back. */
export function voidedPurchasesView(
  purchases: readonly Purchase[],
  warnings: readonly string[],
  moneyStyle: MoneyStyle,
): View {
  const document = voidedPurchasesDocument(purchases, warnings, moneyStyle.currencyDecimals);
  const sentence = `Voided ${describePurchases(purchases, moneyStyle)}.`;
  return sentenceView(document, () => purchaseSheet(document.purchases), sentence);
}

/** For a question or a sentence: which purchases, and how much. */
export function describePurchases(purchases: readonly Purchase[], moneyStyle: MoneyStyle): string {
  const [only] = purchases;
  if (only !== undefined && purchases.length === 1) {
    return `purchase ${only.no}: ${describePurchase(only, moneyStyle)}`;
  }
  const total = moneyFormat(moneyStyle)(sumPurchases(purchases));
  return `${purchases.length} purchases, ${total} in all`;
}

function describePurchase({ date, head, amountMinor, note }: Purchase, moneyStyle: MoneyStyle) {
  const amount = moneyFormat(moneyStyle)(amountMinor);
  return `${date}, ${head.name}, ${amount}${note === null ? '' : ` (${note})`}`;
}
