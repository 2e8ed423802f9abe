import {
  ACCOUNT_CHANGE,
  DEPOSIT,
  type DepositRecord,
  type ToldChange,
  toAccountChange,
} from '../../documents/payments/dues.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { monthName } from '../../domain/values/month.ts';
import { sayCount } from '../../domain/values/text.ts';
import { changedRecordView, recordListView, type Style } from '../page/records.ts';
import type { View } from '../page/view.ts';
import { sayBalance } from './balance.ts';

/** What was done to a student's account, and how it stands. */
export function accountChangeView(told: ToldChange, style: Style): View {
  const { student, ...change } = told;
  const money = moneyFormat(style);
  const who = `${student.id} ${student.name}`;
  const { receipt, voucher, balanceMinor, depositMinor } = change;
  const number = receipt === null ? `Voucher ${voucher}` : `Receipt ${receipt}`;
  const done = sayChange(change, money(change.amountMinor), who);
  const hasDeposit = depositMinor !== 0n || change.kind.startsWith('deposit');
  const held = hasDeposit ? `; deposit held: ${money(depositMinor)}` : '';
  const sentence = `${number}: ${done}. Now: ${sayBalance(balanceMinor, money)}${held}.`;
  return changedRecordView(ACCOUNT_CHANGE, toAccountChange(told), sentence, style.currencyDecimals);
}

function sayChange(
  { kind, month, method }: Omit<ToldChange, 'student'>,
  amount: string,
  who: string,
): string {
  const of = month === null ? '' : ` for ${monthName(month)}`;
  if (kind === 'refund') return `Paid back ${amount} by ${method} to ${who}`;
  if (kind === 'deposit') return `${amount} by ${method} from ${who}, held as a deposit`;
  if (kind === 'deposit used') return `Used ${amount} of the deposit of ${who}${of}`;
  if (kind === 'deposit refund') {
    return `Paid back ${amount} by ${method} of the deposit of ${who}`;
  }
  if (kind === 'waiver') return `Waived ${amount} of late fees of ${who}${of}`;
  return `Wrote off ${amount} of ${who}`;
}

/** Caution money that is held of everybody. */
export function depositListView(deposits: readonly DepositRecord[], style: Style): View {
  const money = moneyFormat(style);
  const sum = (of: (each: DepositRecord) => bigint) =>
    deposits.reduce((total, each) => total + of(each), 0n);
  const hasLeft = deposits.some(({ left }) => left !== null);
  const list = recordListView(DEPOSIT, deposits, style, {
    none: 'No deposits are held.',
    columns: { studentId: { title: 'ID' }, left: hasLeft ? {} : { isLeftOut: true } },
  });
  return {
    ...list,
    amounts: {
      style,
      totals: () => ({
        received: sum(({ receivedMinor }) => receivedMinor),
        used: sum(({ usedMinor }) => usedMinor),
        refunded: sum(({ refundedMinor }) => refundedMinor),
        held: sum(({ heldMinor }) => heldMinor),
      }),
    },
    text: function* (page) {
      yield* list.text(page);
      if (deposits.length === 0) return;
      const held = money(sum(({ heldMinor }) => heldMinor));
      yield `\n${sayCount(deposits.length, 'student')}: ${held} held\n`;
    },
  };
}
