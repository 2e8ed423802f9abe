import type { MoneyStyle } from '../../values/currency.ts';
import type { AccountMap } from './accounts.ts';
import type { JournalTransaction } from './transaction.ts';

/** The ledger as other programs of accounts read it. */
export interface Journal {
  readonly settings: MoneyStyle & { readonly name: string };
  readonly accounts: AccountMap;
  /** Everybody of the roll, also who left. */
  readonly students: readonly JournalStudent[];
  /** Names of heads of purchases by their numbers. */
  readonly heads: ReadonlyMap<number, string>;
  /** The numbers of students who have a deposit, or had one. */
  readonly deposits: readonly number[];
  /** Some at a time, as they are read. */
  readonly transactions: AsyncIterable<readonly JournalTransaction[]>;
  /** Null where entries are left out. */
  readonly proof: JournalProof | null;
}

export interface JournalStudent {
  readonly no: number;
  readonly id: string;
  readonly name: string;
}

/** What accounts of students must come to, in minor units, by students' numbers; 0 of who is not named. */
export interface JournalProof {
  readonly owed: ReadonlyMap<number, bigint>;
  /** What the mess holds of each. */
  readonly held: ReadonlyMap<number, bigint>;
}

/** The programs whose form a journal has. */
export const JOURNAL_FORMATS = ['hledger', 'beancount'] as const;

export type JournalFormat = (typeof JOURNAL_FORMATS)[number];
