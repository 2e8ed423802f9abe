import type { StudentRecord } from '../domain/students/student.ts';
import { formatMinor } from '../domain/values/money.ts';
import type { SettlementDocument } from './schemas/dues.ts';
import { type Columns, type Sheet, toSheet } from './sheet.ts';

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
