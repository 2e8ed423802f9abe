import { receiptDocument } from '../../../../documents/payments/receipt.ts';
import type { PrintedReceiptDocument } from '../../../../documents/schemas/payments/payments.ts';
import { findReceiptNumber, type ReceiptNumber } from '../../../../domain/payments/receipt.ts';
import { monthName } from '../../../../domain/values/month.ts';
import { parseReason } from '../../../../domain/values/text.ts';
import { NotFoundError } from '../../../../errors.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import {
  findMoneyOfReceipt,
  type MoneyOfReceipt,
  reopenLine,
} from '../../../../operations/payments/bank/reopen.ts';
import { readReceipt } from '../../../../operations/payments/receipts/receipt.ts';
import { reversePayment } from '../../../../operations/payments/receipts/reverse-payment.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { Check, Reason } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { isTicked, need } from '../../parts/given.ts';
import { Facts } from '../../parts/notices.tsx';
import type { Problem } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { pathTo, withQuery } from '../paths.ts';
import { moneyOf, timeOf } from '../style.ts';

/** A receipt, to be printed; and to take it back. */
export const receiptPage = deskPage({
  path: '/desk/payments/:receipt',
  permission: "see everybody's dues",
  sends: 'reverse payments',
  async get(scope, { params, problem }) {
    const { mess, actor } = scope;
    const number = numberOf(params);
    const receipt = receiptDocument(await readReceipt(mess, actor, number), mess.settings);
    const fromBank = await findMoneyOfReceipt(mess, actor, number);
    return {
      title: `Receipt ${receipt.receipt}`,
      body: <Receipt {...{ scope, receipt, fromBank, problem }} />,
    };
  },
  async post({ mess, actor }, { params, given }) {
    const receipt = numberOf(params);
    const reason = need(given, 'reason', parseReason);
    if (given.do === 'reopen') {
      const money = await findMoneyOfReceipt(mess, actor, receipt);
      if (money === null) throw new NotFoundError('no_such_page', 'It came by no file.');
      await reopenLine(mess, actor, money.no, reason);
      return { to: withQuery('/desk/suspense', { done: 'back' }) };
    }
    const isBounced = isTicked(given, 'bounced');
    const { suspendedLine } = await reversePayment(mess, actor, { receipt }, { reason, isBounced });
    if (suspendedLine !== null) return { to: withQuery('/desk/suspense', { done: 'back' }) };
    return { to: pathTo('payments', params.receipt ?? '') };
  },
});

function numberOf({ receipt = '' }: Readonly<Record<string, string>>): ReceiptNumber {
  const number = findReceiptNumber(receipt);
  if (number !== undefined) return number;
  throw new NotFoundError('no_such_page', 'There is no such receipt.');
}

interface Shown {
  readonly scope: PageScope;
  readonly receipt: PrintedReceiptDocument;
  /** Where its money is that came by the bank's file; null where it came by none. */
  readonly fromBank: MoneyOfReceipt | null;
  readonly problem: Problem | undefined;
}

function Receipt({ scope, receipt, fromBank, problem }: Shown) {
  const { mess, actor } = scope;
  const [money, time] = [moneyOf(mess), timeOf(mess)];
  const { reversed, studentId } = receipt;
  return (
    <>
      <p class="print-only">{receipt.mess}</p>
      <h1>Receipt {receipt.receipt}</h1>
      {reversed && (
        <p role="status" class="wrong">
          Taken back on {reversed.date}: <Written text={reversed.reason} />
        </p>
      )}
      <Facts
        facts={[
          ['Date', receipt.date],
          ['Received from', `${studentId} ${receipt.name}`],
          ['Amount', money(receipt.amount)],
          ['In words', receipt.words],
          ['How it came', receipt.method],
          ['Number of the bank or the app', receipt.reference],
          ['For the bill of', receipt.month && monthName(receipt.month)],
          ['Note', receipt.note],
          ['Owed before', money(receipt.balanceBefore)],
          ['Owed after it', money(receipt.balance)],
          ['Entered', `${time(receipt.at)} by ${receipt.by ?? 'the database'}`],
          ['Record of changes', receipt.record],
        ]}
      />
      <p class="no-print">
        <a href={pathTo('dues', studentId)}>The account of {studentId}</a> ·{' '}
        <a href="/desk/payments">Another payment</a>
      </p>
      {reversed !== null && fromBank?.isSuspended && (
        <p class="no-print">
          Its money is in suspense, as line {fromBank.no}:{' '}
          <a href="/desk/suspense">say whose it is</a>
        </p>
      )}
      {isAllowed(actor, 'reverse payments') && (
        <TakenBack {...{ scope, receipt, fromBank, problem }} />
      )}
    </>
  );
}

/** To take it back; and its money, where that was said to have gone back, into suspense again. */
function TakenBack({ scope, receipt, fromBank, problem }: Shown) {
  const money = moneyOf(scope.mess);
  const { studentId } = receipt;
  const form = { scope, problem, action: pathTo('payments', receipt.receipt) };
  if (receipt.reversed === null) {
    return (
      <div class="no-print">
        <h2>Take it back</h2>
        <p>
          {studentId} would owe {money(receipt.amount)} more. The receipt keeps its number, and says
          that it was taken back.
          {fromBank !== null && ' The money is in suspense then, where you say whose it is.'}
        </p>
        <Form {...form} submit={`Take back ${money(receipt.amount)}`} isGrave>
          <Reason />
          {fromBank !== null && (
            <Check name="bounced" label="The bank took the money back: not into suspense" />
          )}
        </Form>
      </div>
    );
  }
  if (!fromBank?.isOut) return null;
  return (
    <div class="no-print">
      <h2>Its money</h2>
      <p>
        The money of line {fromBank.no} of the bank's files is in no account. If the bank has it all
        the same, put it into suspense, and say whose it is.
      </p>
      <Form {...form} does="reopen" submit="Put it into suspense" isGrave>
        <Reason />
      </Form>
    </div>
  );
}
