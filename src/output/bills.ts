import type { Bill, BillAmounts, BillSummary, Share } from '../domain/bill.ts';
import { daysAsNumber, formatDays } from '../domain/days.ts';
import { monthName } from '../domain/month.ts';
import { type MoneyFormat, type MoneyStyle, moneyFormat } from './money.ts';
import { style } from './style.ts';
import { type Column, renderTable } from './table.ts';
import type { Page, View } from './view.ts';

export function billView(bill: Bill, moneyStyle: MoneyStyle): View {
  const money = moneyFormat(moneyStyle);
  return {
    json: () => ({
      ...summaryDocument(bill, money),
      dryRun: bill.dryRun,
      shares: bill.shares.map((share) => ({
        studentId: share.studentId,
        name: share.name,
        branch: share.branch,
        days: daysAsNumber(share.daysHundredths),
        dividing: money.plainOrNull(share.dividingMinor),
        perHead: money.plainOrNull(share.perHeadMinor),
        fixed: money.plainOrNull(share.fixedMinor),
        amount: money.plain(share.amountMinor),
      })),
      warnings: bill.warnings,
    }),
    csv: () => ({
      header: [
        ...['student_id', 'name', 'branch', 'days'],
        ...['dividing', 'per_head', 'fixed', 'amount'],
      ],
      rows: bill.shares.map((share) => [
        share.studentId,
        share.name,
        share.branch,
        formatDays(share.daysHundredths),
        money.plainOrNull(share.dividingMinor),
        money.plainOrNull(share.perHeadMinor),
        money.plainOrNull(share.fixedMinor),
        money.plain(share.amountMinor),
      ]),
    }),
    text: (page) => billText(bill, moneyStyle.currency, money, page),
  };
}

function* billText(bill: Bill, currency: string, money: MoneyFormat, page: Page): Iterable<string> {
  const facts = [
    currency,
    ...(bill.daysInMonth === null ? [] : [`${bill.daysInMonth} days`]),
    ...(bill.revision > 1 ? [`revision ${bill.revision}`] : []),
    ...(bill.status === 'live' ? [] : [bill.status]),
    ...(bill.origin === 'recorded' ? ['recorded elsewhere'] : []),
    ...(bill.stale ? ['stale'] : []),
    ...(bill.dryRun ? ['dry run: nothing was written'] : []),
  ];
  yield `${style(page).bold(`Bill of ${monthName(bill.month)}`)} (${facts.join(', ')})\n\n`;
  const parts = usedParts(bill);
  const right = (title: string): Column => ({ title, align: 'right' });
  yield* renderTable(
    {
      columns: [
        { title: 'ID' },
        { title: 'Name', flexible: true },
        { title: 'Branch', flexible: true },
        right('Days'),
        ...parts.map(({ title }) => right(title)),
        right('Amount'),
      ],
      rows: bill.shares.map((share) => [
        share.studentId,
        share.name,
        share.branch,
        formatDays(share.daysHundredths),
        ...parts.map(({ of }) => money.grouped(of(share) ?? 0n)),
        money.grouped(share.amountMinor),
      ]),
      footer: [
        'Total',
        `${bill.shares.length} ${bill.shares.length === 1 ? 'student' : 'students'}`,
        '',
        formatDays(bill.shares.reduce((sum, { daysHundredths }) => sum + daysHundredths, 0)),
        ...parts.map(({ of }) => money.grouped(sum(bill.shares.map((share) => of(share) ?? 0n)))),
        money.grouped(sum(bill.shares.map(({ amountMinor }) => amountMinor))),
      ],
    },
    page,
  );
  yield `\n${reconciliation(bill, money)}\n`;
}

interface Part {
  readonly title: string;
  readonly of: (share: Share) => bigint | null;
}

function usedParts(amounts: BillAmounts): Part[] {
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
  return parts;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** How the shares add up, in words; the sum shown is that of the shares, not a copy of the bill's. */
function reconciliation(bill: Bill, money: MoneyFormat): string {
  const billed = money.grouped(sum(bill.shares.map(({ amountMinor }) => amountMinor)));
  const parts: string[] = [];
  if (bill.totalMinor !== null) parts.push(`${money.grouped(bill.totalMinor)} divided by days`);
  if (bill.fixedMinor !== null) parts.push(`${money.grouped(bill.fixedMinor)} fixed`);
  if (bill.perHeadMinor === null) {
    const of = parts.length > 1 ? ` (${parts.join(', ')})` : '';
    return `Shares add up to the bill: ${billed}${of}`;
  }
  const rate = `${money.grouped(bill.perHeadMinor)} per head`;
  return parts.length === 0
    ? `Billed ${billed} at ${rate}`
    : `Billed ${billed}: ${parts.join(', ')}, and ${rate}`;
}

export function billListView(bills: readonly BillSummary[], moneyStyle: MoneyStyle): View {
  const money = moneyFormat(moneyStyle);
  return {
    json: () => bills.map((bill) => summaryDocument(bill, money)),
    csv: () => ({
      header: [
        ...['month', 'days_in_month', 'total', 'per_head', 'fixed', 'billed'],
        ...['revision', 'status', 'stale', 'origin'],
      ],
      rows: bills.map((bill) => [
        bill.month,
        bill.daysInMonth,
        money.plainOrNull(bill.totalMinor),
        money.plainOrNull(bill.perHeadMinor),
        money.plainOrNull(bill.fixedMinor),
        money.plain(bill.billedMinor),
        bill.revision,
        bill.status,
        String(bill.stale),
        bill.origin,
      ]),
    }),
    text: function* (page) {
      if (bills.length === 0) {
        yield 'No bills.\n';
        return;
      }
      const shown = (minor: bigint | null) => (minor === null ? '' : money.grouped(minor));
      yield* renderTable(
        {
          columns: [
            { title: 'Month' },
            { title: 'Days', align: 'right' },
            { title: 'Total', align: 'right' },
            { title: 'Per head', align: 'right' },
            { title: 'Fixed', align: 'right' },
            { title: 'Billed', align: 'right' },
            { title: 'Rev.', align: 'right' },
            { title: 'Status' },
          ],
          rows: bills.map((bill) => [
            bill.month,
            bill.daysInMonth === null ? '' : String(bill.daysInMonth),
            shown(bill.totalMinor),
            shown(bill.perHeadMinor),
            shown(bill.fixedMinor),
            money.grouped(bill.billedMinor),
            String(bill.revision),
            [
              bill.status,
              ...(bill.stale ? ['stale'] : []),
              ...(bill.origin === 'recorded' ? ['recorded'] : []),
            ].join(', '),
          ]),
        },
        page,
      );
    },
  };
}

/** @param sentence what was done to the bill */
export function billSummaryView(bill: BillSummary, moneyStyle: MoneyStyle, sentence: string): View {
  return {
    ...billListView([bill], moneyStyle),
    json: () => summaryDocument(bill, moneyFormat(moneyStyle)),
    text: () => [`${sentence}\n`],
  };
}

function summaryDocument(bill: BillSummary, money: MoneyFormat) {
  return {
    month: bill.month,
    daysInMonth: bill.daysInMonth,
    total: money.plainOrNull(bill.totalMinor),
    perHead: money.plainOrNull(bill.perHeadMinor),
    fixed: money.plainOrNull(bill.fixedMinor),
    billed: money.plain(bill.billedMinor),
    revision: bill.revision,
    status: bill.status,
    stale: bill.stale,
    origin: bill.origin,
  };
}
