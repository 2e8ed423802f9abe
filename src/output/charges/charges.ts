import {
  changedChargesDocument,
  chargeDocument,
  chargeSheet,
  chargesOfMonthDocument,
  totalOf,
} from '../../documents/charges.ts';
import { type Charge, sumByKind, sumCharges } from '../../domain/charges/charge.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { formatDays } from '../../domain/values/days.ts';
import { type MoneyFormat, moneyFormat } from '../../domain/values/money-format.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { sayCount } from '../../domain/values/text.ts';
import { sentenceView } from '../page/sentence.ts';
import { style } from '../page/style.ts';
import { renderTable } from '../page/table.ts';
import type { Page, View } from '../page/view.ts';

/** @param charges in the order of their numbers */
export function chargeListView(
  month: Month,
  charges: readonly Charge[],
  moneyStyle: MoneyStyle,
): View {
  const { currencyDecimals } = moneyStyle;
  return {
    json: () => chargesOfMonthDocument(month, charges, currencyDecimals),
    csv: () => chargeSheet(charges.map((each) => chargeDocument(each, currencyDecimals))),
    names: { rows: 'charges', headings: { ID: 'student_id' } },
    amounts: {
      style: moneyStyle,
      totals: () => ({ amount: sumCharges(charges), rate: null }),
    },
    text: function* (page) {
      yield `${style(page).bold(`Charges in ${monthName(month)}`)} (${moneyStyle.currency})\n\n`;
      if (charges.length === 0) {
        yield 'No charges.\n';
        return;
      }
      const money = moneyFormat(moneyStyle);
      yield* chargesText(charges, money, page);
      const totals = sumByKind(charges).map(
        ({ kind, charges: count, amountMinor }) => `${kind} ${money(amountMinor)} (${count})`,
      );
      if (totals.length > 1) yield `\n${totals.join(', ')}\n`;
    },
  };
}

function chargesText(charges: readonly Charge[], money: MoneyFormat, page: Page): Iterable<string> {
  const hasVoid = charges.some(({ status }) => status === 'void');
  const counted = charges.filter(({ status }) => status === 'counted').length;
  return renderTable(
    {
      columns: [
        { title: 'No', align: 'right' },
        { title: 'ID' },
        { title: 'Name', flexible: true, drop: 3 },
        { title: 'Kind', flexible: true },
        { title: 'How', flexible: true, drop: 2 },
        { title: 'Note', flexible: true, drop: 1 },
        ...(hasVoid ? [{ title: 'Status', flexible: true, drop: 4 }] : []),
        { title: 'Amount', align: 'right' },
      ],
      rows: charges.map((each) => [
        String(each.no),
        each.studentId,
        each.name,
        each.kind,
        sayHow(each, money) ?? '',
        each.note ?? '',
        ...(hasVoid ? [each.status === 'void' ? `void: ${each.voidReason}` : ''] : []),
        money(each.amountMinor),
      ]),
      footer: [
        'Total',
        '',
        sayCount(counted, 'charge'),
        '',
        '',
        '',
        ...(hasVoid ? [''] : []),
        money(sumCharges(charges)),
      ],
    },
    page,
  );
}

/** `3 × 60.00`; undefined where the amount was given. */
export function sayHow(
  { quantityHundredths, rateMinor }: Pick<Charge, 'quantityHundredths' | 'rateMinor'>,
  money: MoneyFormat,
): string | undefined {
  if (quantityHundredths === null || rateMinor === null) return undefined;
  return `${formatDays(quantityHundredths)} × ${money(rateMinor)}`;
}

/** The charges that were added. */
export function addedChargesView(
  charges: readonly Charge[],
  warnings: readonly string[],
  moneyStyle: MoneyStyle,
): View {
  return changedView(
    `Recorded ${describeCharges(charges, moneyStyle)}.`,
    charges,
    warnings,
    moneyStyle,
  );
}

/** The charges that were taken back. */
export function voidedChargesView(
  charges: readonly Charge[],
  warnings: readonly string[],
  moneyStyle: MoneyStyle,
): View {
  return changedView(
    `Voided ${describeCharges(charges, moneyStyle)}.`,
    charges,
    warnings,
    moneyStyle,
  );
}

function changedView(
  sentence: string,
  charges: readonly Charge[],
  warnings: readonly string[],
  moneyStyle: MoneyStyle,
): View {
  const { currencyDecimals } = moneyStyle;
  const document = changedChargesDocument(charges, warnings, currencyDecimals);
  return sentenceView(document, () => chargeSheet(document.charges), sentence);
}

/** For a question or a sentence: which charges, and how much. */
export function describeCharges(charges: readonly Charge[], moneyStyle: MoneyStyle): string {
  const money = moneyFormat(moneyStyle);
  const [first, ...others] = charges;
  if (first === undefined) return 'nothing';
  const total = totalOf(charges);
  if (others.length > 0) {
    const last = others.at(-1)?.no ?? first.no;
    const numbers = last - first.no === others.length ? ` ${first.no}-${last}` : '';
    return `${charges.length} charges${numbers}, ${money(total)} in all`;
  }
  const how = sayHow(first, money);
  const facts = [
    `${first.studentId} ${first.name}`,
    monthName(first.month),
    first.kind,
    `${how === undefined ? '' : `${how} = `}${money(total)}`,
  ];
  return `charge ${first.no}: ${facts.join(', ')}${first.note === null ? '' : ` (${first.note})`}`;
}
