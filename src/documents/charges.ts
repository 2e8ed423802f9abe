import { type Charge, COUNTS_AS, sumByKind, sumCharges } from '../domain/charges/charge.ts';
import { daysAsNumber } from '../domain/values/days.ts';
import { formatMinor, formatMinorOrNull } from '../domain/values/money.ts';
import type { Month } from '../domain/values/month.ts';
import type { Fields } from './fields.ts';
import type {
  ChangedChargesDocument,
  ChargeDocument,
  ChargesOfMonthDocument,
} from './schemas/charges.ts';
import { type Columns, type Sheet, toSheet } from './sheet.ts';

export const CHARGE_KIND = {
  name: 'text',
  countsAs: { kind: 'word', oneOf: COUNTS_AS },
  rate: { kind: 'money?', from: 'rateMinor' },
  hidden: 'flag',
} as const satisfies Fields;

export function chargeDocument(charge: Charge, currencyDecimals: number): ChargeDocument {
  const { quantityHundredths } = charge;
  return {
    no: charge.no,
    month: charge.month,
    studentId: charge.studentId,
    name: charge.name,
    kind: charge.kind,
    countsAs: charge.countsAs,
    quantity: quantityHundredths === null ? null : daysAsNumber(quantityHundredths),
    rate: formatMinorOrNull(charge.rateMinor, currencyDecimals),
    amount: formatMinor(charge.amountMinor, currencyDecimals),
    note: charge.note,
    by: charge.by,
    at: charge.at,
    status: charge.status,
    voidReason: charge.voidReason,
  };
}

/** @param charges in the order of their numbers */
export function chargesOfMonthDocument(
  month: Month,
  charges: readonly Charge[],
  currencyDecimals: number,
): ChargesOfMonthDocument {
  return {
    month,
    charges: charges.map((each) => chargeDocument(each, currencyDecimals)),
    kinds: sumByKind(charges).map(({ kind, countsAs, charges: count, amountMinor }) => {
      return { kind, countsAs, charges: count, amount: formatMinor(amountMinor, currencyDecimals) };
    }),
    total: formatMinor(sumCharges(charges), currencyDecimals),
  };
}

/** Charges that were added, or taken back: of either the total is what they came to. */
export function changedChargesDocument(
  charges: readonly Charge[],
  warnings: readonly string[],
  currencyDecimals: number,
): ChangedChargesDocument {
  return {
    charges: charges.map((each) => chargeDocument(each, currencyDecimals)),
    total: formatMinor(totalOf(charges), currencyDecimals),
    warnings,
  };
}

/** In minor units: also of what was taken back. */
export function totalOf(charges: readonly Charge[]): bigint {
  return charges.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

/** The amount has words behind it: a number there could be taken for a part of it when it is read. */
const COLUMNS: Columns<ChargeDocument> = {
  no: 'no',
  month: 'month',
  student_id: 'studentId',
  name: 'name',
  kind: 'kind',
  note: 'note',
  quantity: 'quantity',
  rate: 'rate',
  amount: 'amount',
  counts_as: 'countsAs',
  by: 'by',
  at: 'at',
  status: 'status',
  void_reason: 'voidReason',
};

export function chargeSheet(charges: readonly ChargeDocument[]): Sheet {
  return toSheet(COLUMNS, charges);
}
