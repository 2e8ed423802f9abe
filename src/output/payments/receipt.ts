import {
  type ReceiptRecord,
  receiptDocument,
  receiptSheet,
} from '../../documents/payments/receipt.ts';
import type { PrintedReceiptDocument } from '../../documents/schemas/payments/payments.ts';
import type { PaidDebt } from '../../domain/payments/allocation.ts';
import { dateName, dateTimeIn } from '../../domain/values/date.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { monthName } from '../../domain/values/month.ts';
import { visible } from '../../domain/values/text.ts';
import { headLine } from '../mess/record.ts';
import { escapeHtml, htmlPage } from '../page/html.ts';
import type { Style } from '../page/records.ts';
import type { View } from '../page/view.ts';
import { displayWidth } from '../page/width.ts';
import { wrapWords } from '../page/wrap.ts';
import { sayBalance } from './balance.ts';

/** What stands on a receipt, in the order in which it is read. */
interface ReceiptText {
  readonly mess: string;
  readonly title: string;
  /** That it was taken back, when and why; undefined where it stands. */
  readonly reversed: string | undefined;
  readonly rows: readonly (readonly [label: string, value: string])[];
  readonly words: string;
  readonly balances: readonly (readonly [label: string, value: string])[];
  readonly taken: string;
  readonly record: string;
}

/** @param columns of the printer */
export function receiptView(receipt: ReceiptRecord, style: Style, columns: number): View {
  const document = receiptDocument(receipt, style);
  const text = sayReceipt(receipt, document, style);
  return {
    json: () => document,
    csv: () => receiptSheet(document),
    text: () => printedLines(text, columns).map((line) => `${line.trimEnd()}\n`),
    html: () => [receiptPage(text)],
  };
}

function sayReceipt(
  { payment, balanceBeforeMinor, balanceMinor, paid, reversed, head }: ReceiptRecord,
  document: PrintedReceiptDocument,
  style: Style,
): ReceiptText {
  const money = moneyFormat(style);
  const { studentId, name, date, method, reference, month, note, by, at } = payment;
  const some = (label: string, value: string | null) =>
    value === null ? [] : ([[label, value]] as const);
  const [day = '', time = ''] = dateTimeIn(style.timeZone, new Date(at)).split(' ');
  const why = reversed?.reason == null ? '' : `: ${reversed.reason}`;
  return {
    mess: document.mess,
    title: `Receipt ${payment.receipt}`,
    reversed: reversed === null ? undefined : `REVERSED on ${dateName(reversed.date)}${why}`,
    rows: [
      ['Date', dateName(date)],
      ['From', `${studentId} ${name}`],
      ['Amount', `${style.currency} ${money(payment.amountMinor)}`],
      ...some('By', method),
      ...some('Reference', reference),
      ...some('For', month === null ? sayPaid(paid) : monthName(month)),
      ...some('Note', note),
    ],
    words: document.words,
    balances: [
      ['Before', sayBalance(balanceBeforeMinor, money)],
      ['Now', sayBalance(balanceMinor, money)],
    ],
    taken: `Taken${by === null ? '' : ` by ${by}`}, ${dateName(day)}, ${time}`,
    record: headLine(head).trimEnd(),
  };
}

/** `May 2025, late fee of May 2025`; null where it paid nothing. */
function sayPaid(paid: readonly PaidDebt[]): string | null {
  const words = paid.map(({ kind, month }) => {
    const of = month === null ? '' : monthName(month);
    return kind === 'bill' && of !== '' ? of : `${PAID_WORDS[kind]}${of && ` of ${of}`}`;
  });
  return words.length === 0 ? null : words.join(', ');
}

const PAID_WORDS = {
  opening: 'what was owed before',
  bill: 'bill',
  'late fee': 'late fee',
  'paid back': 'what was paid back',
  credit: 'credit',
} as const;

/** For a thermal printer, whose letters are all of one width. */
function printedLines(text: ReceiptText, columns: number): string[] {
  const rule = '-'.repeat(columns);
  const wrap = (line: string) =>
    wrapWords(visible(line), columns).flatMap((part) => cut(part, columns));
  const center = (line: string) =>
    wrap(line).map(
      (part) => `${' '.repeat(Math.floor((columns - displayWidth(part)) / 2))}${part}`,
    );
  const row = ([label, value]: readonly [string, string]) => {
    const shown = visible(value);
    const space = columns - label.length - displayWidth(shown);
    return space > 0 ? [`${label}${' '.repeat(space)}${shown}`] : [label, ...wrap(value)];
  };
  const reversed = text.reversed === undefined ? [] : [...center(text.reversed), rule];
  return [
    ...center(text.mess),
    ...center(text.title),
    rule,
    ...reversed,
    ...text.rows.flatMap(row),
    ...wrap(text.words),
    rule,
    ...text.balances.flatMap(row),
    rule,
    ...wrap(text.taken),
    ...wrap(text.record),
  ];
}

/** A word that is wider than the paper goes on in the next line. */
function cut(word: string, columns: number): string[] {
  if (displayWidth(word) <= columns) return [word];
  const letters = [...word];
  let count = letters.length;
  while (count > 1 && displayWidth(letters.slice(0, count).join('')) > columns) count--;
  return [letters.slice(0, count).join(''), ...cut(letters.slice(count).join(''), columns)];
}

const PAGE_STYLE = `@page { size: A5; margin: 14mm }
body { font: 11pt/1.5 system-ui, sans-serif; color: #000; max-width: 120mm; margin: 0 auto }
h1 { font-size: 15pt; text-align: center; margin: 0 }
h2 { font-size: 12pt; text-align: center; margin: 0 0 4mm }
table { border-collapse: collapse; width: 100% }
th { text-align: left; font-weight: normal; padding-right: 6mm; vertical-align: top; white-space: nowrap }
td { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
tr.balance th, tr.balance td { border-top: 1px solid #000 }
p.reversed { border: 2px solid #000; font-weight: bold; padding: 2mm; text-align: center }
p.signature { margin-top: 16mm; border-top: 1px solid #000; width: 60mm; margin-left: auto }
footer { font-size: 9pt }`;

function receiptPage(text: ReceiptText): string {
  const row =
    (kind: string) =>
    ([label, value]: readonly [string, string]) =>
      `<tr${kind}><th scope="row">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`;
  const body = [
    `<h1>${escapeHtml(text.mess)}</h1>`,
    `<h2>${escapeHtml(text.title)}</h2>`,
    ...(text.reversed === undefined
      ? []
      : [`<p class="reversed">${escapeHtml(text.reversed)}</p>`]),
    '<table>',
    ...text.rows.map(row('')),
    ...text.balances.map(row(' class="balance"')),
    '</table>',
    `<p>${escapeHtml(text.words)}</p>`,
    '<p class="signature">Signature</p>',
    `<footer>${escapeHtml(text.taken)} · ${escapeHtml(text.record)}</footer>`,
  ];
  return htmlPage(`${text.title}, ${text.mess}`, PAGE_STYLE, body.join('\n'));
}
