import { formatMinor } from '../domain/values/money.ts';
import { documentMaker, type Fields, type RecordOf, recordSheet } from './fields.ts';
import type { LateFeesDocument } from './schemas/dues.ts';
import type { Sheet } from './sheet.ts';

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
  readonly fees: readonly LateFeeRecord[];
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
  };
}

export function lateFeesSheet({ fees }: LateFeesRecord, currencyDecimals: number): Sheet {
  return recordSheet(LATE_FEE, fees, currencyDecimals);
}
