import {
  revisedBillDocument,
  revisedBillSheet,
  type ToldRevision,
} from '../../documents/billing/revision.ts';
import type { BillAmounts, BillRecord } from '../../domain/billing/bill.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { formatDays } from '../../domain/values/days.ts';
import { type MoneyFormat, moneyFormat } from '../../domain/values/money-format.ts';
import { monthName } from '../../domain/values/month.ts';
import { sayCount } from '../../domain/values/text.ts';
import { style } from '../page/style.ts';
import { renderTable } from '../page/table.ts';
import type { Column } from '../page/table-layout.ts';
import type { Page, View } from '../page/view.ts';
import { purchasesText } from './bills.ts';

/** What is done with a revision. */
export type RevisionStage = 'dry run' | 'to be confirmed' | 'written' | 'nothing to do';

/**
 * A revision beside the bill of before: old, new and difference of each student.
 *
 * @param howToRead the words for how the bill of before is read once it is written
 */
export function billRevisedView(
  revised: ToldRevision,
  moneyStyle: MoneyStyle,
  stage: RevisionStage,
  howToRead: string,
): View {
  const { currencyDecimals } = moneyStyle;
  return {
    json: () => revisedBillDocument(revised, stage === 'dry run', currencyDecimals),
    csv: () => revisedBillSheet(revised, currencyDecimals),
    text: (page) => revisedText(revised, moneyStyle, { page, stage, howToRead }),
  };
}

/** That a revision is stored, where it was shown already. */
export function revisedShortly(
  revised: ToldRevision,
  moneyStyle: MoneyStyle,
  howToRead: string,
): View {
  return {
    ...billRevisedView(revised, moneyStyle, 'written', howToRead),
    text: () => [writtenText(revised, moneyFormat(moneyStyle), howToRead)],
  };
}

function writtenText(
  { bill, before }: ToldRevision,
  money: MoneyFormat,
  howToRead: string,
): string {
  const { month, revision, billedMinor } = bill;
  const sentence = `The bill of ${monthName(month)} is revision ${revision} now: ${money(billedMinor)}.`;
  return `${sentence}\nRevision ${before.revision} stays readable: ${howToRead}\n`;
}

function* revisedText(
  revised: ToldRevision,
  moneyStyle: MoneyStyle,
  { page, stage, howToRead }: { page: Page; stage: RevisionStage; howToRead: string },
): Iterable<string> {
  const { bill, before } = revised;
  if (stage === 'nothing to do') {
    yield `The bill of ${monthName(bill.month)} is what it would be: nothing to revise, nothing was written.\n`;
    return;
  }
  const money = moneyFormat(moneyStyle);
  const facts = [
    moneyStyle.currency,
    `revision ${bill.revision} in place of ${before.revision}`,
    ...(bill.daysInMonth === null || bill.daysInMonth === before.daysInMonth
      ? []
      : [sayCount(bill.daysInMonth, 'day')]),
    ...(stage === 'dry run' ? ['dry run: nothing was written'] : []),
  ];
  yield `${style(page).bold(`Bill of ${monthName(bill.month)}`)} (${facts.join(', ')})\n\n`;
  yield* amountsTable(revised, money, page);
  if (bill.purchases !== null) yield* purchasesText(bill.purchases, money, page);
  yield '\n';
  yield* sharesTable(revised, money, page);
  if (stage === 'written') yield `\n${writtenText(revised, money, howToRead)}`;
}

const right = (title: string, drop?: number): Column => ({ title, align: 'right', drop });

function amountsTable(
  { bill, before }: ToldRevision,
  money: MoneyFormat,
  page: Page,
): Iterable<string> {
  const parts: readonly [string, keyof BillAmounts][] = [
    ['Total', 'totalMinor'],
    ['Per head', 'perHeadMinor'],
    ['Fixed', 'fixedMinor'],
  ];
  // What charges change of the cost that is divided: with them the column adds up.
  const others: readonly [string, (of: BillRecord) => bigint][] = [
    ['Charges', ({ chargesMinor }) => chargesMinor ?? 0n],
    ['Less, from guests', ({ loweredMinor }) => -loweredMinor],
    ['Discounts', ({ raisedMinor }) => raisedMinor],
  ];
  const shown = (minor: bigint | null) => (minor === null ? '' : money(minor));
  const row = (title: string, old: bigint | null, now: bigint | null) => [
    title,
    shown(old),
    shown(now),
    signed((now ?? 0n) - (old ?? 0n), money),
  ];
  return renderTable(
    {
      columns: [{ title: '' }, right('Before'), right('Now'), right('Difference')],
      rows: [
        ...parts
          .filter(([, key]) => before[key] !== null || bill[key] !== null)
          .map(([title, key]) => row(title, before[key], bill[key])),
        ...others
          .filter(([, of]) => of(before) !== 0n || of(bill) !== 0n)
          .map(([title, of]) => row(title, of(before), of(bill))),
      ],
      footer: row('Billed', before.billedMinor, bill.billedMinor),
    },
    page,
  );
}

function sharesTable(
  { shares, removed }: ToldRevision,
  money: MoneyFormat,
  page: Page,
): Iterable<string> {
  return renderTable(
    {
      columns: [
        { title: 'ID' },
        { title: 'Name', flexible: true },
        right('Days', 1),
        right('Before', 2),
        right('Now'),
        right('Difference'),
      ],
      rows: [
        ...shares.map(({ share, before, differenceMinor }) => [
          share.studentId,
          share.name,
          days(before?.daysHundredths ?? null, share.daysHundredths),
          before === undefined ? 'new' : money(before.amountMinor),
          money(share.amountMinor),
          signed(differenceMinor, money),
        ]),
        ...removed.map(({ studentId, name, amountMinor }) => [
          studentId,
          name,
          '',
          money(amountMinor),
          'none',
          signed(-amountMinor, money),
        ]),
      ],
    },
    page,
  );
}

/** What changes of the shares in all: `Of 4 shares 3 differ: +300.00, -25.00`. */
export function sayDifferences({ shares, removed }: ToldRevision, style: MoneyStyle): string {
  const money = moneyFormat(style);
  const differences = [
    ...shares.map(({ differenceMinor }) => differenceMinor),
    ...removed.map(({ amountMinor }) => -amountMinor),
  ].filter((minor) => minor !== 0n);
  const sides = [1n, -1n].map((side) =>
    differences.reduce((sum, minor) => (minor * side > 0n ? sum + minor : sum), 0n),
  );
  const some = sides.flatMap((minor) => (minor === 0n ? [] : [signed(minor, money)]));
  const sums = some.length === 0 ? '' : `: ${some.join(', ')}`;
  return `of ${sayCount(shares.length + removed.length, 'share')} ${differences.length} ${differences.length === 1 ? 'differs' : 'differ'}${sums}`;
}

function days(before: number | null, now: number): string {
  if (before === null || before === now) return formatDays(now);
  return `${formatDays(before)} → ${formatDays(now)}`;
}

/** Nothing where there is no difference, so that what changed is seen. */
function signed(minor: bigint, money: MoneyFormat): string {
  if (minor === 0n) return '';
  return minor > 0n ? `+${money(minor)}` : money(minor);
}
