import type {
  LineSum,
  PostedLine,
  ReturnedLine,
  StatementReport,
} from '../../../domain/imports/statement-report.ts';
import { type Statement, spanOf } from '../../../domain/payments/bank/statement.ts';
import type { TracedRow } from '../../../domain/payments/bank/statement-comparison.ts';
import type { Decisions } from './decide.ts';

/** What was written, by the line of the file: receipts, and the numbers of lines in suspense. */
export interface WrittenLines {
  receiptOf(line: number): string | null;
  noOf(line: number): number | null;
}

export const NOTHING_WRITTEN: WrittenLines = { receiptOf: () => null, noOf: () => null };

/** What an import of a statement does, or would do. */
export function describeStatement(
  { rows, provedByBalance, notPaid }: Pick<Statement, 'rows' | 'provedByBalance' | 'notPaid'>,
  account: string,
  decisions: Decisions,
  written: WrittenLines = NOTHING_WRITTEN,
): StatementReport {
  const { plan, comparison } = decisions;
  const span = spanOf(rows);
  return {
    account,
    from: span?.from ?? null,
    to: span?.to ?? null,
    provedByBalance,
    notPaid,
    credits: sumLines(rows.filter(({ amountMinor }) => amountMinor > 0n)),
    debits: sumLines(rows.filter(({ amountMinor }) => amountMinor <= 0n)),
    known: sumLines(plan.known.map(({ row }) => row)),
    posted: listPosted(decisions, written),
    suspense: plan.suspense.map(({ row, match }) => ({
      line: row.line,
      no: written.noOf(row.line),
      date: row.date,
      amountMinor: row.amountMinor,
      narration: row.narration,
      reason: match.why,
      suggestion: match.suggestion,
    })),
    others: [
      ...plan.settlements.map(({ row }) => ({ row, what: 'settlement' as const })),
      ...plan.noPayments.map(({ row, match: { what } }) => ({ row, what })),
    ]
      .sort((a, b) => a.row.line - b.row.line)
      .map(({ row: { line, date, amountMinor }, what }) => ({ line, date, amountMinor, what })),
    returned: comparison.returned.flatMap((each) => describeReturn(each, decisions, written)),
    missing: comparison.missing.map(({ date, amountMinor, narration }) => ({
      date,
      amountMinor,
      narration,
    })),
  };
}

function sumLines(rows: readonly { readonly amountMinor: bigint }[]): LineSum {
  const sum = rows.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  return { lines: rows.length, amountMinor: sum < 0n ? -sum : sum };
}

function listPosted({ plan, roll }: Decisions, { receiptOf }: WrittenLines): PostedLine[] {
  const balances = new Map<string, bigint>();
  return plan.posted.map(({ row, match }) => {
    const { studentId, rule, why, hasLeft } = match;
    const beforeMinor = balances.get(studentId) ?? roll.balanceMinor(studentId);
    const afterMinor = beforeMinor - row.amountMinor;
    balances.set(studentId, afterMinor);
    const { line, date, amountMinor } = row;
    const { name } = roll.get(studentId);
    const receipt = receiptOf(line);
    const of = { line, date, studentId, name, hasLeft, receipt, rule, why };
    return { ...of, amountMinor, beforeMinor, afterMinor };
  });
}

/** Of a payment that stands, or is about to: one that was taken back already is none. */
function describeReturn(
  { row, trace }: TracedRow,
  { payments, plan }: Decisions,
  { receiptOf }: WrittenLines,
): ReturnedLine[] {
  const { line, date, amountMinor } = row;
  const isOf = (each: TracedRow) =>
    each.trace.references.some((reference) => trace.references.includes(reference));
  const recorded = trace.references.map((each) => payments.get(each)).find((each) => each);
  const posted = plan.posted.find(isOf) ?? plan.suspense.find(isOf);
  if (recorded === undefined && posted === undefined) return [];
  const receipt = recorded?.receipt ?? (posted === undefined ? null : receiptOf(posted.row.line));
  const isBooked = receipt !== null || (recorded === undefined && plan.posted.some(isOf));
  return [{ line, date, amountMinor: -amountMinor, receipt, isBooked }];
}
