import type { HeadKind } from '../../purchases/purchase.ts';
import type { Finding, VerifiedRow } from '../finding.ts';

const PARTS = [
  { kind: 'dividing', column: 'total_minor', sum: 'total' },
  { kind: 'fixed', column: 'fixed_minor', sum: 'fixed amount' },
] as const satisfies readonly { kind: HeadKind; column: string; sum: string }[];

/** What the heads of one bill add up to, in minor units. */
interface HeadSums {
  readonly sums: Map<string, bigint>;
  /** One of its heads is of no kind that is known, which is a finding of its own. */
  isUnknown: boolean;
}

/**
 * Checks how bills were made up of purchases: at least one a head, and those of each kind add up to
 * that amount of the bill. A bill without any was not made from purchases.
 */
export function createBillHeadVerification(onFinding: (finding: Finding) => void) {
  const kinds = new Map<VerifiedRow[string], string>();
  const bills = new Map<string, VerifiedRow>();
  const heads = new Map<string, HeadSums>();

  const addHead = (row: VerifiedRow) => {
    const key = `${row.month} ${row.revision}`;
    const report = (check: string, message: string) =>
      onFinding({ check, table: 'bill_heads', key: `${key} ${row.head_no}`, message });
    const amount = BigInt(row.amount_minor ?? 0);
    if (amount <= 0n) report('money', 'the amount is not more than 0');
    if (Number(row.purchases) < 1) report('value', `made up of ${row.purchases} purchases`);
    const of = heads.get(key) ?? { sums: new Map(), isUnknown: false };
    const kind = kinds.get(row.head_no ?? null);
    if (kind === undefined) of.isUnknown = true;
    else of.sums.set(kind, (of.sums.get(kind) ?? 0n) + amount);
    heads.set(key, of);
  };

  return {
    /** Passes over the tables that say nothing of it. */
    add(table: string, row: VerifiedRow) {
      if (table === 'purchase_heads') kinds.set(row.no ?? null, String(row.kind));
      if (table === 'bills') bills.set(`${row.month} ${row.revision}`, row);
      if (table === 'bill_heads') addHead(row);
    },
    end() {
      for (const [key, { sums, isUnknown }] of heads) {
        const bill = bills.get(key);
        // Of no bill: a finding of the references.
        if (bill === undefined || isUnknown) continue;
        for (const { kind, column, sum } of PARTS) {
          const amount = bill[column] ?? null;
          if ((sums.get(kind) ?? null) === (amount === null ? null : BigInt(amount))) continue;
          const message = `the ${kind} heads do not add up to the ${sum}`;
          onFinding({ check: 'sum', table: 'bills', key, message });
        }
      }
    },
  };
}
