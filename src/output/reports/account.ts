import { type Owed, owedOf } from '../../documents/payments/owed.ts';
import type { AccountDocument } from '../../documents/schemas/payments/payments.ts';
import type { PaperWords } from '../../documents/words/paper-words.ts';
import { type FactsPart, type TablePart, withoutEmpty } from '../report/report.ts';
import { isNothing } from './style.ts';

type Money = (amount: string) => string;

/** What is to be paid and by when, or is credit, and the deposit that is held. @param asOf of the account, `YYYY-MM-DD` */
export function balanceFacts(
  account: AccountDocument,
  asOf: string,
  money: Money,
  words: PaperWords,
): FactsPart {
  const { balance, deposit } = account;
  return {
    kind: 'facts',
    facts: [
      balance.startsWith('-')
        ? [words.credit, money(balance.slice(1))]
        : [words.toPay, money(balance)],
      ...owedFacts(owedOf(account, asOf), money, words),
      ...(isNothing(deposit) ? [] : ([[words.depositHeld, money(deposit)]] as const)),
    ],
  };
}

/** By when it is to be paid; of what is late, since when. */
function owedFacts(
  { overdue, due, next }: Owed,
  money: Money,
  words: PaperWords,
): FactsPart['facts'] {
  if (due === null) return [];
  if (overdue === null) return [[words.payBy, words.dateName(due)]];
  return [
    [words.lateOfIt, words.lateSince(money(overdue), words.dateName(due))],
    ...(next === null ? [] : ([[words.restBy, words.dateName(next)]] as const)),
  ];
}

/** An account as a bank would print it. */
export function accountTable(
  { opening, lines, balance }: AccountDocument,
  money: Money,
  words: PaperWords,
): TablePart {
  const some = (amount: string | null) => (amount === null ? '' : money(amount));
  return withoutEmpty({
    kind: 'table',
    title: words.account,
    columns: [
      { title: words.date },
      { title: words.what, isText: true },
      { title: words.receipt, isDetail: true },
      { title: words.charged, isNumber: true },
      { title: words.paid, isNumber: true },
      { title: words.balance, isNumber: true },
    ],
    rows: [
      ...(isNothing(opening) ? [] : [['', words.before, '', '', '', money(opening)]]),
      ...lines.map((line) => [
        line.date,
        line.text,
        line.receipt ?? line.voucher ?? '',
        some(line.debit),
        some(line.credit),
        money(line.balance),
      ]),
    ],
    footer: ['', words.owedNow, '', '', '', money(balance)],
  });
}
