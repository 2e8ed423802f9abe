import type { PaymentTrace } from './narration.ts';
import type { Match } from './payer-match.ts';
import type { StatementRow } from './statement.ts';
import type { RecordedLine, StatementComparison, TracedRow } from './statement-comparison.ts';

type Of<K extends Match['kind']> = Extract<Match, { readonly kind: K }>;

interface Decided<K extends Match['kind']> extends TracedRow {
  readonly match: Of<K>;
}

/** What is to be done with each credit of a file: what is shown of it is what is written. */
export interface StatementPlan {
  readonly posted: readonly Decided<'student'>[];
  readonly suspense: readonly (Decided<'suspense'> & {
    /** Another line of the file has its reference. */
    readonly isTwin: boolean;
  })[];
  readonly settlements: readonly Decided<'settlement'>[];
  readonly noPayments: readonly Decided<'no payment'>[];
  readonly known: readonly TracedRow[];
  /** Nothing is written while there is one. */
  readonly contradicting: readonly TracedRow[];
}

/** Decides about each credit that is new. */
export function planStatement<Line extends RecordedLine>(
  { fresh, known, contradicting }: StatementComparison<Line>,
  match: (row: StatementRow, trace?: PaymentTrace) => Match,
): StatementPlan {
  const posted: Decided<'student'>[] = [];
  const suspense: StatementPlan['suspense'][number][] = [];
  const settlements: Decided<'settlement'>[] = [];
  const noPayments: Decided<'no payment'>[] = [];
  for (const { row, trace, twinLine } of fresh) {
    const found = match(row, trace);
    const isTwin = twinLine !== null;
    if (found.kind === 'settlement') settlements.push({ row, trace, match: found });
    else if (found.kind === 'no payment') noPayments.push({ row, trace, match: found });
    else if (found.kind === 'suspense') suspense.push({ row, trace, match: found, isTwin });
    else if (!isTwin) posted.push({ row, trace, match: found });
    else {
      const why = `it has the reference of line ${twinLine}`;
      const doubled = { kind: 'suspense', why, suggestion: found.studentId } as const;
      suspense.push({ row, trace, match: doubled, isTwin });
    }
  }
  return {
    posted,
    suspense,
    settlements,
    noPayments,
    known: known.filter(({ row }) => row.amountMinor > 0n),
    contradicting,
  };
}

/** What lines come to, in minor units. */
export function sumRows(rows: readonly TracedRow[]): bigint {
  return rows.reduce((total, { row }) => total + row.amountMinor, 0n);
}
