import type {
  PerHeadPart,
  SharedPart,
  ShareExplanation,
} from '../../domain/billing/share-explanation.ts';
import { daysAsNumber, formatDays } from '../../domain/values/days.ts';
import { type MoneyFormat, type MoneyStyle, moneyFormat } from '../page/money.ts';
import type { View } from '../page/view.ts';
import { purchasesDocument } from './bills.ts';
import { explanationLines } from './share-explanation-text.ts';

/** How one share came about: keys for scripts, words for the student. */
export function shareExplanationView(explanation: ShareExplanation, moneyStyle: MoneyStyle): View {
  const money = moneyFormat(moneyStyle);
  const { bill, share, purchases, dividing, perHead, fixed } = explanation;
  return {
    json: () => ({
      month: bill.month,
      revision: bill.revision,
      status: bill.status,
      origin: bill.origin,
      student: { id: share.studentId, name: share.name, branch: share.branch },
      days: daysAsNumber(share.daysHundredths),
      daysInMonth: bill.daysInMonth,
      dividing: dividing && {
        total: money.plain(dividing.sharedMinor),
        days: daysAsNumber(dividing.weight),
        daysOfEverybody: daysAsNumber(dividing.totalWeight),
        ...sharedDocument(dividing, money),
      },
      perHead: perHead && perHeadDocument(perHead, money),
      fixed: fixed && {
        fixed: money.plain(fixed.sharedMinor),
        students: fixed.totalWeight,
        ...sharedDocument(fixed, money),
      },
      amount: money.plain(share.amountMinor),
      purchases: purchasesDocument(purchases, money),
    }),
    csv: () => ({
      header: [
        'month',
        'revision',
        'student_id',
        'name',
        'days',
        'days_of_everybody',
        'total',
        'dividing_floor',
        'dividing_odd',
        'dividing',
        'per_head',
        'students',
        'fixed_amount',
        'fixed_floor',
        'fixed_odd',
        'fixed',
        'amount',
      ],
      rows: [
        [
          bill.month,
          bill.revision,
          share.studentId,
          share.name,
          formatDays(share.daysHundredths),
          dividing === null ? null : formatDays(dividing.totalWeight),
          ...sharedCells(dividing, money),
          money.plainOrNull(share.perHeadMinor),
          fixed === null ? null : fixed.totalWeight,
          ...sharedCells(fixed, money),
          money.plain(share.amountMinor),
        ],
      ],
    }),
    text: (page) => explanationLines(explanation, moneyStyle, page),
  };
}

/** Numerators and denominators are text, in minor units: they may be larger than a number holds. */
function sharedDocument(part: SharedPart, money: MoneyFormat) {
  return {
    quota: { numerator: String(part.numerator), denominator: String(part.totalWeight) },
    floor: money.plain(part.floorMinor),
    remainder: String(part.remainder),
    leftOver: part.leftOver,
    larger: part.larger,
    equal: part.equal,
    turn: part.turn,
    reason: part.reason,
    oddUnit: money.plain(part.getsOddUnit ? 1n : 0n),
    amount: money.plain(part.amountMinor),
  };
}

function perHeadDocument(part: PerHeadPart, money: MoneyFormat) {
  return {
    perHead: money.plain(part.perHeadMinor),
    days: daysAsNumber(part.daysHundredths),
    daysInMonth: part.daysInMonth,
    quota: { numerator: String(part.numerator), denominator: String(part.denominator) },
    roundedUp: part.roundedUp,
    amount: money.plain(part.amountMinor),
  };
}

function sharedCells(part: SharedPart | null, money: MoneyFormat) {
  if (part === null) return [null, null, null, null];
  const odd = money.plain(part.getsOddUnit ? 1n : 0n);
  return [
    money.plain(part.sharedMinor),
    money.plain(part.floorMinor),
    odd,
    money.plain(part.amountMinor),
  ];
}
