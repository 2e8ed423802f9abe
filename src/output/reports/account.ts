import type { AccountDocument } from '../../documents/schemas/payments/payments.ts';
import { type FactsPart, type TablePart, withoutEmpty } from '../report/report.ts';
import { isNothing } from './style.ts';

type Money = (amount: string) => string;

/** What is to be paid, or is credit, and the deposit that is held. */
export function balanceFacts({ balance, deposit }: AccountDocument, money: Money): FactsPart {
  return {
    kind: 'facts',
    facts: [
      balance.startsWith('-')
        ? ['Credit, nothing is to be paid', money(balance.slice(1))]
        : ['To pay', money(balance)],
      ...(isNothing(deposit) ? [] : ([['Deposit held, apart', money(deposit)]] as const)),
    ],
  };
}

/** An account as a bank would print it. */
export function accountTable(
  { opening, lines, balance }: AccountDocument,
  money: Money,
): TablePart {
  const some = (amount: string | null) => (amount === null ? '' : money(amount));
  return withoutEmpty({
    kind: 'table',
    title: 'Account',
    columns: [
      { title: 'Date' },
      { title: 'What', isText: true },
      { title: 'Receipt' },
      { title: 'Charged', isNumber: true },
      { title: 'Paid', isNumber: true },
      { title: 'Balance', isNumber: true },
    ],
    rows: [
      ...(isNothing(opening) ? [] : [['', 'Before', '', '', '', money(opening)]]),
      ...lines.map((line) => [
        line.date,
        line.text,
        line.receipt ?? line.voucher ?? '',
        some(line.debit),
        some(line.credit),
        money(line.balance),
      ]),
    ],
    footer: ['', 'Owed now', '', '', '', money(balance)],
  });
}
