import type { DuesDocument } from '../../documents/schemas/payments/payments.ts';
import { paperWords } from '../../documents/words/paper-words.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import type { FactsPart, Report } from '../report/report.ts';
import { isNothing, type PaperStyle } from '../reports/style.ts';

/** What a student owes, below the words of a reminder. @param asOf `YYYY-MM-DD` */
export function duesReport(dues: DuesDocument, asOf: string, style: PaperStyle): Report {
  const words = paperWords(style.language);
  const money = (amount: string) => groupAmount(amount, style.locale);
  const title = `${dues.studentId} ${dues.name}`;
  const facts: FactsPart['facts'] = [
    [words.billed, money(dues.billed)],
    [words.paid, money(dues.paid)],
    [words.toPay, money(dues.balance)],
    ...(isNothing(dues.overdue) || dues.oldestDue === null
      ? []
      : ([
          [words.lateOfIt, words.lateSince(money(dues.overdue), words.dateName(dues.oldestDue))],
        ] as const)),
  ];
  return {
    ...{ mess: style.name, title, footer: '', paper: 'A5', language: style.language },
    subtitle: `${style.currency}, ${words.asOf(words.dateName(asOf))}`,
    parts: [{ kind: 'facts', facts }],
  };
}
