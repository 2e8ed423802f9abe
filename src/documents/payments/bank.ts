import type { LineSum, StatementReport } from '../../domain/imports/statement-report.ts';
import { CLAIM_STATES } from '../../domain/payments/claim.ts';
import { formatMinor } from '../../domain/values/money.ts';
import type { Fields } from '../fields.ts';
import type {
  AssignedLineDocument,
  IgnoredLineDocument,
  StatementDocument,
  UndonePaymentsDocument,
} from '../schemas/payments/bank.ts';
import { type Cell, type Columns, type Sheet, toSheet } from '../sheet.ts';

/** Money in the bank's file of which it is not known whose it is. */
export const SUSPENDED = {
  no: 'count',
  date: 'day',
  amount: { kind: 'money', from: 'amountMinor' },
  account: { kind: 'word', drop: 1 },
  narration: 'text',
  reference: { kind: 'text?', drop: 2 },
  reason: 'text',
  suggestion: 'word?',
} as const satisfies Fields;

/** A payment that a student says was made. */
export const CLAIM = {
  no: 'count',
  studentId: 'word',
  name: 'text',
  date: 'day',
  reference: 'word',
  state: { kind: 'word', oneOf: CLAIM_STATES },
  receipt: { kind: 'word?', drop: 3 },
  reason: { kind: 'text?', drop: 2 },
  claimedAt: { kind: 'time', drop: 1 },
} as const satisfies Fields;

/** For whom somebody paid before. */
export const PAYER = {
  payer: 'word',
  studentId: 'word',
  payments: 'count',
  last: { kind: 'day', from: 'date' },
} as const satisfies Fields;

/** A file of a bank that was imported. */
export const PAYMENT_IMPORT = {
  import: { kind: 'count', from: 'no' },
  at: 'time',
  by: { kind: 'word?', drop: 2 },
  file: 'text',
  months: { kind: 'words', drop: 3 },
  rows: { kind: 'count', drop: 1 },
  new: { kind: 'count', from: 'inserted' },
  known: { kind: 'count', from: 'unchanged', drop: 4 },
  undone: { kind: 'flag', from: 'isUndone' },
} as const satisfies Fields;

export interface AssignedLineRecord {
  readonly line: { readonly no: number; readonly date: string; readonly amountMinor: bigint };
  readonly parts: readonly {
    readonly receipt: string;
    readonly student: { readonly id: string; readonly name: string };
    readonly amountMinor: bigint;
    readonly balanceMinor: bigint;
  }[];
  readonly learned: string | null;
  readonly unlearned: 'no payer' | 'payer cut off' | null;
  readonly others: readonly number[];
  readonly warnings: readonly string[];
}

export function assignedLineDocument(
  { line, parts, learned, others, warnings }: AssignedLineRecord,
  currencyDecimals: number,
): AssignedLineDocument {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  return {
    no: line.no,
    date: line.date,
    amount: money(line.amountMinor),
    parts: parts.map(({ receipt, student, amountMinor, balanceMinor }) => ({
      receipt,
      studentId: student.id,
      amount: money(amountMinor),
      balance: money(balanceMinor),
    })),
    learned,
    others,
    warnings: [...warnings],
  };
}

/** A line that was ignored, or came back into suspense. */
export function ignoredLineDocument(
  { no, date, amountMinor }: AssignedLineRecord['line'],
  currencyDecimals: number,
): IgnoredLineDocument {
  return { no, date, amount: formatMinor(amountMinor, currencyDecimals) };
}

/** An import of a bank's file that was taken back. */
export interface UndonePaymentsRecord {
  readonly record: { readonly no: number; readonly file: string };
  readonly payments: number;
  readonly others: number;
}

export function undonePaymentsDocument({
  record,
  payments,
  others,
}: UndonePaymentsRecord): UndonePaymentsDocument {
  return { import: record.no, file: record.file, payments, others };
}

export function assignedLineSheet({ no, date, parts }: AssignedLineDocument): Sheet {
  const columns: Columns<AssignedLineDocument['parts'][number]> = {
    no: () => no,
    date: () => date,
    receipt: 'receipt',
    student_id: 'studentId',
    amount: 'amount',
    balance: 'balance',
  };
  return toSheet(columns, parts);
}

export function statementDocument(
  statement: StatementReport,
  currencyDecimals: number,
): StatementDocument {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  const sum = ({ lines, amountMinor }: LineSum) => ({ lines, amount: money(amountMinor) });
  return {
    account: statement.account,
    from: statement.from,
    to: statement.to,
    provedByBalance: statement.provedByBalance,
    credits: sum(statement.credits),
    debits: sum(statement.debits),
    known: sum(statement.known),
    notPaid: statement.notPaid,
    posted: statement.posted.map((each) => ({
      line: each.line,
      date: each.date,
      studentId: each.studentId,
      receipt: each.receipt,
      rule: each.rule,
      why: each.why,
      amount: money(each.amountMinor),
      balanceBefore: money(each.beforeMinor),
      balance: money(each.afterMinor),
    })),
    suspense: statement.suspense.map(({ amountMinor, ...each }) => ({
      ...each,
      amount: money(amountMinor),
    })),
    others: statement.others.map(({ amountMinor, ...each }) => ({
      ...each,
      amount: money(amountMinor),
    })),
    returned: statement.returned.map(({ amountMinor, isBooked: _, ...each }) => ({
      ...each,
      amount: money(amountMinor),
    })),
    missing: statement.missing.map(({ amountMinor, ...each }) => ({
      ...each,
      amount: money(amountMinor),
    })),
  };
}

/** What was done with one credit of the file. */
interface StatementRow {
  readonly line: number;
  readonly date: string;
  readonly amount: string;
  readonly outcome: string;
  readonly studentId: Cell;
  readonly receipt: Cell;
  readonly suspense: Cell;
  readonly reason: Cell;
}

const COLUMNS: Columns<StatementRow> = {
  line: 'line',
  date: 'date',
  amount: 'amount',
  outcome: 'outcome',
  student_id: ({ studentId }) => studentId,
  receipt: ({ receipt }) => receipt,
  suspense: ({ suspense }) => suspense,
  reason: ({ reason }) => reason,
};

/** A row for each credit that is new, in the order of the file. */
export function statementSheet({ posted, suspense, others }: StatementDocument): Sheet {
  const none = { studentId: null, receipt: null, suspense: null, reason: null };
  const rows: StatementRow[] = [
    ...posted.map(({ line, date, amount, rule, studentId, receipt, why }) => ({
      ...{ ...none, line, date, amount, outcome: rule, studentId, receipt, reason: why },
    })),
    ...suspense.map(({ line, date, amount, no, reason, suggestion }) => ({
      ...{ ...none, line, date, amount, outcome: 'suspense', suspense: no, reason },
      studentId: suggestion,
    })),
    ...others.map(({ line, date, amount, what }) => ({
      ...{ ...none, line, date, amount, outcome: what },
    })),
  ];
  return toSheet(
    COLUMNS,
    rows.sort((a, b) => a.line - b.line),
  );
}
