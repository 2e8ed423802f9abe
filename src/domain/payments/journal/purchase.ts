import type { JournalTransaction } from './transaction.ts';

/** Something that was bought. Days are `YYYY-MM-DD`, amounts minor units. */
export interface JournalPurchase {
  readonly no: number;
  readonly date: string;
  readonly headNo: number;
  readonly head: string;
  readonly amountMinor: bigint;
  readonly note: string | null;
  readonly enteredBy: number;
  /** Null where it was not taken back. */
  readonly voidedOn: string | null;
  readonly voidedBy: number | null;
}

/** An entry of the journal with the place of what it tells in the record of changes. */
export interface PlacedTransaction {
  readonly sequence: number;
  readonly transaction: JournalTransaction;
}

/** What it cost, against who is owed it; and where it was taken back, the same the other way round. */
export function purchaseTransactions(purchase: JournalPurchase): PlacedTransaction[] {
  const { no, date, head, note, enteredBy, voidedOn, voidedBy } = purchase;
  const code = `purchase-${no}`;
  const make = (sign: bigint): Pick<JournalTransaction, 'postings' | 'moneyDate'> => ({
    moneyDate: null,
    postings: [
      { account: 'purchases', of: purchase.headNo, amountMinor: sign * purchase.amountMinor },
      { account: 'creditors', of: null, amountMinor: -sign * purchase.amountMinor },
    ],
  });
  const text = note === null ? `Bought: ${head}` : `Bought: ${head}, ${note}`;
  const bought = { ...make(1n), code, date, text, reverses: null };
  if (voidedOn === null || voidedBy === null) {
    return [{ sequence: enteredBy, transaction: bought }];
  }
  const taken = {
    ...make(-1n),
    ...{ code: `${code}-void`, date: voidedOn, text: `Taken back: ${head}`, reverses: code },
  };
  return [
    { sequence: enteredBy, transaction: bought },
    { sequence: voidedBy, transaction: taken },
  ];
}
