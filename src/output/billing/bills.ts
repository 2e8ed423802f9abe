import { billDocument, billSheet, shownBillDocument } from '../../documents/billing/bill.ts';
import type { Bill, BillRecord, Share } from '../../domain/billing/bill.ts';
import { isStale } from '../../domain/billing/stale-bill.ts';
import { dividedOf, leftOver } from '../../domain/charges/division.ts';
import type { RecordHead } from '../../domain/mess/record-chain.ts';
import type { HeadTotal } from '../../domain/purchases/purchase.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { formatDays } from '../../domain/values/days.ts';
import { type MoneyFormat, moneyFormat } from '../../domain/values/money-format.ts';
import { monthName } from '../../domain/values/month.ts';
import { sayCount } from '../../domain/values/text.ts';
import type { Told } from '../../errors.ts';
import { headLine } from '../mess/record.ts';
import { style } from '../page/style.ts';
import { renderTable } from '../page/table.ts';
import type { Column } from '../page/table-layout.ts';
import type { Page, View } from '../page/view.ts';

export function billView(bill: Told<Bill>, moneyStyle: MoneyStyle): View {
  const document = () => billDocument(bill, moneyStyle.currencyDecimals);
  return {
    rows: bill.shares.length,
    json: document,
    csv: () => billSheet(document()),
    text: (page) => billText(bill, moneyStyle, page),
    names: { rows: 'shares', headings: { ID: 'student_id' } },
    amounts: { style: moneyStyle, totals: () => totalsOf(bill.shares) },
  };
}

export function shownBillView(bill: Told<Bill>, moneyStyle: MoneyStyle, head: RecordHead): View {
  const view = billView(bill, moneyStyle);
  return {
    ...view,
    json: () => shownBillDocument(bill, head, moneyStyle.currencyDecimals),
    text: function* (page) {
      yield* billText(bill, moneyStyle, page);
      yield headLine(head);
    },
  };
}

function totalsOf(shares: readonly Share[]) {
  const totalOf = (of: (share: Share) => bigint | null) =>
    shares.some((share) => of(share) !== null) ? sum(shares.map((share) => of(share) ?? 0n)) : null;
  return {
    dividing: totalOf(({ dividingMinor }) => dividingMinor),
    per_head: totalOf(({ perHeadMinor }) => perHeadMinor),
    fixed: totalOf(({ fixedMinor }) => fixedMinor),
    charges: totalOf(({ chargesMinor }) => chargesMinor),
    amount: totalOf(({ amountMinor }) => amountMinor),
  };
}

function* billText(bill: Told<Bill>, moneyStyle: MoneyStyle, page: Page): Iterable<string> {
  const money = moneyFormat(moneyStyle);
  const facts = [
    moneyStyle.currency,
    ...(bill.daysInMonth === null ? [] : [sayCount(bill.daysInMonth, 'day')]),
    ...(bill.revision > 1 ? [`revision ${bill.revision}`] : []),
    ...(bill.status === 'live' ? [] : [bill.status]),
    ...(bill.origin === 'recorded' ? ['recorded elsewhere'] : []),
    ...(isStale(bill.staleness) ? ['stale'] : []),
    ...(bill.dryRun ? ['dry run: nothing was written'] : []),
  ];
  yield `${style(page).bold(`Bill of ${monthName(bill.month)}`)} (${facts.join(', ')})\n\n`;
  const parts = usedParts(bill);
  const right = (title: string, drop?: number): Column => ({ title, align: 'right', drop });
  yield* renderTable(
    {
      columns: [
        { title: 'ID' },
        { title: 'Name', flexible: true },
        { title: 'Branch', flexible: true, drop: 1 },
        right('Days', 3),
        ...parts.map(({ title }) => right(title, 2)),
        right('Amount'),
      ],
      rows: bill.shares.map((share) => [
        share.studentId,
        share.name,
        share.branch,
        formatDays(share.daysHundredths),
        ...parts.map(({ of }) => money(of(share) ?? 0n)),
        money(share.amountMinor),
      ]),
      footer: [
        'Total',
        sayCount(bill.shares.length, 'student'),
        '',
        formatDays(bill.shares.reduce((sum, { daysHundredths }) => sum + daysHundredths, 0)),
        ...parts.map(({ of }) => money(sum(bill.shares.map((share) => of(share) ?? 0n)))),
        money(sum(bill.shares.map(({ amountMinor }) => amountMinor))),
      ],
    },
    page,
  );
  yield `\n${reconciliation(bill, money)}\n`;
  yield* divisionLines(bill, money);
  if (bill.purchases !== null) yield* purchasesText(bill.purchases, money, page);
}

