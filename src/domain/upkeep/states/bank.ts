import { bankLineRow, digestRows, payerRow } from '../../mess/digests.ts';
import type { VerifiedRow } from '../finding.ts';
import type { State } from './state.ts';
import { digestsOf, type Entry, numberOf, textOf } from './told/entry.ts';
import { createToldRanges } from './told/ranges.ts';
import { createToldRows, type ReportIn } from './told/rows.ts';

/** The lines of the bank's files, which are only ever added to, and the payers who were forgotten. */
export function createBankState(report: ReportIn): State {
  const lines = createToldRanges('bank_lines', 'bankLines', 'bankLines', report);
  const forgotten = createToldRows('forgotten_payers', report);
  return {
    addEntry(entry: Entry) {
      lines.addEntry(entry);
      if (entry.command === 'student anonymise') {
        for (const [sequence, digest] of digestsOf(entry, 'bankLinesLeft') ?? []) {
          lines.tellAnew(Number(sequence), digest);
        }
      }
      if (entry.command !== 'payment payers forget') return;
      forgotten.tell(String(entry.sequence), {
        through_entry: numberOf(entry.after, 'throughEntry'),
        payer: textOf(entry.after, 'digests', 'payer'),
      });
    },
    rows: {
      bank_lines(row) {
        if (lines.add(Number(row.no), toLineRow(row), String(row.no))) return;
        report('bank_lines', String(row.no), 'the record of changes does not tell of it');
      },
      forgotten_payers: (row) => {
        const payer = digestRows([payerRow(String(row.payer))]);
        forgotten.check(String(row.forgotten_by), { ...row, payer });
      },
    },
    ends: { bank_lines: lines.end, forgotten_payers: forgotten.end },
  };
}

function toLineRow(row: VerifiedRow): string {
  const text = (column: string) => {
    const value = row[column] ?? null;
    return value === null ? null : String(value);
  };
  return bankLineRow({
    no: Number(row.no),
    importNo: Number(row.import_no),
    line: Number(row.line),
    account: String(row.account),
    accountDigits: text('account_digits'),
    date: String(row.date),
    amountMinor: String(row.amount_minor),
    narration: String(row.narration),
    reference: String(row.reference),
    otherReference: text('other_reference'),
    payer: text('payer'),
    rule: text('rule'),
    entryNo: Number(row.entry_no),
  });
}
