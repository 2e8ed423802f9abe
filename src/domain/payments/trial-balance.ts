import { CREDIT, DUES } from './entry.ts';

/** What an account of the ledger comes to, in minor units: above 0 a debit. */
export interface AccountSum {
  readonly account: string;
  readonly amountMinor: bigint;
}

/** What all students owe together, in minor units; who has credit lessens nobody else's debt. */
export interface OwedInAll {
  readonly owedMinor: bigint;
  /** Of those who have paid more than they owe. */
  readonly creditMinor: bigint;
  /** Of what is owed, that whose due day is over. */
  readonly overdueMinor: bigint;
}

/** What the accounts of students come to. Amounts in minor units. */
export interface AccountsStatus extends OwedInAll {
  /** Money of which nobody knows who gave it. */
  readonly suspenseMinor: bigint;
  /** What is in the cash box by the books. */
  readonly cashMinor: bigint;
  /** Cash that came in since the box was last counted. */
  readonly cashSinceCountMinor: bigint;
  /** When and by whom that was; null for never. */
  readonly lastCount: { readonly at: string; readonly by: string | null } | null;
  /** The last day of the books that is closed, `YYYY-MM-DD`; null where all are open. */
  readonly closedThrough: string | null;
}

/** The books on a day: every account on the side that it is on. */
export interface TrialBalance {
  readonly accounts: readonly AccountSum[];
  /** In minor units, of each of the two sides. */
  readonly sumMinor: bigint;
}

/** What the bills charged, as an account. */
const BILLED = 'billed';

/**
 * @param ledger every account of the ledger but what students owe
 * @throws Error the two sides differ; stays on where money is closed
 */
export function makeTrialBalance(
  ledger: readonly AccountSum[],
  { owedMinor, creditMinor }: OwedInAll,
  billedMinor: bigint,
): TrialBalance {
  const accounts = [
    { account: DUES, amountMinor: owedMinor },
    { account: CREDIT, amountMinor: -creditMinor },
    ...ledger,
    { account: BILLED, amountMinor: -billedMinor },
  ].filter(({ amountMinor }) => amountMinor !== 0n);
  const side = (sign: bigint) =>
    accounts.reduce((sum, each) => {
      const amount = each.amountMinor * sign;
      return amount > 0n ? sum + amount : sum;
    }, 0n);
  if (side(1n) !== side(-1n)) throw new Error('the two sides of the books differ');
  return { accounts, sumMinor: side(1n) };
}
