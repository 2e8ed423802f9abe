import type { VerifiedRow } from '../finding.ts';
import type { Person, Roll } from './roll.ts';
import type { State } from './state.ts';
import { type Entry, numberOf, textOf } from './told/entry.ts';
import { createToldRows, type ReportIn } from './told/rows.ts';

/** Payments that students said they made, and what was dismissed of them. */
export function createClaimsState(report: ReportIn, roll: Pick<Roll, 'find'>): State {
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
