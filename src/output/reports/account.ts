import type { AccountDocument } from '../../documents/schemas/payments/payments.ts';
import type { PaperWords } from '../../documents/words/paper-words.ts';
import { type FactsPart, type TablePart, withoutEmpty } from '../report/report.ts';
import { isNothing } from './style.ts';

type Money = (amount: string) => string;

/** What is to be paid, or is credit, and the deposit that is held. */
export function balanceFacts(
  { balance, deposit }: AccountDocument,
  money: Money,
  words: PaperWords,
): FactsPart {
  return {
    kind: 'facts',
    facts: [
      balance.startsWith('-')
        ? [words.credit, money(balance.slice(1))]
        : [words.toPay, money(balance)],
      ...(isNothing(deposit) ? [] : ([[words.depositHeld, money(deposit)]] as const)),
    ],
  };
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
      { title: words.receipt },
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
