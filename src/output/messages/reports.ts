import type {
  DuesDocument,
  PrintedReceiptDocument,
} from '../../documents/schemas/payments/payments.ts';
import { dateName } from '../../domain/values/date.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import { monthName } from '../../domain/values/month.ts';
import type { FactsPart, Report } from '../report/report.ts';
import { isNothing, type ReportStyle, recordLine } from '../reports/style.ts';

type Facts = FactsPart['facts'];

/** What a student owes, below the words of a reminder. @param asOf `YYYY-MM-DD` */
export function duesReport(dues: DuesDocument, asOf: string, style: ReportStyle): Report {
  const money = (amount: string) => groupAmount(amount, style.locale);
  const title = `${dues.studentId} ${dues.name}`;
  return reportOf(title, `as of ${dateName(asOf)}`, style, '', [
    ['Billed', money(dues.billed)],
    ['Paid', money(dues.paid)],
    ['Owed', money(dues.balance)],
    ...some('Late of it', isNothing(dues.overdue) ? null : money(dues.overdue)),
    ...some('Due since', dues.oldestDue && dateName(dues.oldestDue)),
  ]);
}

/** A receipt, below the words that it was given with. */
export function receiptReport(receipt: PrintedReceiptDocument, style: ReportStyle): Report {
  const money = (amount: string) => groupAmount(amount, style.locale);
  const { method, reference, month, balance } = receipt;
  const title = `Receipt ${receipt.receipt}`;
  return reportOf(title, dateName(receipt.date), style, recordLine(receipt.record), [
    ['Received from', `${receipt.studentId} ${receipt.name}`],
    ['Amount', money(receipt.amount)],
    ['In words', receipt.words],
    ...some('By', method),
    ...some('Reference', reference),
    ...some('For', month && monthName(month)),
    ['Owed after it', money(balance)],
  ]);
}

function some(label: string, value: string | null): Facts {
  return value === null ? [] : [[label, value]];
}

function reportOf(
  title: string,
  subtitle: string,
  { name, currency }: ReportStyle,
  footer: string,
  facts: Facts,
): Report {
  return {
    ...{ mess: name, title, footer, paper: 'A5', language: 'en' },
    subtitle: `${currency}, ${subtitle}`,
    parts: [{ kind: 'facts', facts }],
  };
}