/** What the amounts of a bill are made up of. */
export function* purchasesText(
  purchases: readonly HeadTotal[],
  money: MoneyFormat,
  page: Page,
): Iterable<string> {
  yield '\n';
  yield* renderTable(
    {
      columns: [
        { title: 'Purchases', flexible: true },
        { title: 'Count', align: 'right', drop: 1 },
        { title: 'Amount', align: 'right' },
        { title: 'Shared', drop: 2 },
      ],
      rows: purchases.map(({ head, purchases: count, amountMinor }) => [
        head.name,
        String(count),
        money(amountMinor),
        head.kind === 'dividing' ? 'by days' : 'equally',
      ]),
    },
    page,
  );
}

interface Part {
  readonly title: string;
  readonly of: (share: Share) => bigint | null;
}

function usedParts(amounts: BillRecord): Part[] {
  const parts: Part[] = [];
  if (amounts.totalMinor !== null) {
    parts.push({ title: 'Dividing', of: ({ dividingMinor }) => dividingMinor });
  }
  if (amounts.perHeadMinor !== null) {
    parts.push({ title: 'Per head', of: ({ perHeadMinor }) => perHeadMinor });
  }
  if (amounts.fixedMinor !== null) {
    parts.push({ title: 'Fixed', of: ({ fixedMinor }) => fixedMinor });
  }
  if (amounts.chargesMinor !== null) {
    parts.push({ title: 'Charges', of: ({ chargesMinor }) => chargesMinor });
  }
  return parts;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** How the shares add up, in words; the sum shown is that of the shares, not a copy of the bill's. */
function reconciliation(bill: Told<Bill>, money: MoneyFormat): string {
  const billed = money(sum(bill.shares.map(({ amountMinor }) => amountMinor)));
  const parts: string[] = [];
  const divided = dividedOf(bill.totalMinor, bill);
  if (divided !== null) parts.push(`${money(divided)} divided by days`);
  if (bill.fixedMinor !== null) parts.push(`${money(bill.fixedMinor)} fixed`);
  if (bill.chargesMinor !== null) parts.push(`${money(bill.chargesMinor)} charges`);
  if (bill.perHeadMinor === null) {
    const of = parts.length > 1 ? ` (${parts.join(', ')})` : '';
    return `Shares add up to the bill: ${billed}${of}`;
  }
  const rate = `${money(bill.perHeadMinor)} per head`;
  return parts.length === 0
    ? `Billed ${billed} at ${rate}`
    : `Billed ${billed}: ${parts.join(', ')}, and ${rate}`;
}

/** How charges changed what is divided, and what of them nobody is owed or owes. */
function* divisionLines(bill: Told<Bill>, money: MoneyFormat): Iterable<string> {
  const { totalMinor, loweredMinor, raisedMinor } = bill;
  const divided = dividedOf(totalMinor, bill);
  if (totalMinor === null || divided === null) return;
  if (loweredMinor !== 0n || raisedMinor !== 0n) {
    const less = loweredMinor === 0n ? '' : `, less ${money(loweredMinor)} from guests`;
    const more = raisedMinor === 0n ? '' : `, and ${money(raisedMinor)} of discounts`;
    yield `Divided ${money(divided)}: the cost of ${money(totalMinor)}${less}${more}\n`;
  }
  const { surplusMinor, shortfallMinor } = leftOver(bill.charges, bill);
  if (surplusMinor !== 0n) yield `Surplus: ${money(surplusMinor)} from guests beside the cost\n`;
  if (shortfallMinor !== 0n)
    yield `Shortfall: ${money(shortfallMinor)} of discounts, borne by the mess\n`;
}
