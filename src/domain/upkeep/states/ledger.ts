import { ledgerRow, postingRow } from '../../mess/digests.ts';
import { isAccountName, USUAL_ACCOUNTS } from '../../payments/journal/accounts.ts';
import type { VerifiedRow } from '../finding.ts';
import type { State } from './state.ts';
import { type Entry, isFields, textOf } from './told/entry.ts';
import { createToldRanges } from './told/ranges.ts';
import { createToldRows, type ReportIn } from './told/rows.ts';

const UNTOLD = 'the record of changes does not tell of it';

/** The ledger, which is only ever added to, and what its accounts are called in a journal. */
export function createLedgerState(report: ReportIn): State {
  const entries = createToldRanges('ledger_entries', 'ledgerEntries', 'ledger', report);
  const postings = createToldRanges('ledger_postings', 'ledgerEntries', 'postings', report);
  const accounts = createJournalAccounts(report);
  return {
    addEntry(entry) {
      entries.addEntry(entry);
      postings.addEntry(entry);
      accounts.addEntry(entry);
    },
    rows: {
      ...accounts.rows,
      ledger_entries(row) {
        const key = String(row.no);
        if (entries.add(Number(row.no), toLedgerRow(row), key, row.entered_by)) return;
        report('ledger_entries', key, UNTOLD);
      },
      ledger_postings(row) {
        const key = `${row.entry_no} ${row.line}`;
        if (postings.add(Number(row.entry_no), toPostingRow(row), key)) return;
        report('ledger_postings', key, UNTOLD);
      },
    },
    ends: { ...accounts.ends, ledger_entries: entries.end, ledger_postings: postings.end },
  };
}

function createJournalAccounts(report: ReportIn): State {
  const accounts = createToldRows('journal_accounts', report);
  return {
    addEntry({ command, subject, sequence, before, after }: Entry) {
      if (command === 'export accounts set') {
        const account = textOf(after, 'account');
        if (isAccountName(subject) && account === USUAL_ACCOUNTS[subject]) accounts.forget(subject);
        else accounts.tell(subject, { account, changed_by: sequence });
      }
      if (command !== 'export accounts reset' || !isFields(before)) return;
      for (const name of Object.keys(before)) accounts.forget(name);
    },
    rows: { journal_accounts: (row) => void accounts.check(String(row.name), row) },
    ends: { journal_accounts: accounts.end },
  };
}

function toLedgerRow(row: VerifiedRow): string {
  const text = (column: string) => {
    const value = row[column] ?? null;
    return value === null ? null : String(value);
  };
  const [series, number] = [text('receipt_series'), row.receipt_number ?? null];
  return ledgerRow({
    no: Number(row.no),
    date: String(row.date),
    moneyDate: String(row.money_date),
    kind: String(row.kind),
    receipt:
      series === null && number === null
        ? null
        : { series: String(series), number: Number(number) },
    month: text('month'),
    method: text('method'),
    reference: text('reference'),
    note: text('note'),
    reverses: row.reverses === null ? null : Number(row.reverses),
  });
}

function toPostingRow(row: VerifiedRow): string {
  return postingRow({
    entryNo: Number(row.entry_no),
    line: Number(row.line),
    account: String(row.account),
    studentNo: row.student_no === null ? null : Number(row.student_no),
    amountMinor: String(row.amount_minor),
  });
}
