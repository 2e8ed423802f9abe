import { Fragment } from 'preact';
import { recordSheet } from '../../../../documents/fields.ts';
import { PAYMENT, paymentsDocument } from '../../../../documents/payments/payments.ts';
import type { PaymentsDocument } from '../../../../documents/schemas/payments/payments.ts';
import type { StudentDetails } from '../../../../domain/students/student.ts';
import { daysAfter } from '../../../../domain/values/date.ts';
import { monthName } from '../../../../domain/values/month.ts';
import { sayCount } from '../../../../domain/values/text.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { today } from '../../../../operations/mess/mess.ts';
import { listPayments } from '../../../../operations/payments/receipts/list-payments.ts';
import { listStudents } from '../../../../operations/students/students.ts';
import { inOrder } from '../../../values.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { AsCsv, isAsCsv } from '../../parts/as-csv.tsx';
import { Field } from '../../parts/field.tsx';
import { Question } from '../../parts/form.tsx';
import { dateReader, maybe } from '../../parts/given.ts';
import { figures, Table } from '../../parts/table.tsx';
import type { Given, Problem } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { pathTo } from '../paths.ts';
import { moneyOf } from '../style.ts';
import { NoAccounts } from './dues.tsx';
import { Record, recordGiven } from './record.tsx';

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
    const students = isAllowed(actor, 'record payments') ? await listStudents(mess, actor) : [];
    return {
      title: 'Payments',
      body: <Payments {...{ scope, document, students, problem }} query={{ ...query, from }} />,
    };
  },
  async post({ mess, actor }, { given }) {
    return { to: pathTo('payments', await recordGiven(mess, actor, given)) };
  },
});

function Payments({
  scope,
  document: { payments, totals, inAll },
  students,
  query,
  problem,
}: {
  readonly scope: PageScope;
  readonly document: PaymentsDocument;
  /** To choose from. */
  readonly students: readonly StudentDetails[];
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
        <Record {...{ scope, students, problem }} action={PATH} id={query.id ?? ''} />
      )}
      <h2>Received and given back</h2>
      <Question action={PATH} submit="Show">
        <Field name="from" label="From" type="date" value={query.from ?? ''} />
        <Field name="to" label="To" type="date" value={query.to ?? ''} />
      </Question>
      <ByMethod totals={totals} inAll={inAll} money={money} />
      <AsCsv path={PATH} query={query} />
      <Table
        caption={sayPayments(payments)}
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
            each.kind === 'payment' ? each.month && monthName(each.month) : each.kind,
            each.reversed ? (
              <Fragment key="amount">
                reversed <s>{money(each.amount)}</s>
              </Fragment>
            ) : (
              money(each.amount)
            ),
          ],
        }))}
      />
    </>
  );
}

/** Those that stand are as many as the methods have together; what counts for nothing is told apart. */
function sayPayments(payments: PaymentsDocument['payments']): string {
  const standing = payments.filter(({ reversed }) => !reversed);
  const count = standing.filter(({ kind }) => kind === 'payment').length;
  const others = standing.length - count;
  const reversed = payments.length - standing.length;
  return [
    sayCount(count, 'payment'),
    ...(others === 0 ? [] : [`${others} of deposits or given back`]),
    ...(reversed === 0 ? [] : [`${reversed} reversed`]),
  ].join(', ');
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
