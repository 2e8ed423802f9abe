import { monthName } from '../../values/month.ts';
import type { EntryKind, NewEntry } from '../entry.ts';
import { writeReceipt } from '../receipt.ts';
import { nameOfLedger } from './accounts.ts';
import type { JournalTransaction } from './transaction.ts';

/** An entry of the ledger, and which kind the one is of that it takes back. */
export interface JournalEntry extends NewEntry {
  readonly no: number;
  readonly takenKind: EntryKind | null;
  readonly enteredBy: number;
}

const WORDS: Readonly<Record<EntryKind, string>> = {
  opening: 'Opening balance',
  payment: 'Payment',
  reversal: 'Reversal',
  refund: 'Paid back',
  'late fee': 'Late fee',
  waiver: 'Late fee waived',
  'write-off': 'Written off',
  deposit: 'Deposit',
  'deposit used': 'From the deposit',
  'deposit refund': 'Deposit paid back',
  'cash count': 'Cash count',
  suspense: 'Money of nobody known',
  settlement: 'Payout of the gateway',
  income: 'Income',
  transfer: 'Transfer',
};

export function entryTransaction(entry: JournalEntry): JournalTransaction {
  const { no, kind, date, moneyDate, receipt, month, method, reference, note } = entry;
  const { reverses, takenKind } = entry;
  const parts = [
    receipt === null ? WORDS[kind] : `${WORDS[kind]} ${writeReceipt(receipt)}`,
    ...(reverses === null || takenKind === null ? [] : [`of ${codeOf(takenKind, reverses)}`]),
    ...(month === null ? [] : [`for ${monthName(month)}`]),
    ...[method, reference, note],
  ];
  return {
    code: codeOf(kind, no),
    date,
    text: parts.filter((part) => part !== null).join(', '),
    moneyDate: moneyDate === date ? null : moneyDate,
    reverses: reverses === null || takenKind === null ? null : codeOf(takenKind, reverses),
    postings: entry.postings.map(({ account, studentNo, amountMinor }) => ({
      account: nameOfLedger(account),
      of: studentNo,
      amountMinor,
    })),
  };
}

/** `late-fee-17` */
function codeOf(kind: EntryKind, no: number): string {
  return `${kind.replaceAll(' ', '-')}-${no}`;
}
