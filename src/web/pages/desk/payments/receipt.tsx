import { receiptDocument } from '../../../../documents/payments/receipt.ts';
import type { PrintedReceiptDocument } from '../../../../documents/schemas/payments/payments.ts';
import { findReceiptNumber, type ReceiptNumber } from '../../../../domain/payments/receipt.ts';
import { monthName } from '../../../../domain/values/month.ts';
import { parseReason } from '../../../../domain/values/text.ts';
import { NotFoundError } from '../../../../errors.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { readReceipt } from '../../../../operations/payments/receipts/receipt.ts';
import { reversePayment } from '../../../../operations/payments/receipts/reverse-payment.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { Reason } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { need } from '../../parts/given.ts';
import { Facts } from '../../parts/notices.tsx';
import type { Problem } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { pathTo } from '../paths.ts';
import { moneyOf, timeOf } from '../style.ts';

/** A receipt, to be printed; and to take it back. */
export const receiptPage = deskPage({
  path: '/desk/payments/:receipt',
  permission: "see everybody's dues",
  sends: 'reverse payments',
  async get(scope, { params, problem }) {
    const { mess, actor } = scope;
    const receipt = receiptDocument(
      await readReceipt(mess, actor, numberOf(params)),
      mess.settings,
    );
    return {
      title: `Receipt ${receipt.receipt}`,
      body: <Receipt scope={scope} receipt={receipt} problem={problem} />,
    };
  },
  async post({ mess, actor }, { params, given }) {
    const receipt = numberOf(params);
    await reversePayment(mess, actor, { receipt }, need(given, 'reason', parseReason));
    return { to: pathTo('payments', params.receipt ?? '') };
  },
});

function numberOf({ receipt = '' }: Readonly<Record<string, string>>): ReceiptNumber {
  const number = findReceiptNumber(receipt);
  if (number !== undefined) return number;
  throw new NotFoundError('no_such_page', 'There is no such receipt.');
}

function Receipt({
  scope,
  receipt,
  problem,
}: {
  readonly scope: PageScope;
  readonly receipt: PrintedReceiptDocument;
  readonly problem: Problem | undefined;
}) {
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
      {reversed === null && isAllowed(actor, 'reverse payments') && (
        <div class="no-print">
          <h2>Take it back</h2>
          <p>
            {studentId} would owe {money(receipt.amount)} more. The receipt keeps its number, and
            says that it was taken back.
          </p>
          <Form
            scope={scope}
            problem={problem}
            action={pathTo('payments', receipt.receipt)}
            submit={`Take back ${money(receipt.amount)}`}
            isGrave
          >
            <Reason />
          </Form>
        </div>
      )}
    </>
  );
}
