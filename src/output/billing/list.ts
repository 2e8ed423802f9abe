import type { BillRevision, BillSummary, Staleness } from '../../domain/billing/bill.ts';
import { isStale, nameChanged } from '../../domain/billing/stale-bill.ts';
import { dateTimeIn } from '../../domain/values/date.ts';
import { monthName } from '../../domain/values/month.ts';
import { type MoneyFormat, type MoneyStyle, moneyFormat } from '../page/money.ts';
import { style } from '../page/style.ts';
import { renderTable } from '../page/table.ts';
import { visible } from '../page/terminal-text.ts';
import type { Cell, View } from '../page/view.ts';

const LIST_HEADER = [
  'month',
  'days_in_month',
  'total',
  'per_head',
  'fixed',
  'billed',
  'revision',
  'status',
  'stale',
  'origin',
];

function listRow(bill: BillSummary, money: MoneyFormat): Cell[] {
  return [
    bill.month,
    bill.daysInMonth,
    money.plainOrNull(bill.totalMinor),
    money.plainOrNull(bill.perHeadMinor),
    money.plainOrNull(bill.fixedMinor),
    money.plain(bill.billedMinor),
    bill.revision,
    bill.status,
    String(isStale(bill.staleness)),
    bill.origin,
  ];
}

export function billListView(bills: readonly BillSummary[], moneyStyle: MoneyStyle): View {
  const money = moneyFormat(moneyStyle);
  return {
    json: () => bills.map((bill) => summaryDocument(bill, money)),
    csv: () => ({
      header: LIST_HEADER,
      rows: bills.map((bill) => listRow(bill, money)),
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
            statusWords(bill),
          ]),
        },
        page,
      );
      const stale = bills.filter(({ staleness }) => isStale(staleness));
      if (stale.length > 0) yield '\n';
      for (const { month, staleness } of stale) {
        const changed = nameChanged(staleness);
        yield visible(
          `${monthName(month)} is stale: ${changed} (mess bill revise --month ${month})`,
        );
        yield '\n';
      }
    },
  };
}

function statusWords({ status, staleness, origin }: BillSummary): string {
  return [
    status,
    ...(isStale(staleness) ? ['stale'] : []),
    ...(origin === 'recorded' ? ['recorded'] : []),
  ].join(', ');
}

/** @param timeZone of the mess, for times that people read */
export function billHistoryView(
  revisions: readonly (BillRevision & BillSummary)[],
  moneyStyle: MoneyStyle & { readonly timeZone: string },
): View {
  const money = moneyFormat(moneyStyle);
  const when = (at: string | null) =>
    at === null ? '' : dateTimeIn(moneyStyle.timeZone, new Date(at));
  return {
    json: () =>
      revisions.map((bill) => ({
        ...summaryDocument(bill, money),
        madeAt: bill.registeredAt,
        madeBy: bill.madeBy,
        endedAt: bill.endedAt,
        endedBy: bill.endedBy,
        reason: bill.endedReason,
      })),
    csv: () => ({
      header: [...LIST_HEADER, 'made_at', 'made_by', 'ended_at', 'ended_by', 'reason'],
      rows: revisions.map((bill) => [
        ...listRow(bill, money),
        bill.registeredAt,
        bill.madeBy,
        bill.endedAt,
        bill.endedBy,
        bill.endedReason,
      ]),
    }),
    text: function* (page) {
      const [first] = revisions;
      const title = `Bills of ${first ? monthName(first.month) : ''}`;
      yield `${style(page).bold(title)} (${moneyStyle.currency})\n\n`;
      yield* renderTable(
        {
          columns: [
            { title: 'Rev.', align: 'right' },
            { title: 'Made' },
            { title: 'By' },
            { title: 'Billed', align: 'right' },
            { title: 'Status' },
          ],
          rows: revisions.map((bill) => [
            String(bill.revision),
            when(bill.registeredAt),
            bill.madeBy ?? '',
            money.grouped(bill.billedMinor),
            statusWords(bill),
          ]),
        },
        page,
      );
      const ended = revisions.filter(({ status }) => status !== 'live');
      if (ended.length > 0) yield '\n';
      for (const bill of ended) {
        const how = bill.status === 'void' ? 'voided' : 'revised';
        const by = bill.endedBy === null ? '' : ` by ${bill.endedBy}`;
        const at = bill.endedAt === null ? '' : ` ${when(bill.endedAt)}`;
        yield visible(`Revision ${bill.revision} was ${how}${at}${by}: ${bill.endedReason ?? ''}`);
        yield '\n';
      }
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

/** Whom and what a bill is stale about. */
export function changedDocument({ students, heads }: Staleness) {
  return { students, heads: heads.map(({ name }) => name) };
}

export function summaryDocument(bill: BillSummary, money: MoneyFormat) {
  return {
    month: bill.month,
    daysInMonth: bill.daysInMonth,
    total: money.plainOrNull(bill.totalMinor),
    perHead: money.plainOrNull(bill.perHeadMinor),
    fixed: money.plainOrNull(bill.fixedMinor),
    billed: money.plain(bill.billedMinor),
    revision: bill.revision,
    status: bill.status,
    stale: isStale(bill.staleness),
    changed: changedDocument(bill.staleness),
    origin: bill.origin,
  };
}
