import {
  type SettlementRecord,
  settlementDocument,
  settlementSheet,
} from '../../documents/payments/dues.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { type MoneyFormat, moneyFormat } from '../../domain/values/money-format.ts';
import { monthName } from '../../domain/values/month.ts';
import { visible } from '../../domain/values/text.ts';
import type { View } from '../page/view.ts';

/** What is to be collected of a student who leaves for good, or paid back: one page. */
export function settlementView(settlement: SettlementRecord, style: MoneyStyle): View {
  const document = () => settlementDocument(settlement, style.currencyDecimals);
  return {
    json: document,
    csv: () => settlementSheet(document()),
    text: function* () {
      const { student, unbilled } = settlement;
      const left = student.left === null ? 'has not left' : `left on ${student.left}`;
      yield `${visible(`${student.id} ${student.name}, ${student.branch}`)}, ${left} (${style.currency})\n\n`;
      const lines = listLines(settlement, moneyFormat(style));
      const [labels, amounts] = [0, 1].map((at) =>
        Math.max(...lines.map((line) => line[at]?.length ?? 0)),
      );
      for (const [label, amount] of lines) {
        yield `${label.padEnd(labels ?? 0)}  ${amount.padStart(amounts ?? 0)}\n`;
      }
      if (unbilled.length === 0) return;
      const months = unbilled.map(monthName).join(', ');
      yield `\nStill to be billed, and not in this: ${months}.\n`;
    },
  };
}

function listLines(settlement: SettlementRecord, money: MoneyFormat): [string, string][] {
  const { lastBill, balanceMinor, depositMinor, fromDepositMinor } = settlement;
  const some = (label: string, minor: bigint): [string, string][] =>
    minor === 0n ? [] : [[label, money(minor)]];
  const result: [string, string][] = [
    ...some('To be collected', settlement.toCollectMinor),
    ...some('To be paid back of the deposit', settlement.depositBackMinor),
    ...some('To be paid back of the credit', settlement.creditBackMinor),
  ];
  return [
    ...(lastBill === null
      ? []
      : some(`Last bill, ${monthName(lastBill.month)}`, lastBill.amountMinor)),
    ...(balanceMinor < 0n ? some('Credit', -balanceMinor) : some('Owed in all', balanceMinor)),
    ...some('Deposit held', depositMinor),
    ...some('Of the deposit against what is owed', fromDepositMinor),
    ...(result.length === 0
      ? [['To be collected or paid back', money(0n)] as [string, string]]
      : result),
  ];
}
