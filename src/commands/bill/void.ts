import { type Bill, NOT_STALE } from '../../domain/billing/bill.ts';
import { formatMinor } from '../../domain/values/money.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { calendarDays, monthName } from '../../domain/values/month.ts';
import { sayCount } from '../../domain/values/text.ts';
import { showBillToVoid, voidBill } from '../../operations/billing/bills.ts';
import { readStandingLateFees } from '../../operations/payments/dues/standing-late-fees.ts';
import { billSummaryView } from '../../output/billing/list.ts';
import { confirm } from '../confirm.ts';
import { ASKED_WHY, getReason, reasonReadByStudents } from '../options/reason.ts';
import { getMonth, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const billVoid = defineVerb({
  name: 'void',
  summary: 'Take a mistyped bill back, so that the month can be registered again',
  details:
    'Its shares stay readable with mess bill show --revision N, but nobody owes them any more. Asks first.',
  examples: ['mess bill void --month 2025-05 --reason "total was mistyped"'],
  permission: 'void bills',
  takes: { month: monthOption(), reason: reasonReadByStudents() },
  async run({ mess, actor, answer, terminal }, values) {
    const month = await getMonth(terminal, mess, values.month, 'change a bill');
    const found = await showBillToVoid(mess, actor, month);
    const reason = await getReason(terminal, values.reason, ASKED_WHY);
    const billed = moneyFormat(mess.settings)(found.billedMinor);
    const what = `the bill of ${monthName(month)}, ${billed} over ${sayCount(found.shares.length, 'student')}`;
    await confirm(terminal, `Void ${what}?`);
    const voided = await voidBill(mess, actor, found, reason);
    const sentence = `Voided ${what}. To register it again as it was: ${registerLine(found, mess.settings.currencyDecimals)}`;
    const fees = await readStandingLateFees(mess, actor, month);
    if (fees.students > 0) {
      const amount = moneyFormat(mess.settings)(fees.amountMinor);
      answer.note(
        `Its late fees stay, ${amount} of ${sayCount(fees.students, 'student')}: mess dues waive ID --month ${month} --reason TEXT`,
      );
    }
    await answer.print(
      billSummaryView({ ...voided, staleness: NOT_STALE }, mess.settings, sentence),
    );
  },
});

/** The command that makes such a bill; of one that was recorded elsewhere only its beginning. */
function registerLine(bill: Bill, currencyDecimals: number): string {
  const isComputed = bill.origin === 'computed';
  const byHand = isComputed && bill.purchases === null;
  const amount = (flag: string, minor: bigint | null, isMeant: boolean) =>
    minor === null || !isMeant ? [] : [flag, formatMinor(minor, currencyDecimals)];
  const days = bill.daysInMonth;
  return [
    'mess bill register --month',
    bill.month,
    ...(bill.purchases === null ? [] : ['--from-purchases']),
    ...amount('--total', bill.totalMinor, byHand),
    ...amount('--per-head', bill.perHeadMinor, isComputed),
    ...amount('--fixed', bill.fixedMinor, byHand),
    ...(days === null || days === calendarDays(bill.month) ? [] : ['--days', String(days)]),
  ].join(' ');
}
