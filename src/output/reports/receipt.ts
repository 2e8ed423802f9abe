import {
  type ReceiptRecord,
  receiptDocument,
  receiptSheet,
} from '../../documents/payments/receipt.ts';
import type { PrintedReceiptDocument } from '../../documents/schemas/payments/payments.ts';
import { rupeesInHindi } from '../../documents/words/hi-amount.ts';
import { type PaperWords, paperWords } from '../../documents/words/paper-words.ts';
import type { PaidDebt } from '../../domain/payments/dues/allocation.ts';
import { dateTimeIn } from '../../domain/values/date.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import type { View } from '../page/view.ts';
import type { Report, ReportPart } from '../report/report.ts';
import { slipLines } from '../report/slip.ts';
import { type PaperStyle, recordLine } from './style.ts';
import { type Drawing, reportView } from './view.ts';

/** @param columns of the printer of slips */
export function receiptView(
  receipt: ReceiptRecord,
  drawing: Drawing<PaperStyle>,
  columns: number,
): View {
  const document = receiptDocument(receipt, drawing.style);
  const toReport = () => receiptReport(receipt, document, drawing.style);
  return {
    ...reportView(document, toReport, receiptSheet, drawing),
    text: () => slipLines(toReport(), columns),
  };
}

/** What was paid, in words too, and what was owed before and after. */
export function receiptReport(
  { payment, balanceBeforeMinor, balanceMinor, paid, reversed }: ReceiptRecord,
  document: PrintedReceiptDocument,
  style: PaperStyle,
): Report {
  const words = paperWords(style.language);
  const money = moneyFormat(style);
  const balance = (minor: bigint) => {
    if (minor === 0n) return words.nothingOwed;
    return minor > 0n ? words.isOwed(money(minor)) : words.isCredit(money(-minor));
  };
  const { studentId, name, date, method, reference, month, note, by, at } = payment;
  const some = (label: string, value: string | null) =>
    value === null ? [] : ([[label, value]] as const);
  const inWords =
    style.language === 'hi' && style.currency === 'INR'
      ? rupeesInHindi(document.amount)
      : document.words;
  const [day = '', time = ''] = dateTimeIn(style.timeZone, new Date(at)).split(' ');
  return {
    mess: document.mess,
    title: words.receiptOf(payment.receipt),
    subtitle: words.dateName(date),
    paper: 'A5',
    language: style.language,
    parts: [
      ...reversedPart(reversed, words),
      {
        kind: 'facts',
        facts: [
          [words.from, `${studentId} ${name}`],
          [words.amount, `${style.currency} ${money(payment.amountMinor)}`],
          ...some(words.by, method && words.methods[method]),
          ...some(words.reference, reference),
          ...some(words.paidFor, month === null ? sayPaid(paid, words) : words.monthName(month)),
          ...some(words.note, note),
        ],
      },
      { kind: 'sentences', sentences: [inWords] },
      {
        kind: 'facts',
        facts: [
          [words.before, balance(balanceBeforeMinor)],
          [words.now, balance(balanceMinor)],
        ],
      },
      {
        kind: 'facts',
        facts: [...some(words.takenBy, by), [words.takenAt, `${words.dateName(day)}, ${time}`]],
      },
      { kind: 'signatures', who: [words.signature] },
    ],
    footer: recordLine(document.record, style.language),
  };
}

function reversedPart(reversed: ReceiptRecord['reversed'], words: PaperWords): ReportPart[] {
  if (reversed === null) return [];
  const why = reversed.reason === null ? '' : `: ${reversed.reason}`;
  const sentence = `${words.reversed(words.dateName(reversed.date))}${why}`;
  return [{ kind: 'sentences', isLoud: true, sentences: [sentence] }];
}

/** `May 2025, late fee of May 2025`; null where it paid nothing. */
function sayPaid(paid: readonly PaidDebt[], words: PaperWords): string | null {
  const said = paid.map(({ kind, month }) => {
    if (month === null) return words.paidKinds[kind];
    const of = words.monthName(month);
    return kind === 'bill' ? of : words.paidKindOf(words.paidKinds[kind], of);
  });
  return said.length === 0 ? null : said.join(', ');
}
