import {
  type AssignedLineRecord,
  assignedLineDocument,
  assignedLineSheet,
  ignoredLineDocument,
  type UndonePaymentsRecord,
  undonePaymentsDocument,
} from '../../documents/payments/bank.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { nameSome, sayCount, visible } from '../../domain/values/text.ts';
import { sentenceView } from '../page/sentence.ts';
import type { View } from '../page/view.ts';
import { sayBalance } from './balance.ts';

/** Whose a line of the bank's file is, with the receipts that were given for it. */
export function assignedLineView(assigned: AssignedLineRecord, style: MoneyStyle): View {
  const { line, parts, learned, unlearned, others } = assigned;
  const money = moneyFormat(style);
  const document = assignedLineDocument(assigned, style.currencyDecimals);
  const receipts = parts.map(
    ({ receipt, student, amountMinor, balanceMinor }) =>
      `Receipt ${receipt}: ${money(amountMinor)} of ${line.date} from ${student.id} ${student.name}. Now: ${sayBalance(balanceMinor, money)}.`,
  );
  const of = parts[0]?.student.id ?? '';
  const sentences = [
    ...receipts,
    ...(learned === null
      ? []
      : [`What comes from ${learned} is taken for that of ${of} from now on.`]),
    ...(unlearned === null
      ? []
      : [`${UNLEARNED[unlearned]}, so this payer is not known the next time.`]),
    ...(others.length === 0
      ? []
      : [`Of the same payer in suspense: ${nameSome(others.map(String))}.`]),
  ];
  return {
    json: () => document,
    csv: () => assignedLineSheet(document),
    names: { rows: 'parts' },
    text: () => sentences.map((sentence) => `${visible(sentence)}\n`),
  };
}

const UNLEARNED = {
  'no payer': 'No whole UPI id stands in the line',
  'payer cut off': 'The bank cut off the UPI id in the line, which may be that of several',
} as const;

/** @param isBounced the bank took its money back */
export function ignoredLineView(
  line: AssignedLineRecord['line'],
  isBounced: boolean,
  style: MoneyStyle,
): View {
  return lineView(line, isBounced ? 'in the books no more' : 'other income of the mess', style);
}

export function reopenedLineView(line: AssignedLineRecord['line'], style: MoneyStyle): View {
  return lineView(line, 'in suspense again', style);
}

/** @param where the money is */
function lineView(line: AssignedLineRecord['line'], where: string, style: MoneyStyle): View {
  const { no, date, amountMinor } = line;
  const document = ignoredLineDocument(line, style.currencyDecimals);
  const csv = () => ({ header: Object.keys(document), rows: [Object.values(document)] });
  const sentence = `Line ${no} of ${date}, ${moneyFormat(style)(amountMinor)}: ${where}.`;
  return sentenceView(document, csv, sentence);
}

export function undonePaymentsView(undone: UndonePaymentsRecord): View {
  const { record, payments, others } = undone;
  const document = undonePaymentsDocument(undone);
  const csv = () => ({ header: Object.keys(document), rows: [Object.values(document)] });
  const parts = [
    ...(payments === 0 ? [] : [`${sayCount(payments, 'receipt')} reversed`]),
    ...(others === 0 ? [] : [`${sayCount(others, 'line')} of no student taken out`]),
  ];
  const what = parts.length === 0 ? 'it had booked nothing' : parts.join(', ');
  return sentenceView(document, csv, `Undone: import ${record.no} of ${record.file}: ${what}.`);
}
