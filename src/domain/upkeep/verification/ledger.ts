import { ENTRY_KINDS, METHODS, referenceKey } from '../../payments/entry.ts';
import { isAccountName, parseAccount } from '../../payments/journal/accounts.ts';
import { parseDate } from '../../values/date.ts';
import { parseMonth } from '../../values/month.ts';
import { type Report, refusal, type VerifiedRow } from '../finding.ts';

/** Entries of the ledger: each adds up to zero, and the receipts of a series have no gaps. */
export function createLedgerVerification(
  report: (table: string, check: string, key: string, message: string) => void,
) {
  const sums = new Map<string, bigint>();
  const receipts = new Map<string, { last: number; count: number }>();
  return {
    addEntry(row: VerifiedRow, here: Report): void {
      checkEntry(row, here);
      if (row.reverses !== null && !sums.has(String(row.reverses))) {
        here('reversal', '', 'it takes back what is not there before it');
      }
      sums.set(String(row.no), 0n);
      const [series, number] = [row.receipt_series, row.receipt_number];
      if (series === null || number === null) {
        if (series !== number) here('receipt', '', 'half of the number of a receipt');
        return;
      }
      const of = receipts.get(String(series)) ?? { last: 0, count: 0 };
      receipts.set(String(series), {
        last: Math.max(of.last, Number(number)),
        count: of.count + 1,
      });
    },
    addPosting(row: VerifiedRow): void {
      const key = String(row.entry_no);
      const amount = /^-?\d+$/.test(String(row.amount_minor)) ? String(row.amount_minor) : '0';
      sums.set(key, (sums.get(key) ?? 0n) + BigInt(amount));
    },
    endEntries(): void {
      for (const [series, { last, count }] of receipts) {
        if (last === count) continue;
        const sentence = `of the receipts ${series} there are ${count}, and the last is number ${last}`;
        report('ledger_entries', 'receipt', '', sentence);
      }
    },
    end(): void {
      for (const [no, sum] of sums) {
        if (sum !== 0n) report('ledger_postings', 'sum', no, 'the entry does not add up to zero');
      }
    },
  };
}

/** What an account of the journal is called. */
export function checkJournalAccount({ name, account }: VerifiedRow, report: Report): void {
  if (!isAccountName(String(name))) report('value', '', `no account: ${String(name)}`);
  const sentence = refusal(() => parseAccount(String(account)));
  if (sentence !== undefined) report('value', '', sentence);
}

function checkEntry(row: VerifiedRow, report: Report): void {
  const kinds: readonly string[] = ENTRY_KINDS;
  const methods: readonly (string | null)[] = [...METHODS, null];
  if (!kinds.includes(String(row.kind))) report('value', '', `no kind: ${String(row.kind)}`);
  if (!methods.includes(row.method === null ? null : String(row.method))) {
    report('value', '', `no method: ${String(row.method)}`);
  }
  const values = [
    refusal(() => parseDate(String(row.date))),
    refusal(() => parseDate(String(row.money_date))),
    row.month === null ? undefined : refusal(() => parseMonth(String(row.month))),
  ];
  for (const sentence of values) if (sentence !== undefined) report('value', '', sentence);
  const key = row.reference === null ? null : referenceKey(String(row.reference));
  if (row.reference_key !== key) {
    report(
      'reference',
      '',
      `${String(row.reference)} is looked up as ${String(row.reference_key)}`,
    );
  }
}
