import type { RowError } from '../../imports/report.ts';
import { groupBy } from '../../values/group-by.ts';
import type { MoneyFormat } from '../../values/money-format.ts';
import { eraseNarration, foldBlanks, isErasedNarration } from './erased-narration.ts';
import { type PaymentTrace, tracePayment } from './narration.ts';
import { type StatementRow, spanOf } from './statement.ts';

/** A line of an earlier file of the same account, as recorded. */
export type RecordedLine = Pick<StatementRow, 'date' | 'amountMinor' | 'narration' | 'reference'>;

/** Money that came in and is recorded, from whatever source: a receipt, or a line of any file. */
export interface RecordedPayment {
  /** Folded: see `foldReference`. */
  readonly reference: string;
  /** In minor units. */
  readonly amountMinor: bigint;
}

/** A line with what it says of its payment. */
export interface TracedRow {
  readonly row: StatementRow;
  readonly trace: PaymentTrace;
}

export interface FreshCredit extends TracedRow {
  /** The line of the same file that has the same reference: one of the two is none of a student. */
  readonly twinLine: number | null;
}

/** What the lines of a file come to against those that are recorded; each line is in one of the lists. */
export interface StatementComparison<Line extends RecordedLine> {
  readonly fresh: readonly FreshCredit[];
  /** Recorded just so already, or as a payment with the same reference. */
  readonly known: readonly TracedRow[];
  /** Those of the known that are recorded as a payment with the same reference alone. */
  readonly reconciled: readonly TracedRow[];
  /** Of money that went out: the payment with its reference, recorded or of this file, was sent back. */
  readonly returned: readonly TracedRow[];
  /** All else that went out. */
  readonly debits: readonly TracedRow[];
  /** Credits that contradict what is recorded. */
  readonly contradicting: readonly TracedRow[];
  readonly mistakes: readonly RowError[];
  /** Recorded for days that the file covers, and not in it. */
  readonly missing: readonly Line[];
}

export function traceRows(rows: readonly StatementRow[]): readonly TracedRow[] {
  return rows.map((row) => ({ row, trace: tracePayment(row) }));
}

/**
 * Compares a file with what is recorded, so that the same line of two overlapping files is booked once. The
 * identity of a line is all of it (date, signed amount, narration, reference) within its account, and equal
 * lines are counted: of N in the file and M recorded, N − M are new. References only add to it: a payment that
 * is recorded by hand, or from another file, is found by them.
 *
 * @param recorded the lines of this account; an import that was taken back has none
 * @param payments each once, those of the recorded lines too; several of one reference are parts of one
 */
export function compareStatement<Line extends RecordedLine>(
  traced: readonly TracedRow[],
  recorded: readonly Line[],
  payments: readonly RecordedPayment[],
  money: MoneyFormat,
): StatementComparison<Line> {
  const { known, rest, left } = takeIdentical(traced, recorded);
  const paid = sumByReference(payments);
  /** References of which the one line is found, and the line. */
  const taken = new Map<string, number>();
  for (const { row, trace } of known) {
    for (const reference of trace.references) taken.set(reference, row.line);
  }
  const fresh: FreshCredit[] = [];
  const reconciled: TracedRow[] = [];
  const returned: TracedRow[] = [];
  const debits: TracedRow[] = [];
  const contradicting: TracedRow[] = [];
  const mistakes: RowError[] = [];
  for (const each of rest) {
    const { row, trace } = each;
    const reference = trace.references.find((one) => paid.has(one));
    if (row.amountMinor <= 0n) {
      const isReturn = reference !== undefined || trace.references.some((one) => taken.has(one));
      (isReturn ? returned : debits).push(each);
      continue;
    }
    const twin = trace.references.map((one) => taken.get(one)).find((line) => line !== undefined);
    const amountMinor = paid.get(reference ?? '');
    if (twin === undefined && reference !== undefined && amountMinor !== row.amountMinor) {
      contradicting.push(each);
      mistakes.push(otherAmount(row, reference, amountMinor ?? 0n, money));
    } else if (twin === undefined && reference !== undefined) reconciled.push(each);
    else fresh.push({ ...each, twinLine: twin ?? null });
    for (const one of trace.references) taken.set(one, taken.get(one) ?? row.line);
  }
  return {
    fresh,
    known: [...known, ...reconciled].sort((a, b) => a.row.line - b.row.line),
    reconciled,
    returned,
    debits,
    contradicting,
    mistakes,
    missing: listCovered(left, traced),
  };
}

/** Matches equal lines one to one. */
function takeIdentical<Line extends RecordedLine>(
  traced: readonly TracedRow[],
  recorded: readonly Line[],
): { known: TracedRow[]; rest: TracedRow[]; left: readonly Line[] } {
  const groups = groupBy(recorded, identityOf);
  const hasErased = recorded.some(({ narration }) => isErasedNarration(narration));
  const erasedAs = (row: StatementRow) => {
    if (!hasErased) return undefined;
    return groups.get(identityOf({ ...row, narration: eraseNarration(row.narration) }));
  };
  const [known, rest]: [TracedRow[], TracedRow[]] = [[], []];
  for (const each of traced) {
    const found =
      groups.size > 0 && (groups.get(identityOf(each.row))?.pop() ?? erasedAs(each.row)?.pop());
    const isKnown = found !== false && found !== undefined;
    (isKnown ? known : rest).push(each);
  }
  return { known, rest, left: [...groups.values()].flat() };
}

/** Blanks are none of it. */
export function identityOf({ date, amountMinor, narration, reference }: RecordedLine): string {
  return [date, amountMinor, foldBlanks(narration), foldBlanks(reference)].join('\n');
}

function sumByReference(payments: readonly RecordedPayment[]): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { reference, amountMinor } of payments) {
    sums.set(reference, (sums.get(reference) ?? 0n) + amountMinor);
  }
  return sums;
}

function listCovered<Line extends RecordedLine>(
  lines: readonly Line[],
  traced: readonly TracedRow[],
): readonly Line[] {
  if (lines.length === 0) return lines;
  const span = spanOf(traced.map(({ row }) => row));
  return lines.filter(({ date }) => span !== null && date >= span.from && date <= span.to);
}

function otherAmount(
  row: StatementRow,
  reference: string,
  amountMinor: bigint,
  money: MoneyFormat,
): RowError {
  return {
    line: row.line,
    column: '',
    code: 'reference_with_other_amount',
    value: row.reference,
    message: `the payment ${reference} is recorded with ${money(amountMinor)}, and this line says ${money(row.amountMinor)}`,
  };
}
