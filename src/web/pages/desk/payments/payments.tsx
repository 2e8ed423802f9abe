import { recordSheet } from '../../../../documents/fields.ts';
import { PAYMENT, paymentsDocument } from '../../../../documents/payments/payments.ts';
import type { PaymentsDocument } from '../../../../documents/schemas/payments/payments.ts';
import { parseNote } from '../../../../domain/purchases/purchase.ts';
import { daysAfter } from '../../../../domain/values/date.ts';
import { parseId } from '../../../../domain/values/id.ts';
import { monthName } from '../../../../domain/values/month.ts';
import { sayCount } from '../../../../domain/values/text.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { today } from '../../../../operations/mess/mess.ts';
import { listPayments } from '../../../../operations/payments/receipts/list-payments.ts';
import { recordPayment } from '../../../../operations/payments/record-payment.ts';
import { inOrder } from '../../../values.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { AsCsv, isAsCsv } from '../../parts/as-csv.tsx';
import { Amount, Check, Field } from '../../parts/field.tsx';
import { Form, Question } from '../../parts/form.tsx';
import {
  amountReader,
  dateReader,
  doUnlessSlip,
  isTicked,
  maybe,
  monthReader,
  need,
} from '../../parts/given.ts';
import { figures, Table } from '../../parts/table.tsx';
import type { Given, Problem } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { pathTo } from '../paths.ts';
import { moneyOf } from '../style.ts';
import { NoAccounts } from './dues.tsx';
import { MethodAndDay, readMethodAndDay, readReference } from './money-fields.tsx';

const PATH = '/desk/payments';

/** How many days are shown where nothing else is asked for. */
const USUAL_DAYS = 31;

export const paymentsPage = deskPage({
  path: PATH,
  permission: "see everybody's dues",
  sends: 'record payments',
  async get(scope, { query, problem }) {
    const { mess, actor } = scope;
    const read = dateReader(mess);
    const asked = inOrder(maybe(query, 'from', read), maybe(query, 'to', read));
    const { from = daysAfter(asked.to ?? today(mess), -USUAL_DAYS), to } = asked;
    const { payments, totals } = await listPayments(mess, actor, { from, to, hasReversed: true });
    if (isAsCsv(query)) {
      const { currencyDecimals } = mess.settings;
      const name = `payments-${from}-${to ?? today(mess)}`;
      return { name, sheet: recordSheet(PAYMENT, payments, currencyDecimals) };
    }
    const document = paymentsDocument(payments, totals, mess.settings.currencyDecimals);
    return {
      title: 'Payments',
      body: (
        <Payments scope={scope} document={document} query={{ ...query, from }} problem={problem} />
      ),
    };
  },
  async post({ mess, actor }, { given }) {
    const details = {
      studentId: need(given, 'id', parseId),
      amountMinor: need(given, 'amount', amountReader(mess)),
      ...readMethodAndDay(mess, given),
      reference: readReference(given),
      month: maybe(given, 'month', monthReader(mess)) ?? null,
      note: maybe(given, 'note', parseNote) ?? null,
      isAgain: isTicked(given, 'again'),
    };
    const { receipt } = await doUnlessSlip(mess, given, (on) => recordPayment(on, actor, details));
    return { to: pathTo('payments', receipt) };
  },
});

function Payments({
  scope,
  document: { payments, totals, inAll },
  query,
  problem,
}: {
  readonly scope: PageScope;
  readonly document: PaymentsDocument;
  readonly query: Given;
  readonly problem: Problem | undefined;
}) {
  const { mess, actor } = scope;
  const money = moneyOf(mess);
  const isKept = mess.settings.accountsFrom !== null;
  return (
    <>
      <h1>Payments</h1>
      {!isKept && <NoAccounts />}
      {isKept && isAllowed(actor, 'record payments') && (
        <Record scope={scope} id={query.id ?? ''} problem={problem} />
      )}
      <h2>Received and given back</h2>
      <Question action={PATH} submit="Show">
        <Field name="from" label="From" type="date" value={query.from ?? ''} />
        <Field name="to" label="To" type="date" value={query.to ?? ''} />
      </Question>
      <ByMethod totals={totals} inAll={inAll} money={money} />
      <AsCsv path={PATH} query={query} />
      <Table
        caption={sayCount(payments.length, 'payment')}
        columns={['Receipt', 'Date', 'Student', 'Name', 'Method', 'For', ...figures('Amount')]}
        none="No payments."
        rows={payments.toReversed().map((each) => ({
          key: each.receipt ?? each.voucher ?? each.at,
          cells: [
            each.receipt === null ? (
              each.voucher
            ) : (
              <a key="receipt" href={pathTo('payments', each.receipt)}>
                {each.receipt}
              </a>
            ),
            each.date,
            each.studentId,
            <Written key="name" text={each.name} />,
            each.method,
            each.reversed ? 'reversed' : each.month && monthName(each.month),
            money(each.amount),
          ],
        }))}
      />
    </>
  );
}

/** What payments are not, is shown where there is any of it, as it must be in the box. */
function ByMethod({
  totals,
  inAll,
  money,
}: Pick<PaymentsDocument, 'totals' | 'inAll'> & {
  readonly money: (amount: string | null) => string;
}) {
  const others = (
    [
      ['Deposits', 'deposits'],
      ['Given back', 'givenBack'],
      ['Counted, taken out', 'others'],
    ] as const
  ).filter(([, key]) => totals.some((each) => /[1-9]/.test(each[key])));
  return (
    <Table
      caption="By method"
      columns={[
        'Method',
        ...figures('Receipts', 'Payments', ...others.map(([title]) => title), 'In all'),
      ]}
      none="No money came in."
      rows={totals.map((each) => ({
        key: each.method,
        cells: [
          each.method,
          each.payments,
          money(each.amount),
          ...others.map(([, key]) => money(each[key])),
          money(each.inAll),
        ],
      }))}
      foot={['In all', '', '', ...others.map(() => ''), money(inAll)]}
    />
  );
}

function Record({
  scope,
  id,
  problem,
}: {
  readonly scope: PageScope;
  readonly id: string;
  readonly problem: Problem | undefined;
}) {
  const isTaken = problem?.error.reason === 'reference_taken';
  return (
    <>
      <h2>Record a payment</h2>
      <Form scope={scope} problem={problem} action={PATH} submit="Record, and give the receipt">
        <Field name="id" label="Student (id)" value={id} required autocomplete="off" />
        <Amount name="amount" label="Amount" required />
        <MethodAndDay mess={scope.mess} label="How it came" />
        <Field name="reference" label="Number of the bank or the app" autocomplete="off" />
        <Field name="month" label="For the bill of" hint="Empty: it pays the oldest debt first" />
        <Field name="note" label="Note" autocomplete="off" />
        {isTaken && (
          <Check name="again" label="Record it although another receipt has the number" />
        )}
      </Form>
    </>
  );
}
