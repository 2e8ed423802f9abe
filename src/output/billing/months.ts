import { monthDocument, monthSheet } from '../../documents/billing/month.ts';
import { sayLacks } from '../../domain/billing/lack-words.ts';
import { type Lack, listLacks, type MonthState } from '../../domain/billing/month-state.ts';
import { isStale } from '../../domain/billing/stale-bill.ts';
import { anchorOf, type RecordHead } from '../../domain/mess/record-chain.ts';
import { dateTimeIn } from '../../domain/values/date.ts';
import { formatMinor } from '../../domain/values/money.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { sayCount, visible } from '../../domain/values/text.ts';
import { headLine } from '../mess/record.ts';
import type { Style } from '../page/records.ts';
import { renderTable } from '../page/table.ts';
import type { View } from '../page/view.ts';

export function monthListView(months: readonly MonthState[], style: Style): View {
  const money = moneyFormat(style);
  const document = months.map((state) => monthDocument(state, style.currencyDecimals));
  return {
    json: () => document,
    csv: () => monthSheet(document),
    names: { headings: { Remarks: 'missing' } },
    amounts: { style, totals: () => ({ purchases: null, billed: null }) },
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
            { title: 'Purchases', align: 'right', drop: 1 },
            { title: 'Billed', align: 'right', drop: 2 },
            { title: 'Remarks', flexible: true },
          ],
          rows: months.map((state) => [
            state.month,
            state.closed === null ? 'open' : 'closed',
            state.spentMinor === 0n ? '' : money(state.spentMinor),
            state.bill === null ? '' : money(state.bill.billedMinor),
            state.closed === null ? sayLacks(state) : describeClosed(state, style.timeZone),
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

/** With what of its bill is not paid, and the newest entry of the record of changes, to be written down. */
export function closedMonthView(
  {
    head,
    unpaid,
    ...done
  }: Parameters<typeof monthView>[0] & {
    readonly head: RecordHead;
    /** Null where the bill is owed by nobody. */
    readonly unpaid: { readonly students: number; readonly amountMinor: bigint } | null;
  },
  style: Style,
  sentence: string,
): View {
  const view = monthView(done, style, sentence);
  const amount = unpaid && formatMinor(unpaid.amountMinor, style.currencyDecimals);
  const document = {
    ...(view.json() as object),
    record: anchorOf(head),
    unpaid: unpaid && { students: unpaid.students, amount },
  };
  const said = unpaid === null || unpaid.students === 0 ? [] : [unpaid];
  return {
    ...view,
    json: () => document,
    text: (page) => [
      ...view.text(page),
      ...said.map(
        ({ students, amountMinor }) =>
          `Unpaid of its bill: ${moneyFormat(style)(amountMinor)}, by ${sayCount(students, 'student')}.\n`,
      ),
      headLine(head),
    ],
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

/** The words for what is done against a lack of a month; undefined where nothing can be. */
export type NextStep = (lack: Lack, month: Month) => string | undefined;

/** Lines about each open month, with the step that comes next, without an end. */
export function openMonthLines(months: readonly MonthState[], nextStep: NextStep): string[] {
  return months.map((state) => {
    const { month } = state;
    const step = listLacks(state)
      .map((lack) => nextStep(lack, month))
      .find((each) => each !== undefined);
    return `${monthName(month)}: ${sayLacks(state)}${step === undefined ? '' : ` (${step})`}`;
  });
}
