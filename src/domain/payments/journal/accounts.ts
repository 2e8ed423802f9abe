import { ConflictError, ValueError } from '../../../errors.ts';
import { CASH_DIFFERENCE, CASH_TAKEN_OUT, DUES, LATE_FEES, WRITTEN_OFF } from '../entry.ts';

/** What each account of the journal is called where the mess has not said otherwise. */
export const USUAL_ACCOUNTS = {
  receivable: 'Assets:Receivable',
  cash: 'Assets:Cash',
  upi: 'Assets:Bank:UPI',
  bank: 'Assets:Bank:Account',
  cheque: 'Assets:Bank:Cheques',
  other: 'Assets:Other',
  clearing: 'Assets:Clearing',
  suspense: 'Liabilities:Suspense',
  deposit: 'Liabilities:Deposits',
  opening: 'Equity:Opening',
  dividing: 'Income:Mess:Dividing',
  'per-head': 'Income:Mess:PerHead',
  fixed: 'Income:Mess:Fixed',
  charges: 'Income:Mess:Charges',
  undivided: 'Income:Mess:Undivided',
  'late-fees': 'Income:LateFees',
  income: 'Income:Other',
  'written-off': 'Expenses:WrittenOff',
  'cash-difference': 'Expenses:CashDifference',
  'cash-taken-out': 'Equity:CashTakenOut',
  purchases: 'Expenses:Purchases',
  creditors: 'Liabilities:Creditors',
} as const;

export type AccountName = keyof typeof USUAL_ACCOUNTS;

export const ACCOUNT_NAMES = Object.keys(USUAL_ACCOUNTS) as AccountName[];

/** Below these stands an account of each student, or of each head of purchases. */
const SHARED = ['receivable', 'deposit', 'purchases'] as const satisfies readonly AccountName[];

export type SharedName = (typeof SHARED)[number];

/** What every account is called. */
export type AccountMap = Readonly<Record<AccountName, string>>;

/** The accounts of the ledger that are called otherwise there. */
const OF_LEDGER: Readonly<Record<string, AccountName>> = {
  [DUES]: 'receivable',
  [LATE_FEES]: 'late-fees',
  [WRITTEN_OFF]: 'written-off',
  [CASH_DIFFERENCE]: 'cash-difference',
  [CASH_TAKEN_OUT]: 'cash-taken-out',
};

/** @throws Error the ledger has no such account; stays on where money is told */
export function nameOfLedger(account: string): AccountName {
  const name = OF_LEDGER[account] ?? account;
  if (isAccountName(name)) return name;
  throw new Error(`the journal knows no account ${account}`);
}

export function isAccountName(name: string): name is AccountName {
  return Object.hasOwn(USUAL_ACCOUNTS, name);
}

const MAX_LENGTH = 100;

/** What hledger and beancount both take. */
const ACCOUNT = /^(Assets|Liabilities|Equity|Income|Expenses)(:[A-Z0-9][A-Za-z0-9-]*)+$/;

/**
 * What an account is called.
 *
 * @throws ValueError `bad_account`
 */
export function parseAccount(text: string): string {
  const account = text.trim();
  if (ACCOUNT.test(account) && account.length <= MAX_LENGTH) return account;
  throw new ValueError(
    'bad_account',
    'not an account; write it like Assets:Bank:SBI: first Assets, Liabilities, Equity, Income or Expenses, then words of letters, digits and hyphens that begin with a capital letter or a digit',
  );
}

/**
 * The accounts of students and of heads are theirs alone, else what one of them comes to could be told by
 * nobody.
 *
 * @throws ConflictError one would be, or stand below, what another one is
 */
export function refuseMixedAccounts(map: AccountMap): void {
  for (const shared of SHARED) {
    const above = map[shared];
    for (const name of ACCOUNT_NAMES) {
      const account = map[name];
      if (name === shared || !`${account}:`.startsWith(`${above}:`)) continue;
      throw new ConflictError(
        'accounts_mixed',
        `${account}, for ${name}, would stand among the accounts of ${shared}, below ${above}.`,
        { about: { name, shared } },
      );
    }
  }
}
