import {
  LATE_FEE,
  type LateFeesRecord,
  lateFeesDocument,
  lateFeesSheet,
  sumLateFees,
} from '../../documents/payments/dues.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { monthName } from '../../domain/values/month.ts';
import { nameSome, sayCount } from '../../domain/values/text.ts';
import { recordListView, type Style } from '../page/records.ts';
import type { View } from '../page/view.ts';

/** Late fees that are to be entered, or were. */
export function lateFeesView(
  late: LateFeesRecord,
  style: Style,
  stage: 'dry run' | 'to be confirmed' | 'entered',
): View {
  const { currencyDecimals } = style;
  const hasEntered = late.fees.some(({ enteredMinor }) => enteredMinor !== 0n);
  const hasPaid = late.fees.some(({ paidOn }) => paidOn !== null);
  const list = recordListView(LATE_FEE, late.fees, style, {
    columns: {
      studentId: { title: 'ID' },
      paidOn: hasPaid ? { title: 'Paid on' } : { isLeftOut: true },
      entered: hasEntered ? { title: 'Before' } : { isLeftOut: true },
      amount: { title: 'Late fee' },
    },
  });
  const end = { 'dry run': ' would be entered', 'to be confirmed': '', entered: ' entered' }[stage];
  return {
    ...list,
    json: () => lateFeesDocument(late, stage !== 'entered', currencyDecimals),
    csv: () => lateFeesSheet(late, currencyDecimals),
    names: { ...list.names, rows: 'fees' },
    amounts: {
      style,
      totals: () => ({ outstanding: null, entered: null, amount: sumLateFees(late) }),
    },
    text: function* (page) {
      if (late.fees.length === 0) {
        yield `No late fees of ${monthName(late.month)} to enter on ${late.asOf}${sayWhyNone(late)}.\n`;
      } else {
        yield* list.text(page);
        yield `\n${sayLateFees(late, style)}${end}\n`;
      }
      if (late.tooMuch.length > 0) yield `${sayTooMuch(late, style)}\n`;
    },
  };
}

/** Where the day is the reason. */
function sayWhyNone({ asOf, dueOn, beginsOn }: LateFeesRecord): string {
  if (dueOn === null || beginsOn === null) return ': it is a bill from before the accounts';
  return asOf < beginsOn ? `: the bill is due on ${dueOn}, and they begin on ${beginsOn}` : '';
}

/** `Late fees of May 2025: 2 students, 100.00`. */
export function sayLateFees(late: LateFeesRecord, style: Style): string {
  const amount = moneyFormat(style)(sumLateFees(late));
  return `Late fees of ${monthName(late.month)}: ${sayCount(late.fees.length, 'student')}, ${amount}`;
}

function sayTooMuch({ tooMuch }: LateFeesRecord, style: Style): string {
  const money = moneyFormat(style);
  const each = tooMuch.map(({ studentId, amountMinor }) => `${studentId} ${money(amountMinor)}`);
  return `More was entered than is due, by what is known now: ${nameSome(each)}.`;
}
