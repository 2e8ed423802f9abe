import type { Language } from '../../domain/mess/language.ts';
import { daysLate } from '../../domain/payments/dues/ageing.ts';
import type { Allocation } from '../../domain/payments/dues/allocation.ts';
import type { Dues } from '../../domain/payments/dues/dues.ts';
import { ENTRY_KINDS, METHODS, type Method } from '../../domain/payments/entry.ts';
import type { MethodTotal } from '../../domain/payments/method-total.ts';
import { describeLine, type StatementLine } from '../../domain/payments/statement-line.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { formatMinor, formatMinorOrNull } from '../../domain/values/money.ts';
import { documentMaker, type Fields, type RecordOf } from '../fields.ts';
import type {
  AccountDocument,
  DuesDocument,
  MethodTotalDocument,
  OpeningDocument,
  PaymentsDocument,
  RecordedPaymentDocument,
  ReversedPaymentDocument,
} from '../schemas/payments/payments.ts';
import { type Columns, type Sheet, toSheet } from '../sheet.ts';
import { paperWords } from '../words/paper-words.ts';

export const PAYMENT = {
  receipt: 'word?',
  date: 'day',
  studentId: 'word?',
  name: 'text?',
  amount: { kind: 'money', from: 'amountMinor' },
  method: { kind: 'word?', oneOf: METHODS, drop: 5 },
  reference: { kind: 'text?', drop: 3 },
  month: { kind: 'month?', drop: 4 },
  note: { kind: 'text?', drop: 1 },
  by: { kind: 'word?', drop: 2 },
  at: { kind: 'time', drop: 0 },
  reversed: { kind: 'flag', from: 'isReversed' },
  kind: { kind: 'word', oneOf: ENTRY_KINDS, drop: 6 },
  voucher: 'word?',
} as const satisfies Fields;

export type PaymentRecord = RecordOf<typeof PAYMENT>;

export function paymentsDocument(
  payments: readonly PaymentRecord[],
  totals: readonly MethodTotal[],
  currencyDecimals: number,
): PaymentsDocument {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  const sum = (of: (each: MethodTotal) => bigint) =>
    money(totals.reduce((all, each) => all + of(each), 0n));
  return {
    payments: payments.map(
      documentMaker(PAYMENT, currencyDecimals),
    ) as readonly object[] as PaymentsDocument['payments'],
    totals: totals.map((each) => methodTotalDocument(each, currencyDecimals)),
    total: sum(({ amountMinor }) => amountMinor),
    inAll: sum(({ inAllMinor }) => inAllMinor),
  };
}

export function methodTotalDocument(
  total: MethodTotal,
  currencyDecimals: number,
): MethodTotalDocument {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  return {
    method: total.method,
    payments: total.count,
    amount: money(total.amountMinor),
    deposits: money(total.depositsMinor),
    givenBack: money(total.givenBackMinor),
    others: money(total.othersMinor),
    inAll: money(total.inAllMinor),
  };
}

export function recordedPaymentDocument(
  recorded: {
    readonly receipt: string;
    readonly student: Pick<StudentRecord, 'id'>;
    readonly payment: Pick<PaymentRecord, 'amountMinor' | 'date' | 'reference' | 'month'> & {
      readonly method: Method;
    };
    readonly balanceBeforeMinor: bigint;
    readonly balanceMinor: bigint;
    readonly warnings: readonly string[];
  },
  currencyDecimals: number,
): RecordedPaymentDocument {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  const { receipt, student, payment } = recorded;
  return {
    receipt,
    studentId: student.id,
    amount: money(payment.amountMinor),
    date: payment.date,
    method: payment.method,
    reference: payment.reference,
    month: payment.month,
    balanceBefore: money(recorded.balanceBeforeMinor),
    balance: money(recorded.balanceMinor),
    warnings: [...recorded.warnings],
  };
}

export function reversedPaymentDocument(
  reversed: {
    readonly payment: PaymentRecord;
    /** What the student owes by now; null where it is of no student. */
    readonly balanceMinor: bigint | null;
    readonly suspendedLine: number | null;
  },
  currencyDecimals: number,
): ReversedPaymentDocument {
  return {
    payment: documentMaker(PAYMENT, currencyDecimals)(reversed.payment),
    balance: formatMinorOrNull(reversed.balanceMinor, currencyDecimals),
    suspense: reversed.suspendedLine,
  };
}

export interface StudentDuesRecord extends Dues {
  readonly student: Pick<StudentRecord, 'id' | 'name' | 'branch' | 'left'>;
}

