import type {
  PerHeadPart,
  SharedPart,
  ShareExplanation,
} from '../../domain/billing/share-explanation.ts';
import type { Charge } from '../../domain/charges/charge.ts';
import { daysAsNumber } from '../../domain/values/days.ts';
import { formatMinor, formatMinorOrNull } from '../../domain/values/money.ts';
import type { Told } from '../../errors.ts';
import type {
  BilledChargeDocument,
  PerHeadPartDocument,
  SharedPartDocument,
  ShareExplanationDocument,
} from '../schemas/billing.ts';
import { type Columns, type Sheet, toSheet } from '../sheet.ts';
import { billedHeadsDocument, someOrNull } from './bill.ts';

/** How one share came about. */
export function shareExplanationDocument(
  {
    bill,
    share,
    purchases,
    dividing,
    perHead,
    fixed,
    charges,
    stale,
    warnings,
  }: Told<ShareExplanation>,
  currencyDecimals: number,
): ShareExplanationDocument {
  return {
    month: bill.month,
    revision: bill.revision,
    status: bill.status,
    origin: bill.origin,
    student: { id: share.studentId, name: share.name, branch: share.branch },
    days: daysAsNumber(share.daysHundredths),
    daysInMonth: bill.daysInMonth,
    dividing: dividing && {
      total: formatMinor(dividing.sharedMinor, currencyDecimals),
      lowered: someOrNull(bill.loweredMinor, currencyDecimals),
      raised: someOrNull(bill.raisedMinor, currencyDecimals),
      days: daysAsNumber(dividing.weight),
      daysOfEverybody: daysAsNumber(dividing.totalWeight),
      ...sharedDocument(dividing, currencyDecimals),
    },
    perHead: perHead && perHeadDocument(perHead, currencyDecimals),
    fixed: fixed && {
      fixed: formatMinor(fixed.sharedMinor, currencyDecimals),
      students: fixed.totalWeight,
      ...sharedDocument(fixed, currencyDecimals),
    },
    charges: charges.map((charge) => billedChargeDocument(charge, currencyDecimals)),
    amount: formatMinor(share.amountMinor, currencyDecimals),
    purchases: billedHeadsDocument(purchases, currencyDecimals),
    stale,
    warnings,
  };
}

function billedChargeDocument(charge: Charge, currencyDecimals: number): BilledChargeDocument {
  const { no, kind, countsAs, quantityHundredths, rateMinor, amountMinor, note } = charge;
  return {
    no,
    kind,
    countsAs,
    quantity: quantityHundredths === null ? null : daysAsNumber(quantityHundredths),
    rate: formatMinorOrNull(rateMinor, currencyDecimals),
    amount: formatMinor(amountMinor, currencyDecimals),
    note,
  };
}

function sharedDocument(part: SharedPart, currencyDecimals: number): SharedPartDocument {
  return {
    quota: { numerator: String(part.numerator), denominator: String(part.totalWeight) },
    floor: formatMinor(part.floorMinor, currencyDecimals),
    remainder: String(part.remainder),
    leftOver: part.leftOver,
    larger: part.larger,
    equal: part.equal,
    turn: part.turn,
    reason: part.reason,
    oddUnit: formatMinor(part.getsOddUnit ? 1n : 0n, currencyDecimals),
    amount: formatMinor(part.amountMinor, currencyDecimals),
  };
}

function perHeadDocument(part: PerHeadPart, currencyDecimals: number): PerHeadPartDocument {
  return {
    perHead: formatMinor(part.perHeadMinor, currencyDecimals),
    days: daysAsNumber(part.daysHundredths),
    daysInMonth: part.daysInMonth,
    quota: { numerator: String(part.numerator), denominator: String(part.denominator) },
    roundedUp: part.roundedUp,
    amount: formatMinor(part.amountMinor, currencyDecimals),
  };
}

/** One row, without the quotas. */
export function shareExplanationSheet(
  explanation: Told<ShareExplanation>,
  currencyDecimals: number,
): Sheet {
  // Of a bill that was recorded elsewhere only the share itself is known.
  const perHead = formatMinorOrNull(explanation.share.perHeadMinor, currencyDecimals);
  const charged = formatMinorOrNull(explanation.share.chargesMinor, currencyDecimals);
  const columns: Columns<ShareExplanationDocument> = {
    month: 'month',
    revision: 'revision',
    student_id: ({ student }) => student.id,
    name: ({ student }) => student.name,
    days: 'days',
    days_of_everybody: ({ dividing }) => dividing?.daysOfEverybody ?? null,
    total: ({ dividing }) => dividing?.total ?? null,
    dividing_floor: ({ dividing }) => dividing?.floor ?? null,
    dividing_odd: ({ dividing }) => dividing?.oddUnit ?? null,
    dividing: ({ dividing }) => dividing?.amount ?? null,
    per_head: () => perHead,
    students: ({ fixed }) => fixed?.students ?? null,
    fixed_amount: ({ fixed }) => fixed?.fixed ?? null,
    fixed_floor: ({ fixed }) => fixed?.floor ?? null,
    fixed_odd: ({ fixed }) => fixed?.oddUnit ?? null,
    fixed: ({ fixed }) => fixed?.amount ?? null,
    charges: () => charged,
    amount: 'amount',
  };
  return toSheet(columns, [shareExplanationDocument(explanation, currencyDecimals)]);
}
