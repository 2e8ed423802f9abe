import type { DuesDocument } from '../../documents/schemas/payments/payments.ts';
import { dateName } from '../../domain/values/date.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import type { FactsPart, Report } from '../report/report.ts';
import { isNothing, type ReportStyle } from '../reports/style.ts';

/** What a student owes, below the words of a reminder. @param asOf `YYYY-MM-DD` */
export function duesReport(dues: DuesDocument, asOf: string, style: ReportStyle): Report {
  const money = (amount: string) => groupAmount(amount, style.locale);
  const title = `${dues.studentId} ${dues.name}`;
  const facts: FactsPart['facts'] = [
    ['Billed', money(dues.billed)],
    ['Paid', money(dues.paid)],
    ['Owed', money(dues.balance)],
    ...some('Late of it', isNothing(dues.overdue) ? null : money(dues.overdue)),
    ...some('Due since', dues.oldestDue && dateName(dues.oldestDue)),
  ];
  return {
    ...{ mess: style.name, title, footer: '', paper: 'A5', language: 'en' },
    subtitle: `${style.currency}, as of ${dateName(asOf)}`,
    parts: [{ kind: 'facts', facts }],
  };
}

function some(label: string, value: string | null): FactsPart['facts'] {
  return value === null ? [] : [[label, value]];
}