export function duesDocument(dues: StudentDuesRecord, currencyDecimals: number): DuesDocument {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  const { student, ageing } = dues;
  return {
    studentId: student.id,
    name: student.name,
    branch: student.branch,
    left: student.left,
    billed: money(dues.billedMinor),
    paid: money(dues.paidMinor),
    balance: money(dues.balanceMinor),
    credit: money(dues.creditMinor),
    overdue: money(dues.overdueMinor),
    oldestDue: dues.oldestDue,
    buckets: {
      notDue: money(ageing.notDue),
      days1to30: money(ageing.days1to30),
      days31to60: money(ageing.days31to60),
      days61to90: money(ageing.days61to90),
      over90: money(ageing.over90),
    },
  };
}

const DUES_COLUMNS: Columns<DuesDocument> = {
  student_id: 'studentId',
  name: 'name',
  branch: 'branch',
  left: 'left',
  billed: 'billed',
  paid: 'paid',
  balance: 'balance',
  credit: 'credit',
  overdue: 'overdue',
  oldest_due: 'oldestDue',
  not_due: ({ buckets }) => buckets.notDue,
  days_1_to_30: ({ buckets }) => buckets.days1to30,
  days_31_to_60: ({ buckets }) => buckets.days31to60,
  days_61_to_90: ({ buckets }) => buckets.days61to90,
  over_90: ({ buckets }) => buckets.over90,
};

export function duesSheet(dues: readonly DuesDocument[]): Sheet {
  return toSheet(DUES_COLUMNS, dues);
}

/** What a student owed when the accounts began. */
export const STATED_OPENING = {
  studentId: 'word',
  name: 'text',
  amount: { kind: 'money', from: 'amountMinor' },
} as const satisfies Fields;

export function openingDocument(
  opening: {
    readonly student: Pick<StudentRecord, 'id'>;
    readonly amountMinor: bigint;
    readonly beforeMinor: bigint | null;
    readonly balanceMinor: bigint;
  },
  currencyDecimals: number,
): OpeningDocument {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  const { student, amountMinor, beforeMinor, balanceMinor } = opening;
  return {
    studentId: student.id,
    amount: money(amountMinor),
    before: beforeMinor === null ? null : money(beforeMinor),
    balance: money(balanceMinor),
  };
}

export function openingSheet(openings: readonly OpeningDocument[]): Sheet {
  const columns: Columns<OpeningDocument> = {
    student_id: 'studentId',
    amount: 'amount',
    before: 'before',
    balance: 'balance',
  };
  return toSheet(columns, openings);
}

export function recordedPaymentSheet(payments: readonly RecordedPaymentDocument[]): Sheet {
  const columns: Columns<RecordedPaymentDocument> = {
    receipt: 'receipt',
    student_id: 'studentId',
    amount: 'amount',
    date: 'date',
    method: 'method',
    reference: 'reference',
    month: 'month',
    balance_before: 'balanceBefore',
    balance: 'balance',
  };
  return toSheet(columns, payments);
}

/** A student's account, or a part of it. */
export interface AccountRecord {
  readonly student: Pick<StudentRecord, 'id' | 'name' | 'branch'>;
  /** What was owed before the first line, in minor units. */
  readonly openingMinor: bigint;
  readonly lines: readonly { readonly line: StatementLine; readonly balanceMinor: bigint }[];
  readonly balanceMinor: bigint;
  readonly allocation: Pick<Allocation, 'debts'>;
  /** Caution money that is held. */
  readonly depositMinor: bigint;
  /** `YYYY-MM-DD` */
  readonly asOf: string;
}

/** @param language of what is said of each line */
export function accountDocument(
  account: AccountRecord,
  currencyDecimals: number,
  language: Language = 'en',
): AccountDocument {
  const { lines: words } = paperWords(language);
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  const { id, name, branch } = account.student;
  return {
    student: { id, name, branch },
    opening: money(account.openingMinor),
    lines: account.lines.map(({ line, balanceMinor }) => ({
      date: line.date,
      kind: line.kind,
      month: line.month,
      receipt: line.receipt,
      text: describeLine(line, words),
      debit: line.amountMinor > 0n ? money(line.amountMinor) : null,
      credit: line.amountMinor < 0n ? money(-line.amountMinor) : null,
      balance: money(balanceMinor),
      voucher: line.voucher,
    })),
    balance: money(account.balanceMinor),
    outstanding: account.allocation.debts
      .filter(({ outstandingMinor }) => outstandingMinor > 0n)
      .map(({ kind, month, due, outstandingMinor }) => ({
        kind,
        month,
        amount: money(outstandingMinor),
        due,
        daysLate: daysLate(due, account.asOf),
      })),
    deposit: money(account.depositMinor),
  };
}

const LINE_COLUMNS: Columns<AccountDocument['lines'][number]> = {
  date: 'date',
  kind: 'kind',
  month: 'month',
  receipt: 'receipt',
  text: 'text',
  debit: 'debit',
  credit: 'credit',
  balance: 'balance',
  voucher: 'voucher',
};

export function accountSheet({ lines }: AccountDocument): Sheet {
  return toSheet(LINE_COLUMNS, lines);
}
