import {
  type ReceiptRecord,
  receiptDocument,
  receiptSheet,
  sayPaidFor,
} from '../../documents/payments/receipt.ts';
import type { PrintedReceiptDocument } from '../../documents/schemas/payments/payments.ts';
import { rupeesInHindi } from '../../documents/words/hi-amount.ts';
import { type PaperWords, paperWords } from '../../documents/words/paper-words.ts';
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
  receipt: ReceiptRecord,
  document: PrintedReceiptDocument,
  style: PaperStyle,
): Report {
  const { payment, balanceBeforeMinor, balanceMinor, reversed } = receipt;
  const words = paperWords(style.language);
  const money = moneyFormat(style);
  const balance = (minor: bigint) => {
    if (minor === 0n) return words.nothingOwed;
    return minor > 0n ? words.isOwed(money(minor)) : words.isCredit(money(-minor));
  };
  const { studentId, name, date, method, reference, note, by, at } = payment;
  const isDeposit = payment.kind === 'deposit';
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
          ...some(words.paidFor, sayPaidFor(receipt, words)),
          ...some(words.note, note),
        ],
      },
      { kind: 'sentences', sentences: [inWords] },
      // A deposit changes nothing of what is owed.
      ...(isDeposit
        ? []
        : ([
            {
              kind: 'facts',
              facts: [
                [words.before, balance(balanceBeforeMinor)],
                [words.now, balance(balanceMinor)],
              ],
            },
          ] as const)),
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
