import { bankLineRow, digestRows, payerRow } from '../../mess/digests.ts';
import type { VerifiedRow } from '../finding.ts';
import type { Person, Roll } from './roll.ts';
import type { State } from './state.ts';
import { digestsOf, type Entry, numberOf, textOf } from './told/entry.ts';
import { createToldRanges } from './told/ranges.ts';
import { createToldRows, type ReportIn } from './told/rows.ts';

/**
 * The lines of the bank's files, which are only ever added to, the payers who were forgotten, and what
 * students said they paid.
 */
export function createBankState(report: ReportIn, roll: Pick<Roll, 'find'>): State {
  const claims = createClaims(report, roll);
  const lines = createToldRanges('bank_lines', 'bankLines', 'bankLines', report);
  const forgotten = createToldRows('forgotten_payers', report);
  return {
    addEntry(entry: Entry) {
      lines.addEntry(entry);
      claims.addEntry(entry);
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
      ...claims.rows,
      bank_lines(row) {
        if (lines.add(Number(row.no), toLineRow(row), String(row.no))) return;
        report('bank_lines', String(row.no), 'the record of changes does not tell of it');
      },
      forgotten_payers: (row) => {
        const payer = digestRows([payerRow(String(row.payer))]);
        forgotten.check(String(row.forgotten_by), { ...row, payer });
      },
    },
    ends: { ...claims.ends, bank_lines: lines.end, forgotten_payers: forgotten.end },
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

/** Payments that students said they made, and what was dismissed of them. */
function createClaims(report: ReportIn, roll: Pick<Roll, 'find'>): State {
  const claims = createToldRows('payment_claims', report);
  const claimers = new Map<string, Person>();
  return {
    addEntry({ command, sequence, subject, before, after }: Entry) {
      if (command === 'payment claims add') {
        const no = String(numberOf(after, 'claim'));
        const [date, reference] = [textOf(after, 'date'), textOf(after, 'reference')];
        claimers.set(no, roll.find(subject));
        const dismissed = { dismissed_by: null, dismiss_reason: null };
        claims.tell(no, { date, reference, claimed_by: sequence, ...dismissed });
      }
      if (command === 'payment claims dismiss') {
        const reason = textOf(after, 'reason');
        const dismissed = { dismissed_by: sequence, dismiss_reason: reason };
        claims.change(String(numberOf(before, 'claim')), dismissed);
      }
    },
    rows: { payment_claims: (row: VerifiedRow) => void claims.check(String(row.no), row) },
    ends: {
      students() {
        for (const [no, person] of claimers) claims.change(no, { student_no: person.no });
      },
      payment_claims: claims.end,
    },
  };
}
