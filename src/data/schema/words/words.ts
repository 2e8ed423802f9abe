import { BILL_WORDS } from './bills.ts';
import { DAY_WORDS } from './days.ts';
import { MESSAGE_WORDS } from './messages.ts';
import { MONEY_WORDS } from './money.ts';
import { PEOPLE_WORDS } from './people.ts';

/** What a table and its columns are, for people who read them outside of mess. */
export interface TableWords {
  readonly about: string;
  /** Null of what is never handed out: by it somebody could sign in. */
  readonly columns: Readonly<Record<string, string | null>>;
}

/** Of every table that is copied. */
export const TABLE_WORDS: Readonly<Record<string, TableWords>> = {
  ...PEOPLE_WORDS,
  ...DAY_WORDS,
  ...BILL_WORDS,
  ...MONEY_WORDS,
  ...MESSAGE_WORDS,
};
