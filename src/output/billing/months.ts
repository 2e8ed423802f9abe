import { monthDocument, monthSheet } from '../../documents/billing/month.ts';
import { type Lack, listLacks, type MonthState } from '../../domain/billing/month-state.ts';
import { isStale, nameChanged } from '../../domain/billing/stale-bill.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { dateTimeIn } from '../../domain/values/date.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { moneyFormat } from '../page/money.ts';
import { renderTable } from '../page/table.ts';
import { visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

interface Style extends MoneyStyle {
  /** IANA name, for times that people read. */
  readonly timeZone: string;
}

export function monthListView(months: readonly MonthState[], style: Style): View {
  const money = moneyFormat(style);
  const document = months.map((state) => monthDocument(state, style.currencyDecimals));
  return {
    json: () => document,
    csv: () => monthSheet(document),
    text: function* (page) {
      if (months.length === 0) {
        yield 'No months.\n';
        return;
      }
      yield* renderTable(
        {
          columns: [
            { title: 'Month' },
            { title: 'Status' },
            { title: 'Purchases', align: 'right' },
            { title: 'Billed', align: 'right' },
            { title: 'What is missing', flexible: true },
          ],
          rows: months.map((state) => [
            state.month,
            state.closed === null ? 'open' : 'closed',
            state.spentMinor === 0n ? '' : money(state.spentMinor),
            state.bill === null ? '' : money(state.bill.billedMinor),
            state.closed === null ? lackWords(state) : describeClosed(state, style.timeZone),
          ]),
        },
        page,
      );
    },
  };
}

/** @param sentence what was done to the month */
export function monthView(
  { state, warnings }: { readonly state: MonthState; readonly warnings: readonly string[] },
  style: Style,
  sentence: string,
): View {
  return {
    ...monthListView([state], style),
    json: () => ({ ...monthDocument(state, style.currencyDecimals), warnings }),
    text: () => [`${visible(sentence)}\n`],
  };
}

function describeClosed({ closed, bill, staleness }: MonthState, timeZone: string): string {
  if (closed === null) return '';
  const by = closed.by === null ? '' : ` by ${closed.by}`;
  const asIs = [
    ...(bill === null ? ['no bill'] : []),
    ...(isStale(staleness) ? ['stale'] : []),
    ...(closed.asIsReason === null ? [] : [closed.asIsReason]),
  ].join(': ');
  const at = dateTimeIn(timeZone, new Date(closed.at));
  return `${asIs === '' ? '' : `${asIs}; `}closed ${at}${by}`;
}

const COMMANDS: Readonly<Record<Lack, ((month: Month) => string) | undefined>> = {
  end: undefined,
  attendance: (month) => `mess attendance show --month ${month}`,
  bill: (month) => `mess bill register --month ${month}`,
  revision: (month) => `mess bill revise --month ${month}`,
  closing: (month) => `mess month close --month ${month}`,
};

/** What an open month lacks, in words. */
function lackWords(state: MonthState): string {
  const { unrecorded, students } = state;
  const words: Readonly<Record<Lack, string>> = {
    end: 'not over yet',
    attendance: `no attendance for ${unrecorded} of ${students}`,
    bill: 'no bill',
    revision: `the bill is stale: ${nameChanged(state.staleness)}`,
    closing: 'can be closed',
  };
  return listLacks(state)
    .map((lack) => words[lack])
    .join(', ');
}

/** Lines about each open month, with the command that comes next, without an end. */
export function openMonthLines(months: readonly MonthState[]): string[] {
  return months.map((state) => {
    const { month } = state;
    const command = listLacks(state)
      .map((lack) => COMMANDS[lack])
      .find((each) => each !== undefined);
    const next = command === undefined ? '' : ` (${command(month)})`;
    return `${monthName(month)}: ${lackWords(state)}${next}`;
  });
}
