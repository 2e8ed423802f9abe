import {
  billRevisionDocument,
  billRevisionSheet,
  billSummaryDocument,
  billSummarySheet,
  listedBillDocument,
  listedBillSheet,
} from '../../documents/billing/bill.ts';
import type { BillRevision, BillSummary, ListedBill } from '../../domain/billing/bill.ts';
import { isStale, nameChanged } from '../../domain/billing/stale-bill.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { dateTimeIn } from '../../domain/values/date.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { visible } from '../../domain/values/text.ts';
import type { Style } from '../page/records.ts';
import { sentenceView } from '../page/sentence.ts';
import { style } from '../page/style.ts';
import { renderTable } from '../page/table.ts';
import type { View } from '../page/view.ts';

const NOT_ADDED = { total: null, per_head: null, fixed: null, billed: null };

/** @param howToRevise the words for how a stale bill of a month is mended */
export function billListView(
  bills: readonly ListedBill[],
  moneyStyle: MoneyStyle,
  howToRevise: (month: Month) => string,
): View {
  const money = moneyFormat(moneyStyle);
  const document = () => bills.map((bill) => listedBillDocument(bill, moneyStyle.currencyDecimals));
  const areEnded = bills.some(({ endedReason }) => endedReason !== null);
  return {
    json: document,
    csv: () => listedBillSheet(document()),
    names: { headings: { Days: 'days_in_month', 'Rev.': 'revision' } },
    amounts: { style: moneyStyle, totals: () => NOT_ADDED },
    text: function* (page) {
      if (bills.length === 0) {
        yield 'No bills.\n';
        return;
      }
      const shown = (minor: bigint | null) => (minor === null ? '' : money(minor));
      yield* renderTable(
        {
          columns: [
            { title: 'Month' },
            { title: 'Days', align: 'right', drop: 1 },
            { title: 'Total', align: 'right', drop: 3 },
            { title: 'Per head', align: 'right', drop: 3 },
            { title: 'Fixed', align: 'right', drop: 3 },
            { title: 'Billed', align: 'right' },
            { title: 'Rev.', align: 'right', drop: 2 },
            { title: 'Status', flexible: true },
            ...(areEnded ? [{ title: 'Reason', flexible: true }] : []),
          ],
          rows: bills.map((bill) => [
            bill.month,
            bill.daysInMonth === null ? '' : String(bill.daysInMonth),
            shown(bill.totalMinor),
            shown(bill.perHeadMinor),
            shown(bill.fixedMinor),
            money(bill.billedMinor),
            String(bill.revision),
            statusWords(bill),
            ...(areEnded ? [bill.endedReason ?? ''] : []),
          ]),
        },
        page,
      );
      const stale = bills.filter(({ staleness }) => isStale(staleness));
      if (stale.length > 0) yield '\n';
      for (const { month, staleness } of stale) {
        const changed = nameChanged(staleness);
        const sentence = `${monthName(month)} is stale: ${changed} (${howToRevise(month)})`;
        yield `${visible(sentence)}\n`;
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

export function billHistoryView(
  revisions: readonly (BillRevision & BillSummary)[],
  moneyStyle: Style,
): View {
  const money = moneyFormat(moneyStyle);
  const when = (at: string | null) =>
    at === null ? '' : dateTimeIn(moneyStyle.timeZone, new Date(at));
  const document = () =>
    revisions.map((bill) => billRevisionDocument(bill, moneyStyle.currencyDecimals));
  return {
    json: document,
    csv: () => billRevisionSheet(document()),
    names: { headings: { 'Rev.': 'revision', By: 'made_by' } },
    amounts: { style: moneyStyle, totals: () => NOT_ADDED },
    text: function* (page) {
      const [first] = revisions;
      const title = `Bills of ${first ? monthName(first.month) : ''}`;
      yield `${style(page).bold(title)} (${moneyStyle.currency})\n\n`;
      yield* renderTable(
        {
          columns: [
            { title: 'Rev.', align: 'right' },
            { title: 'Made', drop: 2 },
            { title: 'By', drop: 1 },
            { title: 'Billed', align: 'right' },
            { title: 'Status' },
          ],
          rows: revisions.map((bill) => [
            String(bill.revision),
            when(bill.registeredAt),
            bill.madeBy ?? '',
            money(bill.billedMinor),
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
        const sentence = `Revision ${bill.revision} was ${how}${at}${by}: ${bill.endedReason ?? ''}`;
        yield `${visible(sentence)}\n`;
      }
    },
  };
}

/** @param sentence what was done to the bill */
export function billSummaryView(bill: BillSummary, moneyStyle: MoneyStyle, sentence: string): View {
  const document = billSummaryDocument(bill, moneyStyle.currencyDecimals);
  return sentenceView(document, () => billSummarySheet([document]), sentence);
}
