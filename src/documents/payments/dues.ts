import { ENTRY_KINDS, type EntryKind, METHODS } from '../../domain/payments/entry.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { formatMinor } from '../../domain/values/money.ts';
import { documentMaker, type Fields, type RecordOf, recordSheet } from '../fields.ts';
import type { LateFeesDocument, SettlementDocument } from '../schemas/payments/payments.ts';
import { type Columns, type Sheet, toSheet } from '../sheet.ts';

/** What was entered on a student's accounts beside payments, and how they stand after it. */
export const ACCOUNT_CHANGE = {
  studentId: 'word',
  name: 'text',
  kind: { kind: 'word', oneOf: ENTRY_KINDS },
  receipt: 'word?',
  date: 'day',
  month: 'month?',
  method: { kind: 'word?', oneOf: METHODS },
  amount: { kind: 'money', from: 'amountMinor' },
  reference: 'text?',
  note: 'text?',
  balance: { kind: 'money', from: 'balanceMinor' },
  deposit: { kind: 'money', from: 'depositMinor' },
  voucher: 'word?',
} as const satisfies Fields;

export type AccountChangeRecord = RecordOf<typeof ACCOUNT_CHANGE>;

/** A change as it came, with whose account it is. */
export type ToldChange = Omit<AccountChangeRecord, 'studentId' | 'name' | 'kind'> & {
  readonly kind: EntryKind;
  readonly student: Pick<StudentRecord, 'id' | 'name'>;
};

export function toAccountChange({ student, ...change }: ToldChange): AccountChangeRecord {
  return { studentId: student.id, name: student.name, ...change };
}

export const DEPOSIT = {
  studentId: 'word',
  name: 'text',
  branch: 'text',
  left: 'day?',
  received: { kind: 'money', from: 'receivedMinor' },
  used: { kind: 'money', from: 'usedMinor' },
  refunded: { kind: 'money', from: 'refundedMinor' },
  held: { kind: 'money', from: 'heldMinor' },
} as const satisfies Fields;

export type DepositRecord = RecordOf<typeof DEPOSIT>;

export const LATE_FEE = {
  studentId: 'word',
  name: 'text',
  outstanding: { kind: 'money', from: 'outstandingMinor' },
  paidOn: 'day?',
  entered: { kind: 'money', from: 'enteredMinor' },
  amount: { kind: 'money', from: 'amountMinor' },
} as const satisfies Fields;

export type LateFeeRecord = RecordOf<typeof LATE_FEE>;

/** Late fees of one bill. */
export interface LateFeesRecord {
  readonly month: string;
  readonly asOf: string;
  /** Of the bill, and the first day with a late fee of it; null of a bill before the accounts. */
  readonly dueOn: string | null;
  readonly beginsOn: string | null;
  readonly fees: readonly LateFeeRecord[];
  /** What was entered, and is too much by now. */
  readonly tooMuch: readonly { readonly studentId: string; readonly amountMinor: bigint }[];
}

export function sumLateFees({ fees }: LateFeesRecord): bigint {
  return fees.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

export function lateFeesDocument(
  late: LateFeesRecord,
  dryRun: boolean,
  currencyDecimals: number,
): LateFeesDocument {
  return {
    month: late.month,
    asOf: late.asOf,
    dryRun,
    fees: late.fees.map(documentMaker(LATE_FEE, currencyDecimals)),
    total: formatMinor(sumLateFees(late), currencyDecimals),
    tooMuch: late.tooMuch.map(({ studentId, amountMinor }) => ({
      studentId,
      amount: formatMinor(amountMinor, currencyDecimals),
    })),
  };
}

export function lateFeesSheet({ fees }: LateFeesRecord, currencyDecimals: number): Sheet {
  return recordSheet(LATE_FEE, fees, currencyDecimals);
}

/** How the accounts of a student stand who leaves for good. Amounts in minor units. */
export interface SettlementRecord {
  readonly student: Pick<StudentRecord, 'id' | 'name' | 'branch' | 'left'>;
  readonly lastBill: { readonly month: string; readonly amountMinor: bigint } | null;
  readonly unbilled: readonly string[];
  readonly balanceMinor: bigint;
  readonly depositMinor: bigint;
  readonly fromDepositMinor: bigint;
  readonly toCollectMinor: bigint;
  readonly depositBackMinor: bigint;
  readonly creditBackMinor: bigint;
}

export function settlementDocument(
  settlement: SettlementRecord,
  currencyDecimals: number,
): SettlementDocument {
  const money = (minor: bigint) => formatMinor(minor, currencyDecimals);
  const { student, lastBill } = settlement;
  return {
    student: { id: student.id, name: student.name, branch: student.branch },
    left: student.left,
    lastBill:
      lastBill === null ? null : { month: lastBill.month, amount: money(lastBill.amountMinor) },
    unbilled: [...settlement.unbilled],
    balance: money(settlement.balanceMinor),
    deposit: money(settlement.depositMinor),
    fromDeposit: money(settlement.fromDepositMinor),
    toCollect: money(settlement.toCollectMinor),
    depositBack: money(settlement.depositBackMinor),
    creditBack: money(settlement.creditBackMinor),
  };
}

const COLUMNS: Columns<SettlementDocument> = {
  student_id: ({ student }) => student.id,
  name: ({ student }) => student.name,
  left: 'left',
  last_month: ({ lastBill }) => lastBill?.month ?? null,
  last_amount: ({ lastBill }) => lastBill?.amount ?? null,
  unbilled: ({ unbilled }) => unbilled.join(' ') || null,
  balance: 'balance',
  deposit: 'deposit',
  from_deposit: 'fromDeposit',
  to_collect: 'toCollect',
  deposit_back: 'depositBack',
  credit_back: 'creditBack',
};

export function settlementSheet(settlement: SettlementDocument): Sheet {
  return toSheet(COLUMNS, [settlement]);
}
